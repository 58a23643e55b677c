/* What is known of a film and what people say about it: facts, labels, licence, its tags as files, taking it out. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const FILES = [["csv", "CSV"], ["jsonld", "JSON-LD"]];

  function facts(film, line) {
    const languages = film.languages.map((code) => new Intl.DisplayNames([Gallae.language], { type: "language", fallback: "code" }).of(code));
    const rows = [["fact_duration", film.duration], ["fact_size", `${film.width} × ${film.height}`],
      ["fact_rate", t("pictures_a_second", { rate: (1000 / line.frame_ms).toLocaleString(Gallae.language, { maximumFractionDigits: 2 }) })],
      ["fact_sound", t(film.has_sound ? "sound_yes" : "sound_no")], ["fact_languages", languages.join(", ") || t("no_subtitles")],
      ["fact_added", new Date(film.added_at).toLocaleDateString(Gallae.language)]];
    return el("dl", { class: "ga-facts" }, ...rows.flatMap(([name, value]) => [el("dt", { text: t(name) }), el("dd", { text: value })]));
  }

  /** Return the panel about a film; `gone` is called when it has been taken out, `renamed(film)` when it was relabelled. */
  Gallae.aboutFilm = function (film, line, gone, renamed) {
    async function say(name, value) {
      const now = await Gallae.attempt(() => Gallae.api("PATCH", `/films/${film.id}`, { [name]: value }));
      if (!now) return;
      Gallae.say(t("saved"));
      renamed(now);
    }

    function field(name) {
      const box = el("input", { class: "ga-input", value: film[name], name, maxlength: "300" });
      box.addEventListener("change", () => say(name, box.value));
      return el("label", { class: "ga-field" }, el("span", { text: t("film_" + name) }), box);
    }

    const remove = Gallae.button(t("remove_film"), async () => {
      if (!window.confirm(t("remove_film_sure", { title: film.title }))) return;
      await Gallae.attempt(() => Gallae.api("DELETE", `/films/${film.id}`));
      await gone();
      Gallae.tell("films-changed");
    }, { kind: "quiet danger" });
    const files = FILES.map(([form, name]) => el("a", { class: "ga-button quiet", href: `/api/v1/tagging/export?form=${form}&film=${film.id}`, download: true, text: name }));
    const licence = Gallae.licenceChoice(film.licence, (value) => say("licence", value));
    return el("section", { class: "ga-about", "aria-label": t("about_film") },
      el("div", { class: "ga-about-fields" }, field("title"), field("provider"), field("credit"), licence.root), facts(film, line),
      el("div", { class: "ga-row" }, el("span", { class: "ga-quiet", text: t("tags_as_file") }), ...files, remove));
  };
})();
