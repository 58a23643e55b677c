/* Finds scenes: one box for a piece of story, how it was read as chips, facets with counts, and the hits as cards. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const PAUSE = 220; // ms of quiet after which what was typed is looked for

  /** Fill an element with a finder. Options: `compact`, `actions`, `open(scene)`. */
  Gallae.finder = function (root, options) {
    const state = { chosen: {}, film: null, ignored: new Set(), asked: 0, timer: 0, limit: options.compact ? 40 : 60 };
    const box = el("input", { type: "search", class: "ga-input ga-query", placeholder: t("find_hint"), title: t("find_how"), "aria-label": t("find_scenes") });
    const menus = el("div", { class: "ga-facets" });
    const chips = el("div", { class: "ga-chips ga-asked" });
    const notes = el("div", { class: "ga-notes", role: "status" });
    const told = el("p", { class: "ga-found", role: "status" });
    const grid = el("div", { class: options.compact ? "ga-column" : "ga-grid" });
    const beside = options.compact ? null : el("aside", { class: "ga-beside", "aria-label": t("asked_beside") });
    const head = el("div", { class: "ga-finder-head" }, box, menus, chips, notes, told);
    root.append(head, beside ? el("div", { class: "ga-results" }, grid, beside) : grid);

    box.addEventListener("input", () => {
      clearTimeout(state.timer);
      state.timer = setTimeout(look, PAUSE);
    });
    box.addEventListener("keydown", (event) => event.key === "Enter" && look());

    const change = {
      choose(facet, label, on) {
        const others = (state.chosen[facet] || []).filter((one) => one !== label);
        state.chosen[facet] = on ? [...others, label] : others;
        look();
      },
      unchoose: (facet, label) => change.choose(facet, label, false),
      film(film) {
        state.film = film;
        look();
      },
      without(part) {
        if (part.name) state.ignored.add(part.name);
        else box.value = part.without;
        look();
      },
    };

    function search(text) {
      box.value = text;
      look();
    }

    function query() {
      const asked = new URLSearchParams({ q: box.value, limit: state.limit });
      for (const [facet, labels] of Object.entries(state.chosen)) labels.forEach((label) => asked.append(facet, label));
      if (state.film) asked.append("film", state.film.film_id);
      state.ignored.forEach((name) => asked.append("ignore", name));
      return asked;
    }

    async function look() {
      clearTimeout(state.timer);
      if (!box.value.trim()) state.ignored.clear();
      const turn = ++state.asked;
      root.classList.add("looking");
      const found = await Gallae.attempt(() => Gallae.api("GET", "/scenes?" + query()));
      if (turn !== state.asked) return; // a newer question is on its way
      root.classList.remove("looking");
      if (found) show(found);
    }

    function show(found) {
      Gallae.showFacets(menus, beside, found, state.chosen, state.film, change);
      chips.replaceChildren(...Gallae.askedChips(found.query, state.chosen, state.film, change));
      if (state.ignored.size) chips.append(Gallae.button(t("asked_again"), readNamesAgain, { kind: "link" }));
      notes.replaceChildren(...Gallae.askedNotes(found, search));
      told.textContent = howMany(found);
      grid.replaceChildren(...found.hits.map((scene) => Gallae.card(scene, options)));
      root.style.setProperty("--ga-head", head.offsetHeight + "px");
    }

    function readNamesAgain() {
      state.ignored.clear();
      look();
    }

    function howMany(found) {
      const filtered = state.film || Object.values(state.chosen).some((labels) => labels.length);
      const counts = { count: found.hits.length, total: found.total };
      if (!found.hits.length) return t(filtered || box.value.trim() ? "found_none" : "library_empty");
      const kind = filtered || found.query.words || found.query.parts.length ? "found" : "all";
      if (found.total > found.hits.length) return t(kind + "_of", counts);
      return t(kind === "found" && found.total === 1 ? "found_one" : kind + "_count", counts);
    }

    document.addEventListener("click", (event) => {
      for (const menu of menus.querySelectorAll("details[open]")) if (!menu.contains(event.target)) menu.open = false;
    });
    Gallae.hear("films-changed", () => {
      const video = grid.querySelector("video");
      if (!video || video.paused) look(); // nobody's scene is taken away while it plays
    });
    Gallae.hear("tags-changed", () => !options.compact && look());
    look();
    return { look, box };
  };

  Gallae.place("find", function (root) {
    root.classList.add("ga-find");
    Gallae.finder(root, {
      actions: [{ text: t("add_to_story"), run: (scene) => Gallae.tell("add-to-story", scene) },
        { text: t("tag_scene"), run: (scene) => Gallae.tell("tag-scene", scene) }],
    });
  });
})();
