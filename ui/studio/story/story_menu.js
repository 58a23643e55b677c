/* What is done with whole stories: choosing one, beginning one, drafting one from a text, publishing. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  /** A button that says how a draft's scenes were chosen and what it lacks. */
  function proposal(draft, choose) {
    const lacking = draft.to_shoot.map(Gallae.inLanguage).join(" · ");
    const told = [t("draft_scenes", { found: draft.beats - draft.to_shoot.length, beats: draft.beats }), t("draft_films", { films: draft.films })];
    const one = el("button", { class: "ga-draft", type: "button" }, el("strong", { text: Gallae.inLanguage(draft.title) }),
      el("span", { class: "ga-quiet", text: told.join(" · ") }),
      lacking ? el("span", { class: "ga-quiet ga-lacking", text: t("draft_cards", { cards: lacking }) }) : null);
    one.addEventListener("click", choose);
    return one;
  }

  /** Ask for a new story; calls `begun(id, notes)` when there is one. */
  Gallae.askForStory = function (begun, withSynopsis) {
    const title = el("input", { class: "ga-input", name: "title", maxlength: "200" });
    const text = el("textarea", { class: "ga-input", rows: "12", placeholder: t("synopsis_hint"), name: "synopsis" });
    const waiting = el("p", { class: "ga-quiet", role: "status" });
    const choices = el("div", { class: "ga-drafts", role: "group", "aria-label": t("which_draft"), hidden: true });
    const begin = (way) => Gallae.api("POST", "/stories", {
      title: title.value.trim() || (withSynopsis ? "" : t("untitled_story")), synopsis: withSynopsis ? text.value : "", language: Gallae.language, way });
    const make = button(t(withSynopsis ? "make_draft" : "begin"), () => work(withSynopsis && text.value.trim() ? propose : () => begin("closest")), { kind: "strong" });

    /** Do something that may take a while; what it begins is opened. */
    async function work(what) {
      make.disabled = true;
      choices.inert = true;
      waiting.textContent = withSynopsis ? t("drafting") : "";
      const begunStory = await Gallae.attempt(what);
      make.disabled = choices.inert = false;
      waiting.textContent = "";
      if (!begunStory) return;
      dialog.close();
      begun(begunStory.id, begunStory.notes);
    }

    /** Show in which ways the text can be drafted; where there is only one, take it. */
    async function propose() {
      const drafts = await Gallae.api("POST", "/stories/drafts", { synopsis: text.value });
      if (drafts.length < 2) return begin("closest");
      choices.replaceChildren(el("h3", { text: t("which_draft") }), ...drafts.map((draft) => proposal(draft, () => work(() => begin(draft.way)))));
      choices.hidden = false;
      text.rows = 6; // room for what there is to choose
      choices.querySelector("button").focus();
      return null;
    }

    const dialog = el("dialog", { class: "ga-dialog", "aria-label": t(withSynopsis ? "draft_from_text" : "new_story") },
      el("h2", { text: t(withSynopsis ? "draft_from_text" : "new_story") }),
      el("label", { class: "ga-field" }, el("span", { text: t("story_title") }), title),
      withSynopsis ? el("label", { class: "ga-field" }, el("span", { text: t("synopsis") }), text) : null,
      withSynopsis ? el("p", { class: "ga-quiet", text: t("synopsis_how") }) : null,
      waiting, choices,
      el("div", { class: "ga-row end" }, button(t("cancel"), () => dialog.close(), { kind: "quiet" }), make));
    dialog.addEventListener("close", () => dialog.remove());
    text.addEventListener("input", () => { choices.hidden = true; });
    title.addEventListener("keydown", (event) => event.key === "Enter" && !withSynopsis && make.click());
    document.body.append(dialog);
    dialog.showModal();
  };

  /** The menu from which a story is chosen or begun; returns an object with `root`, `fill(id)` and `name(story)`. */
  Gallae.storyMenu = function (open) {
    const list = el("select", { class: "ga-input ga-stories", "aria-label": t("choose_story") });
    list.addEventListener("change", () => open(list.value));
    async function fill(id) {
      const stories = (await Gallae.attempt(() => Gallae.api("GET", "/stories"))) || [];
      list.replaceChildren(...stories.map((story) =>
        el("option", { value: story.id, text: story.title || t("untitled_story"), selected: story.id === id })));
      list.hidden = !stories.length;
      return stories;
    }
    /** Show the title that a story has now. */
    function name(story) {
      const entry = [...list.options].find((one) => one.value === story.id);
      if (entry) entry.textContent = story.title || t("untitled_story");
    }
    return { root: list, fill, name };
  };
})();
