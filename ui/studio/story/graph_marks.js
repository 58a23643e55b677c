/* What lies over the nodes: where the story starts and ends, what is wrong with a node, and the knob that folds a group. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const FROM = 0.28; // smaller than this, words at a node could not be read; its frame still says what it is

  /** Add the marks to a desk's graph; they move with the view as one sheet. */
  Gallae.graphMarks = function (desk) {
    const { cy, box } = desk.graph;
    const sheet = el("div", { class: "ga-marks" });
    const drawn = new Map(); // by node: its marks, and what they say
    box.append(sheet);

    function follow() {
      const [pan, zoom] = [cy.pan(), cy.zoom()];
      sheet.style.transform = `translate(${pan.x}px, ${pan.y}px) scale(${zoom})`;
      sheet.hidden = zoom < FROM;
    }

    function put(root, node) {
      const [place, size] = [node.position(), Gallae.sizeOf(node)];
      root.style.transform = `translate(${place.x - size.width / 2}px, ${place.y - size.height / 2}px)`;
      root.style.width = size.width + "px";
    }

    function show() {
      const wanted = Gallae.marksOf(desk);
      for (const [id, { root }] of drawn) {
        if (wanted.has(id) && cy.getElementById(id).length) continue;
        root.remove();
        drawn.delete(id);
      }
      wanted.forEach((marks, id) => {
        const node = cy.getElementById(id);
        if (!node.length) return;
        const says = JSON.stringify(marks);
        if ((drawn.get(id) || {}).says !== says) {
          if (drawn.has(id)) drawn.get(id).root.remove();
          const root = el("div", { class: "ga-mark", data: { node: id } }, ...marks.map((mark) => markView(desk, id, mark)));
          sheet.append(root);
          drawn.set(id, { root, says });
        }
        put(drawn.get(id).root, node);
      });
      follow();
    }

    cy.on("shown", show);
    cy.on("viewport", follow);
    cy.on("position", "node", (event) => {
      const there = drawn.get(event.target.id());
      if (there) put(there.root, event.target);
    });
  };

  /** Return by node or group what there is to mark at it. */
  Gallae.marksOf = function ({ store, problems }) {
    const marks = new Map();
    const add = (id, mark) => marks.set(id, [...(marks.get(id) || []), mark]);
    const { story } = store;
    story.nodes.forEach((node) => {
      if (node.id === story.start) add(node.id, { kind: "start", text: t("start") });
      if (node.ending) add(node.id, { kind: "ending", text: Gallae.inLanguage(node.ending.title || {}) || t("ending") });
    });
    Gallae.problemsAt(store, problems).forEach((found, id) => {
      const wrong = found.some((one) => one.severity === "error");
      add(id, { kind: wrong ? "wrong" : "warning", text: found.map((one) => Gallae.inLanguage(one.message)).join("\n") });
    });
    story.groups.forEach((group) => add(group.id, { kind: "fold", folded: Gallae.isFolded(story, group.id), text: "" }));
    return marks;
  };

  /** Return by node or group what is wrong there: with it, or with a choice that it offers; what is inside a folded group is at the group. */
  Gallae.problemsAt = function (store, problems) {
    const found = new Map();
    const inside = Gallae.hiddenIn(store.story);
    for (const one of problems.filter((problem) => problem.severity !== "note")) {
      const choice = one.choice_id && store.choice(one.choice_id);
      const id = one.node_id || (choice && choice.source);
      if (!id) continue;
      const at = inside.get(id) || id;
      found.set(at, [...(found.get(at) || []), one]);
    }
    return found;
  };

  function markView(desk, id, mark) {
    if (mark.kind === "fold") {
      const name = t(mark.folded ? "unfold" : "fold");
      return Gallae.iconButton(mark.folded ? "unfold" : "fold", name, () => desk.fold(id, !mark.folded), { kind: "icon ga-fold", "aria-expanded": String(!mark.folded) });
    }
    if (mark.kind === "start" || mark.kind === "ending") return el("span", { class: "ga-badge solid " + mark.kind, text: mark.text });
    return el("button", { type: "button", class: "ga-problem-mark " + mark.kind, "aria-label": `${t("problem")}: ${mark.text}`, on: { click: () => desk.select(id) } },
      el("span", { text: "!" }), el("span", { class: "ga-tip", "aria-hidden": "true", text: mark.text }));
  }
})();
