/* What holds for the whole film: what viewers may do, its licence, where viewing data go, and its credits. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const LICENCES = ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"];

  /** The part of a story's view that concerns the finished film. */
  Gallae.wholeFilm = function (desk, change) {
    const { story } = desk.store;
    const isSet = story.changeable || story.commercial || Boolean(story.licence) || Boolean(story.report_to);
    return el("div", {}, Gallae.folded("whole-story", t("whole_film"), isSet,
      Gallae.tick(t("story_changeable"), "changeable", story.changeable, (changeable) => change({ changeable })),
      Gallae.tick(t("story_commercial"), "commercial", story.commercial, (commercial) => change({ commercial })),
      licence(story, change), address(story, change)), creditsOf(desk));
  };

  function licence(story, change) {
    return el("div", {}, Gallae.field(t("story_licence"), "licence", story.licence, (text) => change({ licence: text.trim() }), { list: "ga-licences" }),
      el("datalist", { id: "ga-licences" }, ...LICENCES.map((name) => el("option", { value: name }))),
      el("p", { class: "ga-hint", text: t("licence_hint") }));
  }

  /** Where viewing data go: nowhere, unless there is an address that the server takes for one. */
  function address(story, change) {
    const read = async (text) => {
      const given = text.trim();
      const answer = given ? await Gallae.attempt(() => Gallae.api("POST", "/report-addresses", { text: given })) : { ok: true };
      if (!answer) return { wrong: t("not_looked_at") };
      return answer.ok ? { value: given } : { wrong: t("report_wrong") };
    };
    return el("div", {}, Gallae.checkedField(t("story_report_to"), "report-to", story.report_to || "", read, (to) => change({ report_to: to }),
      { placeholder: "https://", inputmode: "url", spellcheck: "false", autocapitalize: "off" }), el("p", { class: "ga-hint", text: t("report_how") }));
  }

  /** Who is named at the end; asked for when it is folded out. */
  function creditsOf(desk) {
    const list = el("ul", { class: "ga-credits" });
    const told = el("p", { class: "ga-quiet", text: t("credits_how") });
    const box = Gallae.folded("credits", t("credits"), false, told, list);
    const fill = async () => {
      const found = await Gallae.attempt(() => desk.store.send().then(() => Gallae.api("GET", `/stories/${desk.store.story.id}/credits`)));
      if (!found) return;
      list.replaceChildren(...found.map((one) => el("li", {}, el("strong", { text: one.title }),
        el("span", { class: "ga-quiet", text: [one.credit, one.provider].filter(Boolean).join(" · ") }),
        el("span", { class: one.licence ? "ga-quiet" : "ga-warn", text: one.licence || t("credit_no_licence") }))));
      if (!found.length) told.textContent = t("credits_none");
    };
    box.addEventListener("toggle", () => box.open && fill());
    if (box.open) fill();
    return box;
  }
})();
