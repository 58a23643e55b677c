/* The story as a graph (Cytoscape): nodes with pictures, labelled choices, choosing one or several, moving them. */
(function () {
  "use strict";
  const { el } = Gallae;
  let script = null;

  /** Load Cytoscape when a graph is first shown. */
  function cytoscapeLoaded() {
    script = script || new Promise((resolve, reject) => {
      const made = el("script", { src: "/studio-assets/vendor/cytoscape.min.js", on: { load: resolve, error: reject } });
      document.head.append(made);
    });
    return script;
  }

  /** A graph inside `box`. `does` is told: choose(entries), move, connect, rename, drop, remove. */
  Gallae.StoryGraph = class {
    static async in(box, store, does) {
      await cytoscapeLoaded();
      return new Gallae.StoryGraph(box, store, does);
    }

    constructor(box, store, does) {
      [this.box, this.store, this.does] = [box, store, does];
      this.canvas = el("div", { class: "ga-canvas" });
      box.append(this.canvas);
      this.step = Gallae.graphStep(1);
      this.cy = window.cytoscape({ container: this.canvas, style: Gallae.graphStyle(this.step), minZoom: 0.05, maxZoom: 2.5,
        boxSelectionEnabled: true, selectionType: "single" });
      box.cytoscape = this.cy; // so that a test can find a node's place
      box.shown = this.shown = new Gallae.Shown(this.cy, store);
      this.listen();
      Gallae.listenForConnecting(this);
      Gallae.listenForRenaming(this);
      Gallae.acceptScenes(this);
      new ResizeObserver(() => this.resized()).observe(box);
      Gallae.hear("theme", () => this.restyle());
    }

    listen() {
      // Told of once, by the node that was held, however many move with it.
      this.cy.on("dragfreeon", "node", (event) => {
        const moved = event.target.selected() ? this.cy.$("node:selected").union(event.target) : event.target;
        this.does.move(moved.map((node) => ({ kind: kindOf(node), id: node.id(), position: at(node.position()) })));
      });
      let waits = false;
      this.cy.on("select unselect", () => { // choosing a hundred is told of once, before the next key is heard
        if (!waits) queueMicrotask(() => {
          waits = false;
          this.tellChosen();
        });
        waits = true;
      });
      let zoomed = 0;
      this.cy.on("zoom", () => {
        clearTimeout(zoomed);
        zoomed = setTimeout(() => Gallae.graphStep(this.cy.zoom()) !== this.step && this.restyle(), 120);
      });
    }

    tellChosen() {
      this.does.choose(this.cy.$(":selected").map((one) => ({ kind: kindOf(one), id: one.id() })));
    }

    restyle() {
      this.step = Gallae.graphStep(this.cy.zoom());
      this.cy.style(Gallae.graphStyle(this.step));
    }

    /** Bring the picture up to date by what differs, so that selection and view stay. */
    show(problems) {
      this.shown.show(problems);
      this.cy.emit("shown");
    }

    clear() {
      this.shown.clear();
    }

    /** Choose elements by their ids and nothing else. */
    select(...ids) {
      const wanted = this.cy.collection(ids.map((id) => this.cy.getElementById(id)).filter((one) => one.length));
      this.cy.batch(() => {
        this.cy.$(":selected").difference(wanted).unselect();
        wanted.select();
      });
    }

    selectAll() {
      this.select(...this.cy.nodes().map((node) => node.id()));
    }

    /** Show everything; a small story not larger than it is. */
    fit() {
      if (this.cy.nodes().length) this.cy.fit(undefined, 28);
      if (this.cy.zoom() > 1) this.cy.zoom({ level: 1, renderedPosition: { x: this.box.clientWidth / 2, y: this.box.clientHeight / 2 } });
    }

    /** Bring a node or choice into view, near enough to be read. */
    reveal(id) {
      const element = this.cy.getElementById(id);
      if (!element.length) return;
      if (this.cy.zoom() < 0.5) this.cy.zoom(0.7);
      this.cy.center(element);
    }

    resized() {
      this.cy.resize();
      if (this.waitsToFit && this.box.clientWidth > 0) {
        this.waitsToFit = false;
        this.fit();
      }
    }

    /** Fit now, or as soon as the graph is to be seen. */
    fitWhenSeen() {
      if (this.box.clientWidth > 0) this.fit();
      else this.waitsToFit = true;
    }

    /** Return the place in the graph of a place on the page. */
    placeOf(clientX, clientY) {
      const frame = this.canvas.getBoundingClientRect();
      const [pan, zoom] = [this.cy.pan(), this.cy.zoom()];
      return [Math.round((clientX - frame.left - pan.x) / zoom), Math.round((clientY - frame.top - pan.y) / zoom)];
    }

    /** Return the node at a place on the page, or undefined. */
    nodeAt(clientX, clientY) {
      const [x, y] = this.placeOf(clientX, clientY);
      return this.cy.nodes().toArray().find((node) => {
        const [place, size] = [node.position(), Gallae.sizeOf(node)];
        return Math.abs(place.x - x) <= size.width / 2 && Math.abs(place.y - y) <= size.height / 2;
      });
    }

    /** Return a place that no node covers, `wanted` or below it; without one, in the middle of what is seen. */
    freePlace(wanted) {
      const frame = this.canvas.getBoundingClientRect();
      let [x, y] = wanted || this.placeOf(frame.left + frame.width / 2, frame.top + frame.height / 2);
      const { width, height } = Gallae.NODE;
      const covered = () => this.cy.nodes().some((node) => Math.abs(node.position().x - x) < width + 30 && Math.abs(node.position().y - y) < height + 50);
      while (covered()) y += height + 60;
      return [x, y];
    }
  };

  const kindOf = (element) => (element.data("group") ? "group" : element.isNode() ? "node" : "choice");
  const at = (place) => [Math.round(place.x), Math.round(place.y)];
  Gallae.sizeOf = (node) => (node.data("group") ? Gallae.BOX : Gallae.NODE);
})();
