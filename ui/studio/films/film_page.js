/* One film's page: its strip, what is said about it, and its scenes as cards. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const PARTS = ["", "/scenes", "/timeline", "/corrections"];

  const asked = (id) => Promise.all(PARTS.map((part) => Gallae.api("GET", `/films/${id}${part}`)));

  /** Return the facts of a film in one line. */
  Gallae.filmFacts = function (film) {
    return [film.duration, t("scene_count", { count: film.scenes }), film.broken_at_ms !== null && t("film_broken")].filter(Boolean).join(" · ");
  };

  function cards(scenes) {
    const actions = [{ text: t("add_to_story"), run: (scene) => Gallae.tell("add-to-story", scene) },
      { text: t("tag_scene"), run: (scene) => Gallae.tell("tag-scene", scene) }];
    return scenes.map((scene) => Gallae.card(scene, { actions }));
  }

  /** Return what fills the page of a film, or nothing if it cannot be had; `back` goes to all films. */
  Gallae.filmPage = async function (id, back) {
    const found = await Gallae.attempt(() => asked(id));
    if (!found) return null;
    let [film, scenes, line, log] = found;
    const facts = el("p", { class: "ga-quiet", text: Gallae.filmFacts(film) });
    const grid = el("div", { class: "ga-grid" }, ...cards(scenes));

    async function correct(said) {
      const address = `/films/${id}/${said ? "corrections" : "scenes/again"}`;
      if (!(await Gallae.attempt(() => Gallae.api("POST", address, said || undefined)))) return;
      const now = await Gallae.attempt(() => asked(id));
      if (!now) return;
      [film, scenes, line, log] = now;
      strip.update(line, scenes, log);
      facts.textContent = Gallae.filmFacts(film);
      grid.replaceChildren(...cards(scenes));
    }

    const name = el("h2", { text: film.title });
    const about = Gallae.aboutFilm(film, line, back, (now) => (name.textContent = now.title));
    const strip = Gallae.filmStrip(film, line, scenes, correct, about);
    strip.showLog(log);
    return [el("header", { class: "ga-film-head" }, Gallae.iconButton("back", t("all_films"), back),
      el("div", {}, name, facts,
        film.broken_at_ms !== null && el("p", { class: "ga-warn", text: t("film_broken_at", { time: Gallae.clock(film.broken_at_ms) }) }))),
    strip.root, grid];
  };
})();
