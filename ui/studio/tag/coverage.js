/* How far the tagging is: a thin bar for each facet, which also asks for the scenes where that facet is open. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const WAIT = 400; // ms in which several changes are counted together

  /** Return six bars; `choose(facet)` is told when one is pressed, "" when it is let go. */
  Gallae.coverageBars = function (choose) {
    const root = el("div", { class: "ga-coverage", role: "group", "aria-label": t("coverage") });
    const state = { films: [], film: "", facet: "", timer: 0 };

    async function look() {
      const found = await Gallae.attempt(() => Gallae.api("GET", "/coverage"));
      if (!found) return;
      state.films = found;
      draw();
    }

    function draw() {
      const films = state.films.filter((film) => !state.film || String(film.film) === state.film);
      const scenes = films.reduce((sum, film) => sum + film.scenes, 0);
      const focused = root.contains(document.activeElement) && document.activeElement.dataset.facet;
      root.replaceChildren(...Gallae.FACETS.map((facet) => bar(facet, films, scenes)));
      if (focused) root.querySelector(`[data-facet="${focused}"]`).focus();
    }

    function bar(facet, films, scenes) {
      const sum = (kind) => films.reduce((all, film) => all + film.facets[facet][kind], 0);
      const [known, guessed] = [sum("known"), sum("guessed")];
      const track = el("i", { class: "ga-cover" }, el("i"), el("i"));
      track.children[0].style.width = share(known, scenes);
      track.children[1].style.width = share(guessed, scenes);
      const title = t("coverage_of", { facet: t("facet_" + facet), known, guessed, scenes });
      return el("button", { type: "button", title, "aria-label": title, "aria-pressed": String(state.facet === facet), data: { facet }, on: { click: () => press(facet) } },
        el("span", { text: t("facet_" + facet) }), el("small", { text: `${known}/${scenes}` }), track);
    }

    function press(facet) {
      state.facet = state.facet === facet ? "" : facet;
      draw();
      choose(state.facet);
    }

    const share = (part, whole) => (whole ? (100 * part) / whole : 0) + "%";

    Gallae.hear("tags-changed", () => {
      clearTimeout(state.timer);
      state.timer = setTimeout(look, WAIT);
    });
    look();
    return {
      root,
      film(film) {
        state.film = film;
        draw();
      },
    };
  };
})();
