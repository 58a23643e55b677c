/* Scenes that are dropped on the graph: on a node, on a choice (which then leads through it), or on the ground. */
(function () {
  "use strict";
  const NEAR = 14; // pixels on the screen between the pointer and a choice that it means

  /** Let cards be dropped. */
  Gallae.acceptScenes = function (graph) {
    const { box, cy } = graph;
    let aimed = null;

    function aim(element) {
      if (aimed === element) return;
      cy.elements(".target").removeClass("target");
      aimed = element;
      if (element) element.addClass("target");
    }

    box.addEventListener("dragover", (event) => {
      if (!Gallae.dragsScene(event)) return;
      event.preventDefault();
      aim(targetAt(graph, event));
    });
    box.addEventListener("dragleave", () => aim(null));
    box.addEventListener("drop", (event) => {
      const scene = Gallae.droppedScene(event);
      const target = scene && targetAt(graph, event);
      aim(null);
      if (!scene) return;
      event.preventDefault();
      const place = graph.placeOf(event.clientX, event.clientY);
      if (target && target.isEdge()) graph.does.insert(scene, target.id(), place);
      else graph.does.drop(scene, target ? target.id() : "", place);
    });
  };

  function targetAt(graph, event) {
    const node = graph.nodeAt(event.clientX, event.clientY);
    if (node) return node.data("group") ? null : node;
    const [x, y] = graph.placeOf(event.clientX, event.clientY);
    const near = NEAR / graph.cy.zoom();
    return graph.cy.edges("[!candidate]").toArray().find((edge) => distance(edge, x, y) <= near) || null;
  }

  /** How far a point is from the line of an edge, bends included. */
  function distance(edge, x, y) {
    const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
    const bends = edge.controlPoints() || [];
    let [least, last] = [Infinity, from];
    for (let step = 1; step <= 16; step++) {
      const now = along(from, bends, to, step / 16);
      least = Math.min(least, toPiece(last, now, x, y));
      last = now;
    }
    return least;
  }

  function along(from, bends, to, share) {
    const bend = bends.length ? bends[Math.floor(bends.length / 2)] : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const rest = 1 - share;
    const mix = (axis) => rest * rest * from[axis] + 2 * rest * share * bend[axis] + share * share * to[axis];
    return { x: mix("x"), y: mix("y") };
  }

  function toPiece(from, to, x, y) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const share = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
  }
})();
