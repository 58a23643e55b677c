/* What hands do in the graph: draw a choice from the handle of a node, and write titles and labels in place. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const TAP = 6; // pixels that a finger may slip and still have tapped

  /** Show a handle at the node under the pointer; a line drawn from it to another node, or to nothing, connects. */
  Gallae.listenForConnecting = function (graph) {
    const handle = el("button", { type: "button", class: "ga-handle", title: t("draw_choice"), "aria-label": t("draw_choice"), tabindex: "-1" }, Gallae.icon("plus"));
    const space = "http://www.w3.org/2000/svg";
    const sheet = document.createElementNS(space, "svg");
    const line = document.createElementNS(space, "line");
    sheet.setAttribute("class", "ga-drawn");
    sheet.append(line);
    const more = Gallae.iconButton("more", t("node_more"), () => graph.menuOf(owner, { x: parseFloat(more.style.left), y: parseFloat(more.style.top) }), { kind: "icon ga-handle-more", tabindex: "-1" });
    graph.box.append(handle, more, sheet);
    let owner = null;
    let [drawing, from] = [false, null];

    function put(node) {
      if (node.data("group")) return; // only nodes ask
      owner = node;
      const place = node.renderedPosition();
      handle.style.left = more.style.left = place.x + node.renderedWidth() / 2 + 6 + "px";
      handle.style.top = place.y + "px";
      more.style.top = place.y + 28 + "px";
      handle.classList.add("shown");
      more.classList.toggle("shown", node.selected());
    }
    function hide() {
      if (drawing) return;
      handle.classList.remove("shown");
      more.classList.remove("shown");
    }
    graph.cy.on("mouseover", "node", (event) => !drawing && put(event.target));
    graph.cy.on("select", "node", (event) => !drawing && put(event.target));
    graph.cy.on("viewport drag remove", hide);
    graph.cy.on("tap", (event) => event.target === graph.cy && hide());

    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      [drawing, from] = [true, [event.clientX, event.clientY]];
      handle.setPointerCapture(event.pointerId);
      sheet.classList.add("shown");
      follow(event);
    });
    handle.addEventListener("pointermove", (event) => drawing && follow(event));
    handle.addEventListener("pointerup", (event) => {
      if (!drawing) return;
      drawing = false;
      sheet.classList.remove("shown");
      graph.cy.nodes().removeClass("target");
      hide();
      if (Math.hypot(event.clientX - from[0], event.clientY - from[1]) < TAP) { // not drawn: ask for the other node
        graph.connectFrom(owner.id());
        return;
      }
      const target = graph.nodeAt(event.clientX, event.clientY);
      if (target && target.id() !== owner.id()) graph.does.connect(owner.id(), target.id());
      else if (!target) graph.does.connectToNew(owner.id(), graph.placeOf(event.clientX, event.clientY));
    });
    handle.addEventListener("pointercancel", () => {
      drawing = false;
      sheet.classList.remove("shown");
      hide();
    });

    function follow(event) {
      const frame = graph.box.getBoundingClientRect();
      const from = owner.renderedPosition();
      line.setAttribute("x1", from.x + owner.renderedWidth() / 2);
      line.setAttribute("y1", from.y);
      line.setAttribute("x2", event.clientX - frame.left);
      line.setAttribute("y2", event.clientY - frame.top);
      graph.cy.nodes().removeClass("target");
      const target = graph.nodeAt(event.clientX, event.clientY);
      if (target && target.id() !== owner.id()) target.addClass("target");
    }
  };

  /** Let a double-click on a node or choice open a box over it in which its title or label is written. */
  Gallae.listenForRenaming = function (graph) {
    graph.cy.on("dbltap", "node", (event) => write(event.target, (graph.store.node(event.target.id()) || graph.store.group(event.target.id())).title || ""));
    graph.cy.on("dbltap", "edge[!candidate]", (event) =>
      write(event.target, graph.store.choice(event.target.id()).label[graph.store.story.language] || ""));
    graph.cy.on("dbltap", (event) => {
      if (event.target === graph.cy) graph.does.addNode([Math.round(event.position.x), Math.round(event.position.y)]);
    });

    function write(element, text) {
      const place = element.isNode() ? element.renderedPosition() : element.renderedMidpoint();
      const below = element.isNode() ? element.renderedHeight() / 2 : -14;
      const box = el("input", { class: "ga-input ga-inplace", value: text, "aria-label": t(element.isNode() ? "node_title" : "choice_label") });
      box.style.left = place.x + "px";
      box.style.top = place.y + below + "px";
      graph.box.append(box);
      box.focus();
      box.select();
      let open = true;
      const close = (keep) => {
        if (!open) return;
        open = false;
        box.remove();
        if (keep && box.value !== text) graph.does.rename(element.data("group") ? "group" : element.isNode() ? "node" : "choice", element.id(), box.value);
      };
      box.addEventListener("blur", () => close(true));
      box.addEventListener("keydown", (event) => {
        event.stopPropagation();
        if (event.key === "Enter") close(true);
        if (event.key === "Escape") close(false);
      });
    }
  };
})();
