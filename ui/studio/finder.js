/* Finds scenes: a box for a piece of story, six facets with counts, and the hits as cards. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const FACETS = ["who", "when", "where", "what", "how", "why"];
  const PAUSE = 220; // ms of quiet after which what was typed is looked for

  /** Fill an element with a finder. Options: `compact`, `actions`, `open(scene)`. */
  Gallae.finder = function (root, options) {
    const state = { text: "", chosen: {}, asked: 0, timer: 0, limit: options.compact ? 40 : 60 };
    const box = el("input", { type: "search", class: "ga-input ga-query", placeholder: t("find_hint"), "aria-label": t("find_scenes") });
    const facets = el("div", { class: "ga-facets" });
    const told = el("p", { class: "ga-found", role: "status" });
    const grid = el("div", { class: options.compact ? "ga-column" : "ga-grid" });
    root.append(el("div", { class: "ga-finder-head" }, box, facets, told), grid);

    box.addEventListener("input", () => {
      clearTimeout(state.timer);
      state.timer = setTimeout(look, PAUSE);
    });
    box.addEventListener("keydown", (event) => event.key === "Enter" && look());

    function query() {
      const asked = new URLSearchParams({ q: box.value, limit: state.limit });
      for (const facet of FACETS) (state.chosen[facet] || []).forEach((label) => asked.append(facet, label));
      return asked;
    }

    async function look() {
      clearTimeout(state.timer);
      const turn = ++state.asked;
      root.classList.add("looking");
      const found = await Gallae.attempt(() => Gallae.api("GET", "/scenes?" + query()));
      if (turn !== state.asked) return; // a newer question is on its way
      root.classList.remove("looking");
      if (found) show(found);
    }

    function show(found) {
      showFacets(found.counts);
      const anything = box.value.trim() || Object.values(state.chosen).some((labels) => labels.length);
      told.textContent = found.hits.length
        ? t(anything ? "found_count" : "all_count", { count: found.hits.length })
        : t(anything ? "found_none" : "library_empty");
      grid.replaceChildren(...found.hits.map((scene) => Gallae.card(scene, options)));
    }

    function showFacets(counts) {
      const open = facets.querySelector("details[open]");
      const opened = open && open.dataset.facet;
      facets.replaceChildren(...FACETS.map((facet) =>
        facetMenu(facet, counts.filter((count) => count.facet === facet), facet === opened)));
    }

    function facetMenu(facet, counts, open) {
      const chosen = state.chosen[facet] || [];
      const labels = counts.map((count) => Gallae.inLanguage(count.labels));
      const gone = chosen.filter((label) => !labels.includes(label)).map((label) => ({ label, scenes: 0 }));
      const entries = [...gone, ...counts.slice(0, 40).map((count) => ({ label: Gallae.inLanguage(count.labels), scenes: count.scenes }))];
      const list = el("div", { class: "ga-menu" }, ...(entries.length
        ? entries.map((entry) => facetEntry(facet, entry, chosen))
        : [el("p", { class: "ga-quiet", text: t("no_tags_here") })]));
      const name = t("facet_" + facet) + (chosen.length ? ": " + chosen.join(", ") : "");
      return el("details", { class: "ga-facet" + (chosen.length ? " on" : ""), open, data: { facet }, name: "ga-facet" },
        el("summary", { text: name }), list);
    }

    function facetEntry(facet, entry, chosen) {
      const box = el("input", { type: "checkbox", checked: chosen.includes(entry.label) });
      box.addEventListener("change", () => {
        state.chosen[facet] = box.checked ? [...chosen, entry.label] : chosen.filter((label) => label !== entry.label);
        look();
      });
      return el("label", {}, box, el("span", { text: entry.label }), el("small", { text: entry.scenes || "" }));
    }

    document.addEventListener("click", (event) => {
      for (const menu of facets.querySelectorAll("details[open]")) if (!menu.contains(event.target)) menu.open = false;
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
