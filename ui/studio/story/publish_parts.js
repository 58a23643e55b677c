/* Parts of the publish dialog: what the films allow, subtitles, what was made before, and a way to a phone. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const DOORS = ["bundle", "linear", "h5p", "scorm", "otio", "edl", "fcpxml", "contact_sheet", "graph", "rights"];

  const languages = new Intl.DisplayNames([Gallae.language], { type: "language", fallback: "code" });
  const moment = new Intl.DateTimeFormat(Gallae.language, { dateStyle: "medium", timeStyle: "short" });

  function languageName(code) {
    try {
      return languages.of(code);
    } catch (error) {
      if (error instanceof RangeError) return code; // no language tag at all: as it was written
      throw error;
    }
  }

  /** Which subtitles go in; calls `change` with a list of languages, or null for all. */
  Gallae.subtitleChoice = function (codes, change) {
    if (!codes.length) return el("p", { class: "ga-quiet", text: t("publish_no_subtitles") });
    const wanted = new Set(codes);
    const ticks = codes.map((code) => Gallae.tick(languageName(code), "language", true, (ticked) => {
      if (ticked) wanted.add(code);
      else wanted.delete(code);
      change(wanted.size === codes.length ? null : [...wanted]);
    }));
    return el("fieldset", { class: "ga-ticks" }, el("legend", { text: t("publish_subtitles") }), ...ticks);
  };

  /** What each film allows, with the way out where something is in the way. `leave` is called before a node is shown. */
  Gallae.rightsList = function (view, leave) {
    const rows = view.films.map((film) => {
      const found = film.problems;
      const verdict = found.some((one) => one.severity === "error") ? "forbidden" : found.length || !film.licence_id ? "unknown" : "fine";
      const clips = film.clips === 1 ? t("rights_clip") : t("rights_clips", { count: film.clips });
      return el("li", { class: verdict, data: { film: film.film } },
        el("span", {}, el("strong", { text: film.title }), el("span", { class: "ga-quiet", text: ` ${[film.licence || t("rights_no_licence"), clips].join(" · ")}` })),
        el("span", { class: "ga-verdict", text: t("rights_" + verdict) }),
        ...found.map((one) => el("p", { class: "ga-quiet" }, Gallae.inLanguage(one.message) + " ",
          one.node_id ? button(t("rights_show"), () => { leave(); Gallae.tell("show-problem", one); }, { kind: "link" }) : null)));
    });
    return el("ul", { class: "ga-rights" }, ...rows);
  };

  /** What was published last, to be played and taken along, and a code for a phone. */
  Gallae.lastPublished = function (view, store, take) {
    const last = view.published;
    if (!last) return el("p", { class: "ga-quiet", text: t("phone_unpublished") });
    const when = moment.format(new Date(last.at));
    const from = last.revision === null ? t("publish_from_unknown", { when }) : t("publish_from", { when, revision: last.revision });
    const state = last.revision === null ? "" : t(last.revision < store.rev ? "publish_older" : "publish_current");
    const profile = last.profile && t("profile_" + last.profile);
    return el("div", { class: "ga-last" },
      el("div", {}, el("p", { text: [from, state].filter(Boolean).join(" ") }),
        el("p", { class: "ga-quiet", text: [profile, last.languages && last.languages.map(languageName).join(", ")].filter(Boolean).join(" · ") }),
        ...last.notes.map((note) => el("p", { class: "ga-quiet", text: t("publish_carried", { what: Gallae.inLanguage(note) }) })),
        el("div", { class: "ga-row" }, el("a", { class: "ga-button strong", href: last.url, target: "_blank", text: t("play") }), take)),
      phone(view, store));
  };

  function phone(view, store) {
    if (view.found_at) {
      const code = `/api/v1/stories/${store.story.id}/publishing/code`;
      return el("figure", { class: "ga-phone" }, el("img", { src: code, alt: t("phone_code", { address: view.found_at }) }),
        el("figcaption", {}, el("a", { href: view.found_at, target: "_blank", text: view.found_at }), el("span", { class: "ga-quiet", text: t("phone_scan") })));
    }
    return el("details", { class: "ga-phone-how" }, el("summary", { text: t("phone") }), el("p", { class: "ga-quiet", text: t("phone_closed") }),
      el("pre", { text: "gallae settings password\ngallae serve --host 0.0.0.0" }));
  }

  /** The other forms of a story: made before or not, each with what it could not carry. `busy` names those at work. */
  Gallae.doorList = function (view, store, busy, make) {
    const doors = DOORS.filter((door) => door !== "bundle" || view.published);
    return el("ul", { class: "ga-doors" }, ...doors.map((door) => doorLine(door, view.exports.find((one) => one.door === door))));

    function doorLine(door, made) {
      const told = made && [t("door_made", { when: moment.format(new Date(made.made_at)) }), made.revision < store.rev ? t("door_old") : "",
        made.lost.length ? t("door_left", { what: made.lost.map(Gallae.inLanguage).join(" ") }) : ""].filter(Boolean).join(" ");
      return el("li", { data: { door } }, el("strong", { text: t("door_" + door) }),
        made ? el("a", { class: "ga-button quiet", href: made.url, download: true, text: t("door_take") }) : el("span"),
        button(busy.has(door) ? "…" : t(made ? "door_make_again" : "door_make"), () => make(door), { kind: "quiet", disabled: busy.has(door) }),
        told ? el("p", { class: "ga-quiet", text: told }) : null);
    }
  };
})();
