/* One line of the story's list: what it says, and what is done with it while it is the chosen one. */
(function () {
  "use strict";
  const { el, t, button, iconButton } = Gallae;

  const link = (desk, id, text) => button(text, () => desk.select(id), { kind: "link", data: { id } });
  const badge = (kind) => el("span", { class: "ga-badge " + kind, text: t(kind) });
  const icon = (name, words, run, id, more) => iconButton(name, words, run, { data: { id }, ...(more || {}) });

  /** The line of a node, its choices below it; `problems` are those at the node. */
  Gallae.nodeRow = function (desk, node, chosen, problems) {
    const { store } = desk;
    const choices = store.choicesOf(node.id);
    return el("li", { class: node.id === chosen ? "chosen" : "", data: { row: node.id } }, link(desk, node.id, desk.nameOf(node)),
      store.story.start === node.id ? badge("start") : null,
      node.ending ? badge("ending") : null,
      node.id === chosen ? nodeTools(desk, node) : null,
      problemList(problems),
      el("ul", {}, ...choices.map((choice, at) => choiceRow(desk, choice, at, choices.length, chosen))));
  };

  function problemList(problems) {
    if (!problems.length) return null;
    return el("ul", { class: "ga-problems", "aria-label": t("problems") }, ...problems.map((one) => el("li", { class: one.severity, text: Gallae.inLanguage(one.message) })));
  }

  function nodeTools(desk, node) {
    const named = { name: desk.nameOf(node) };
    const { story } = desk.store;
    const list = el("select", { class: "ga-input", "aria-label": t("lead_to"), data: { id: node.id + " lead" } }, el("option", { value: "", text: t("lead_to") }),
      ...[...story.nodes.filter((one) => one.id !== node.id), ...story.groups].map((one) => el("option", { value: one.id, text: desk.nameOf(one) })));
    list.addEventListener("change", () => list.value && desk.connect(node.id, list.value));
    return el("div", { class: "ga-row ga-row-tools", role: "group", "aria-label": t("list_node", named) }, node.ending ? null : list,
      node.ending ? null : icon("plus", t("list_add_here"), () => desk.connectToNew(node.id), node.id + " add"),
      icon("double", t("duplicate"), () => desk.duplicate(), node.id + " double"),
      icon("fit", t("show_in_graph"), () => desk.showInGraph(node.id), node.id + " show"),
      icon("bin", t("remove_named", named), () => desk.removeFromList("node", node.id), node.id + " remove", { kind: "icon danger" }));
  }

  function choiceRow(desk, choice, at, count, chosen) {
    const name = Gallae.inLanguage(choice.label) || t("goes_on");
    const target = desk.store.node(choice.target) || desk.store.group(choice.target);
    return el("li", { class: choice.id === chosen ? "chosen" : "" }, link(desk, choice.id, name),
      el("span", { class: "ga-quiet" }, el("span", { "aria-hidden": "true", text: " → " }), el("span", { class: "ga-unseen", text: t("list_leads", { name: "" }).trim() + " " }),
        target ? desk.nameOf(target) : choice.target, choice.condition ? ` · ${t("only_if", { condition: choice.condition })}` : ""),
      choice.id === chosen ? el("span", { class: "ga-row-tools", role: "group", "aria-label": t("list_node", { name }) },
        at ? icon("up", t("earlier"), () => desk.reorder(choice, -1), choice.id + " up") : null,
        at < count - 1 ? icon("down", t("list_later"), () => desk.reorder(choice, 1), choice.id + " down") : null,
        icon("bin", t("remove_named", { name }), () => desk.removeFromList("choice", choice.id), choice.id + " remove", { kind: "icon danger" })) : null);
  }

  /** The line of a group, the nodes that it may play below it. */
  Gallae.groupRow = function (desk, group, chosen, problems) {
    const nameOf = (id) => (desk.store.node(id) ? desk.nameOf(desk.store.node(id)) : id);
    const folded = Gallae.isFolded(desk.store.story, group.id);
    return el("li", { class: group.id === chosen ? "chosen" : "", data: { row: group.id } }, link(desk, group.id, desk.nameOf(group)), badge("group"),
      group.id === chosen ? el("span", { class: "ga-row-tools", role: "group", "aria-label": t("list_node", { name: desk.nameOf(group) }) },
        icon(folded ? "unfold" : "fold", t(folded ? "unfold" : "fold"), () => desk.fold(group.id, !folded), group.id + " fold", { "aria-expanded": String(!folded) }),
        icon("bin", t("remove_named", { name: desk.nameOf(group) }), () => desk.removeFromList("group", group.id), group.id + " remove", { kind: "icon danger" })) : null,
      problemList(problems),
      el("ul", {}, ...group.candidates.map((one) => el("li", {}, link(desk, one.node, nameOf(one.node))))));
  };
})();
