/* The menu of a node or of the ground, and connecting without drawing: choose “Connect to…”, then the other node. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  /** Add menus to a desk's graph: on a right click, a long press, or from the button at a chosen node. */
  Gallae.nodeMenu = function (desk) {
    const { graph } = desk;
    const { cy, box } = graph;
    let shown = null;

    function close() {
      if (shown) shown.remove();
      shown = null;
    }

    function open(entries, place) {
      close();
      shown = el("div", { class: "ga-menu-box", role: "menu", "aria-label": t("node_menu") },
        ...entries.map(([name, run, kind]) => button(t(name), () => {
          close();
          run();
        }, { kind: "quiet " + (kind || ""), role: "menuitem" })));
      box.append(shown);
      shown.style.left = Math.max(8, Math.min(place.x, box.clientWidth - shown.offsetWidth - 8)) + "px";
      shown.style.top = Math.max(8, Math.min(place.y, box.clientHeight - shown.offsetHeight - 8)) + "px";
      shown.addEventListener("keydown", (event) => moveIn(event, shown, close));
      shown.querySelector("button").focus();
    }

    graph.menuOf = (node, place) => {
      if (!node.selected()) desk.select(node.id());
      open(node.data("group") ? groupEntries(desk, node) : nodeEntries(desk, node), place);
    };
    cy.on("cxttap taphold", "node", (event) => graph.menuOf(event.target, event.renderedPosition));
    cy.on("cxttap taphold", (event) => event.target === cy && open(groundEntries(desk, event.position), event.renderedPosition));
    cy.on("tapstart viewport", close);
    box.addEventListener("contextmenu", (event) => event.preventDefault());
    box.addEventListener("pointermove", (event) => (graph.pointer = graph.placeOf(event.clientX, event.clientY)));
    box.addEventListener("pointerleave", () => (graph.pointer = null));
    graph.connectFrom = connecting(desk);
  };

  function nodeEntries(desk, node) {
    const id = node.id();
    return [["connect_to", () => desk.graph.connectFrom(id)], ["lead_to_new", () => desk.connectToNew(id)],
      ["start_here", () => desk.store.edit({ op: "set_start", id })], ["preview_here", () => Gallae.preview(desk.store, id)],
      ["copy", () => desk.copy()], ["duplicate", () => desk.duplicate()], ["remove", () => desk.removeAll(desk.several), "danger"]];
  }

  function groupEntries(desk, node) {
    const [id, folded] = [node.id(), node.data("folded")];
    return [[folded ? "unfold" : "fold", () => desk.fold(id, !folded)], ["remove", () => desk.removeAll(desk.several), "danger"]];
  }

  function groundEntries(desk, place) {
    const at = [Math.round(place.x), Math.round(place.y)];
    const paste = Gallae.keptStoryPart() ? [["paste", () => {
      desk.graph.pointer = at;
      desk.paste();
    }]] : [];
    return [["add_node", () => desk.addNode(at)], ...paste, ["choose_all", () => desk.graph.selectAll()],
      [desk.graph.choosesSeveral ? "choose_one" : "choose_several", () => chooseSeveral(desk.graph)], ["fit", () => desk.graph.fit()]];
  }

  /** Taps add to what is chosen, and dragging the ground draws a frame; for hands without a Shift key. */
  function chooseSeveral(graph) {
    graph.choosesSeveral = !graph.choosesSeveral;
    graph.cy.selectionType(graph.choosesSeveral ? "additive" : "single");
    graph.cy.userPanningEnabled(!graph.choosesSeveral);
  }

  function moveIn(event, menu, close) {
    const entries = [...menu.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) entries[(entries.indexOf(document.activeElement) + step + entries.length) % entries.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Return a function that waits for the node to which another shall lead. */
  function connecting(desk) {
    const { cy, box } = desk.graph;
    const words = el("span", {});
    const told = el("div", { class: "ga-connecting", role: "status", hidden: true }, words, button(t("cancel"), () => stop(), { kind: "quiet" }));
    box.append(told);
    let from = "";

    function stop() {
      [from, told.hidden] = ["", true];
      cy.nodes(".target").removeClass("target");
    }
    cy.on("tap", (event) => {
      if (!from) return;
      const source = from;
      const node = event.target !== cy && event.target.isNode() ? event.target : null;
      stop();
      if (node && node.id() !== source) setTimeout(() => desk.connect(source, node.id())); // after the tap has chosen the node
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && from && stop());
    return (id) => {
      from = id;
      words.textContent = t("connect_how", { name: desk.nameOf(desk.store.node(id)) });
      told.hidden = false;
    };
  }
})();
