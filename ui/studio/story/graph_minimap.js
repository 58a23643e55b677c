/* The whole story small, in a corner: nodes as dots, what is seen as a frame that can be dragged. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const [WIDTH, HEIGHT, MARGIN] = [168, 104, 6];
  const FROM = 20; // nodes; a smaller story is seen whole anyway

  /** Add the map to a desk's graph. */
  Gallae.minimap = function ({ graph }) {
    const { cy, box } = graph;
    const sheet = el("canvas", { class: "ga-minimap", width: WIDTH * 2, height: HEIGHT * 2, role: "img", "aria-label": t("minimap"), hidden: true });
    box.append(sheet);
    let [asked, scale, left, top] = [0, 1, 0, 0];

    function soon() {
      asked = asked || requestAnimationFrame(() => {
        asked = 0;
        draw();
      });
    }

    function draw() {
      const nodes = cy.nodes();
      sheet.hidden = nodes.length < FROM;
      if (sheet.hidden || !sheet.clientWidth) return;
      const whole = bounds(nodes);
      scale = Math.min((WIDTH - 2 * MARGIN) / (whole.right - whole.left), (HEIGHT - 2 * MARGIN) / (whole.bottom - whole.top));
      left = whole.left - (WIDTH / scale - (whole.right - whole.left)) / 2;
      top = whole.top - (HEIGHT / scale - (whole.bottom - whole.top)) / 2;
      paint(sheet.getContext("2d"), nodes);
    }

    function paint(pen, nodes) {
      const colours = Gallae.graphColours();
      pen.setTransform(2, 0, 0, 2, 0, 0);
      pen.clearRect(0, 0, WIDTH, HEIGHT);
      nodes.forEach((node) => {
        const [place, data, size] = [node.position(), node.data(), Gallae.sizeOf(node)];
        pen.fillStyle = data.wrong ? colours.red : data.start || node.selected() ? colours.amber : data.ending ? colours.green : colours.line;
        const [width, height] = [Math.max(2, size.width * scale), Math.max(2, size.height * scale)];
        pen.fillRect((place.x - left) * scale - width / 2, (place.y - top) * scale - height / 2, width, height);
      });
      const seen = cy.extent();
      pen.strokeStyle = colours.text;
      pen.lineWidth = 1;
      const within = (value, most) => Math.max(0.5, Math.min(most - 0.5, value)); // a view of more than the story is the whole map
      const [x1, x2] = [seen.x1, seen.x2].map((x) => within((x - left) * scale, WIDTH));
      const [y1, y2] = [seen.y1, seen.y2].map((y) => within((y - top) * scale, HEIGHT));
      pen.strokeRect(x1, y1, x2 - x1, y2 - y1);
    }

    function go(event) {
      const frame = sheet.getBoundingClientRect();
      const [x, y] = [(event.clientX - frame.left) / scale + left, (event.clientY - frame.top) / scale + top];
      const zoom = cy.zoom();
      cy.pan({ x: cy.width() / 2 - x * zoom, y: cy.height() / 2 - y * zoom });
    }
    sheet.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      sheet.setPointerCapture(event.pointerId);
      go(event);
    });
    sheet.addEventListener("pointermove", (event) => sheet.hasPointerCapture(event.pointerId) && go(event));
    cy.on("viewport resize shown dragfreeon", soon);
    cy.on("select unselect", "node", soon);
    Gallae.hear("theme", soon);
  };

  /** The room that nodes take. */
  function bounds(nodes) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    nodes.forEach((node) => {
      const { x, y } = node.position();
      [left, right] = [Math.min(left, x - 110), Math.max(right, x + 110)];
      [top, bottom] = [Math.min(top, y - 70), Math.max(bottom, y + 70)];
    });
    return { left, top, right, bottom };
  }
})();
