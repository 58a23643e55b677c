/* The story as a list: the same nodes and choices for the keyboard and for screen readers. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  /** Show the story in `root` as a list; `desk` has store, select and nameOf. */
  Gallae.outline = function (root, desk, chosen) {
    const { store } = desk;
    const open = document.activeElement && root.contains(document.activeElement) ? document.activeElement.dataset.id : "";
    root.replaceChildren(el("ol", { class: "ga-outline", "aria-label": t("as_list") }, ...store.story.nodes.map((node) =>
      el("li", { class: node.id === chosen ? "chosen" : "" },
        button(desk.nameOf(node), () => desk.select(node.id), { kind: "link", data: { id: node.id } }),
        store.story.start === node.id ? el("span", { class: "ga-badge start", text: t("start") }) : null,
        node.ending ? el("span", { class: "ga-badge ending", text: t("ending") }) : null,
        desk.problems.some((one) => one.node_id === node.id && one.severity === "error") ? el("span", { class: "ga-badge wrong", text: t("problem") }) : null,
        el("ul", {}, ...store.choicesOf(node.id).map((choice) => el("li", {},
          button(Gallae.inLanguage(choice.label) || t("goes_on"), () => desk.select(choice.id), { kind: "link", data: { id: choice.id } }),
          el("span", { class: "ga-quiet", text: " → " + (store.node(choice.target) ? desk.nameOf(store.node(choice.target)) : choice.target) }))))))));
    const again = open && root.querySelector(`[data-id="${CSS.escape(open)}"]`);
    if (again) again.focus();
  };
})();
