/* Films: a wall of posters; a press on one opens its page. */
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
        el("span", { class: "ga-quiet", text: Gallae.filmFacts(film) }));
    }

    async function open(id) {
      shown = id;
      const page = await Gallae.filmPage(id, wall);
      if (page && shown === id) root.replaceChildren(...page);
    }

    function empty() {
      const sample = Gallae.button(t("sample_film"), async () => {
        sample.disabled = true;
        if (await Gallae.attempt(() => Gallae.api("POST", "/films/sample"))) Gallae.tell("jobs-changed");
        else sample.disabled = false;
      }, { kind: "strong" });
      return el("div", { class: "ga-empty" }, el("h2", { text: t("empty_films") }), el("p", { text: t("empty_films_how") }),
        sample, el("p", { class: "ga-quiet", text: t("sample_film_how") }));
    }

    Gallae.hear("films-changed", () => shown === null && wall());
    wall();
  });
})();
