/* Films: a wall of posters, and one film's page with its scenes. */
(function () {
  "use strict";
  const { el, t } = Gallae;

  Gallae.place("films", function (root) {
    root.classList.add("ga-films");
    let shown = null;

    async function wall() {
      shown = null;
      const films = await Gallae.attempt(() => Gallae.api("GET", "/films"));
      if (!films) return;
      if (shown !== null) return; // a film was opened meanwhile
      if (!films.length) {
        root.replaceChildren(empty());
        return;
      }
      root.replaceChildren(el("div", { class: "ga-wall" }, ...films.map(poster)));
    }

    function poster(film) {
      const picture = film.picture ? el("img", { src: film.picture, alt: "", loading: "lazy" }) : el("span", { class: "ga-nopicture", text: t("no_picture") });
      return el("button", { type: "button", class: "ga-poster", on: { click: () => open(film.id) }, data: { film: film.id } },
        el("span", { class: "ga-poster-picture" }, picture),
        el("strong", { text: film.title }),
        el("span", { class: "ga-quiet", text: facts(film) }));
    }

    function facts(film) {
      return [film.duration, t("scene_count", { count: film.scenes }), film.broken_at_ms !== null && t("film_broken")].filter(Boolean).join(" · ");
    }

    async function open(id) {
      shown = id;
      const [film, scenes, line] = (await Gallae.attempt(() =>
        Promise.all(["", "/scenes", "/timeline"].map((part) => Gallae.api("GET", `/films/${id}${part}`))))) || [];
      if (!film || shown !== id) return;
      const actions = [{ text: t("add_to_story"), run: (scene) => Gallae.tell("add-to-story", scene) },
        { text: t("tag_scene"), run: (scene) => Gallae.tell("tag-scene", scene) }];
      root.replaceChildren(
        el("header", { class: "ga-film-head" }, Gallae.iconButton("back", t("all_films"), wall),
          el("div", {}, el("h2", { text: film.title }), el("p", { class: "ga-quiet", text: facts(film) }),
            film.broken_at_ms !== null && el("p", { class: "ga-warn", text: t("film_broken_at", { time: Gallae.clock(film.broken_at_ms) }) }))),
        Gallae.filmStrip(line, scenes), labels(film),
        el("div", { class: "ga-grid" }, ...scenes.map((scene) => Gallae.card(scene, { actions }))));
    }

    function labels(film) {
      const fields = ["title", "provider", "licence", "credit"].map((name) => {
        const box = el("input", { class: "ga-input", value: film[name], name });
        box.addEventListener("change", async () => {
          if (await Gallae.attempt(() => Gallae.api("PATCH", `/films/${film.id}`, { [name]: box.value }))) Gallae.say(t("saved"));
        });
        return el("label", { class: "ga-field" }, el("span", { text: t("film_" + name) }), box);
      });
      const remove = Gallae.button(t("remove_film"), async () => {
        if (!window.confirm(t("remove_film_sure", { title: film.title }))) return;
        await Gallae.attempt(() => Gallae.api("DELETE", `/films/${film.id}`));
        await wall();
        Gallae.tell("films-changed");
      }, { kind: "danger" });
      return el("details", { class: "ga-about" }, el("summary", { text: t("about_film") }), el("div", { class: "ga-fields" }, ...fields), remove);
    }

    function empty() {
      return el("div", { class: "ga-empty" }, el("h2", { text: t("empty_films") }), el("p", { text: t("empty_films_how") }),
        el("code", { text: "gallae add FILM --subtitles FILE" }));
    }

    Gallae.hear("films-changed", () => shown === null && wall());
    wall();
  });
})();
