/* The story as a list: all that the graph can do, for the keyboard and for screen readers. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  /** Show the story in `root` as a list; a line that says what it said before stays as it is. */
  Gallae.outline = function (root, desk, chosen) {
    const { nodes, groups, choices } = desk.store.story;
    if (!root.list) build(root, desk);
    const problems = byOwner(desk);
    const said = root.said || new Map();
    const names = JSON.stringify([...nodes, ...groups].map((one) => [one.id, desk.nameOf(one)]));
    const row = (make, one) => {
      const own = problems.get(one.id) || [];
      const mine = choices.filter((choice) => choice.source === one.id);
      const within = one.id === chosen || mine.some((choice) => choice.id === chosen) || (one.candidates || []).length;
      const targets = mine.map((choice) => choice.target).map((id) => desk.store.node(id) || desk.store.group(id)).map((found) => found && desk.nameOf(found));
      const says = JSON.stringify([one, mine, targets, own, desk.store.story.start === one.id, within ? [chosen, names, Gallae.isFolded(desk.store.story, one.id)] : ""]);
      const before = said.get(one.id);
      return [one.id, before && before.says === says ? before : { says, element: make(desk, one, chosen, own) }];
    };
    const focused = root.contains(document.activeElement) ? document.activeElement.dataset.id : "";
    root.said = new Map([...nodes.map((node) => row(Gallae.nodeRow, node)), ...groups.map((group) => row(Gallae.groupRow, group))]);
    put(root.list, [...root.said.values()].map((one) => one.element));
    const again = focused && root.querySelector(`[data-id="${CSS.escape(focused)}"]`);
    if (again && again !== document.activeElement) again.focus();
  };

  function build(root, desk) {
    root.list = el("ol", { class: "ga-outline", "aria-label": t("as_list") });
    root.replaceChildren(el("div", { class: "ga-row" }, button(t("add_node"), () => desk.addNode(), { kind: "quiet", data: { id: "+" } })), root.list);
  }

  /** Put elements into a list in their order, and touch none that is in its place. */
  function put(list, elements) {
    elements.forEach((element, at) => {
      if (list.children[at] !== element) list.insertBefore(element, list.children[at] || null);
    });
    while (list.children.length > elements.length) list.lastChild.remove();
  }

  /** Return problems by the node or group at which the list tells them. */
  function byOwner({ store, problems }) {
    const found = new Map();
    for (const one of problems.filter((problem) => problem.severity !== "note")) {
      const choice = one.choice_id && store.choice(one.choice_id);
      const id = one.node_id || (choice && choice.source);
      if (id) found.set(id, [...(found.get(id) || []), one]);
    }
    return found;
  }

  /** The methods of a desk for its list. */
  Gallae.deskList = {
    /** Remove something and put the focus on the line before it, so that nobody has to begin at the top again. */
    removeFromList(kind, id) {
      const links = [...this.outlineBox.querySelectorAll(".ga-outline .ga-button.link")];
      const at = links.findIndex((link) => link.dataset.id === id);
      const before = links[at - 1] ? links[at - 1].dataset.id : "+";
      this.remove(kind, id);
      const next = this.outlineBox.querySelector(`[data-id="${CSS.escape(before)}"]`) || this.outlineBox.querySelector('[data-id="+"]');
      next.focus();
    },

    showInGraph(id) {
      this.list(false);
      const group = Gallae.hiddenIn(this.store.story).get(id);
      if (group) this.fold(group, false);
      this.select(id);
      this.graph.reveal(id);
      this.graphBox.focus();
    },
  };
})();
