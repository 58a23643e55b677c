/* Scene search: a finder on the left; the chosen scene beside its facets, or all that was found tagged at once. */
(function () {
  "use strict";
  const { el, t } = Gallae;

  Gallae.tagModes.search = function (root, help) {
    root.classList.add("ga-tag-search");
    const side = el("aside", { class: "ga-side ga-finder", "aria-label": t("find_scenes") });
    const sheet = Gallae.tagSheet({ beside: Gallae.keyLegend(Gallae.SHEET_KEYS.slice(0, 2), help) });
    const empty = el("div", { class: "ga-empty" }, el("h2", { text: t("choose_scene") }), el("p", { text: t("choose_scene_how") }));
    sheet.root.hidden = true;
    const all = Gallae.tagAll(() => finder.query());
    const finder = Gallae.finder(side, { compact: true, open: show, found: all.found });
    root.append(side, el("div", { class: "ga-sheet" }, all, empty, sheet.root));

    function show(scene) {
      sheet.root.hidden = false;
      empty.hidden = true;
      sheet.show(scene);
      side.querySelectorAll(".ga-card").forEach((card) => card.classList.toggle("chosen", card.dataset.scene === String(scene.id)));
    }

    return { sheet, show, leave: () => sheet.pause(), keys: Gallae.sheetKeys(sheet), listed: Gallae.SHEET_KEYS };
  };
})();
