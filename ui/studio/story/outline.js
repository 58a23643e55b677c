/* The story as a list: the same nodes, groups and choices for the keyboard and for screen readers. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  /** Show the story in `root` as a list; `desk` has store, problems, select and nameOf. */
  Gallae.outline = function (root, desk, chosen) {
    const { nodes, groups } = desk.store.story;
    const open = document.activeElement && root.contains(document.activeElement) ? document.activeElement.dataset.id : "";
    root.replaceChildren(el("ol", { class: "ga-outline", "aria-label": t("as_list") },
      ...nodes.map((node) => nodeItem(desk, node, chosen)), ...groups.map((group) => groupItem(desk, group, chosen))));
    const again = open && root.querySelector(`[data-id="${CSS.escape(open)}"]`);
    if (again) again.focus();
  };

  const link = (desk, id, text) => button(text, () => desk.select(id), { kind: "link", data: { id } });
  const badge = (kind) => el("span", { class: "ga-badge " + kind, text: t(kind) });

  function nodeItem(desk, node, chosen) {
    const { store } = desk;
    const wrong = desk.problems.some((one) => one.node_id === node.id && one.severity === "error");
    return el("li", { class: node.id === chosen ? "chosen" : "" }, link(desk, node.id, desk.nameOf(node)),
      store.story.start === node.id ? badge("start") : null,
      node.ending ? badge("ending") : null,
      wrong ? el("span", { class: "ga-badge wrong", text: t("problem") }) : null,
      el("ul", {}, ...store.choicesOf(node.id).map((choice) => choiceItem(desk, choice))));
  }

  function choiceItem(desk, choice) {
    return el("li", {}, link(desk, choice.id, Gallae.inLanguage(choice.label) || t("goes_on")),
      el("span", { class: "ga-quiet", text: " → " + nameOf(desk, choice.target) }));
  }

  function groupItem(desk, group, chosen) {
    return el("li", { class: group.id === chosen ? "chosen" : "" }, link(desk, group.id, desk.nameOf(group)), badge("group"),
      el("ul", {}, ...group.candidates.map((one) => el("li", {}, link(desk, one.node, nameOf(desk, one.node))))));
  }

  function nameOf(desk, id) {
    const found = desk.store.node(id) || desk.store.group(id);
    return found ? desk.nameOf(found) : id;
  }
})();
