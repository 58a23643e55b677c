/* The story as a graph (Cytoscape): nodes with pictures, labelled choices, dragging, connecting, renaming in place. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const [WIDTH, HEIGHT] = [208, 117];
  const READABLE = 11; // pixels on the screen below which letters are not let shrink, down to a quarter of full size
  const WORDS_FROM = 0.55; // smaller than this, a choice shows its number, as on the keys of a player
  let script = null;

  /** Load Cytoscape when a graph is first shown. */
  function cytoscapeLoaded() {
    script = script || new Promise((resolve, reject) => {
      const made = el("script", { src: "/studio-assets/vendor/cytoscape.min.js", on: { load: resolve, error: reject } });
      document.head.append(made);
    });
    return script;
  }

  function style(zoom) {
    const letters = Math.min(Math.max(14, READABLE / zoom), 34);
    const dark = document.body.classList.contains("dark");
    const colours = dark
      ? { text: "#ECECEE", back: "#14151A", node: "#22242B", line: "#5D606B", soft: "#9A9CA5", amber: "#E8A33D", green: "#4FB286", red: "#E5705F" }
      : { text: "#1B1C21", back: "#F7F6F3", node: "#E9E7E1", line: "#8A8C94", soft: "#5D606B", amber: "#9A5F00", green: "#1F7A55", red: "#B5402F" };
    const font = getComputedStyle(document.body).fontFamily;
    return [
      { selector: "node", style: { shape: "round-rectangle", width: WIDTH, height: HEIGHT, "background-color": colours.node,
        "border-width": 1, "border-color": colours.line, label: "data(title)", color: colours.text, "font-family": font,
        "font-size": letters, "text-valign": "bottom", "text-margin-y": 7, "text-wrap": "ellipsis", "text-max-width": WIDTH + 80 } },
      { selector: "node[picture]", style: { "background-image": "data(picture)", "background-fit": "cover", "background-image-crossorigin": "null" } },
      { selector: "node[!picture]", style: { "border-style": "dashed" } },
      { selector: "node[?start]", style: { "border-width": 3, "border-color": colours.amber } },
      { selector: "node[?ending]", style: { "border-width": 3, "border-color": colours.green } },
      { selector: "node[?wrong]", style: { "border-width": 3, "border-color": colours.red } },
      { selector: "node:selected", style: { "outline-width": 3, "outline-color": colours.amber, "outline-offset": 4, "outline-opacity": 1 } },
      { selector: "node.target", style: { "outline-width": 3, "outline-color": colours.green, "outline-offset": 4, "outline-opacity": 1 } },
      { selector: "edge", style: { width: 1.5, "line-color": colours.line, "target-arrow-color": colours.line, "target-arrow-shape": "triangle",
        "curve-style": "bezier", "control-point-step-size": 60, label: zoom < WORDS_FROM ? "data(number)" : "data(label)", color: colours.text, "font-family": font, "font-size": letters * 0.92,
        "text-background-color": colours.back, "text-background-opacity": 0.9, "text-background-padding": 3, "text-background-shape": "round-rectangle",
        "text-wrap": "ellipsis", "text-max-width": 190, "text-events": "yes" } },
      { selector: "edge[?default]", style: { width: 3, "line-color": colours.soft, "target-arrow-color": colours.soft } },
      { selector: "edge[?wrong]", style: { "line-color": colours.red, "target-arrow-color": colours.red } },
      ...Gallae.groupStyle(colours, letters),
      { selector: "edge:selected", style: { label: "data(label)", "z-index": 9, "line-color": colours.amber, "target-arrow-color": colours.amber, width: 3 } },
    ];
  }

  /** A graph inside `box`. `does` is told: select(kind, id), move, connect, rename, drop, remove. */
  Gallae.StoryGraph = class {
    static async in(box, store, does) {
      await cytoscapeLoaded();
      return new Gallae.StoryGraph(box, store, does);
    }

    constructor(box, store, does) {
      [this.box, this.store, this.does] = [box, store, does];
      this.canvas = el("div", { class: "ga-canvas" });
      box.append(this.canvas);
      this.cy = window.cytoscape({ container: this.canvas, style: style(1), minZoom: 0.15, maxZoom: 2.5, boxSelectionEnabled: true,
        selectionType: "single" });
      box.cytoscape = this.cy; // so that a test can find a node's place
      this.listen();
      Gallae.listenForConnecting(this);
      Gallae.listenForRenaming(this);
      this.acceptScenes();
      new ResizeObserver(() => this.resized()).observe(box);
      Gallae.hear("theme", () => this.restyle());
    }

    listen() {
      this.cy.on("dragfree", "node", (event) => {
        const moved = event.target.selected() ? this.cy.$("node:selected").union(event.target) : event.target;
        this.does.move(moved.map((node) => ({ kind: kindOf(node), id: node.id(), position: at(node.position()) })));
      });
      this.cy.on("select unselect", () => {
        const chosen = this.cy.$(":selected");
        const one = chosen.length === 1 ? chosen[0] : null;
        this.does.select(one ? (kindOf(one)) : "", one ? one.id() : "");
      });
      let styled = 1;
      this.cy.on("zoom", () => {
        if (Math.abs(Math.log(this.cy.zoom() / styled)) < 0.1) return;
        styled = this.cy.zoom();
        this.restyle();
      });
    }

    restyle() {
      this.cy.style(style(this.cy.zoom()));
    }

    /** Bring the picture up to date by what differs, so that selection and view stay. */
    show(problems) {
      const { story } = this.store;
      const wrong = new Set(problems.filter((one) => one.severity === "error").flatMap((one) => [one.node_id, one.choice_id]));
      const ids = new Set([...[...story.nodes, ...story.choices].map((entry) => entry.id), ...Gallae.groupIds(story)]);
      this.cy.batch(() => {
        this.cy.elements().filter((element) => !ids.has(element.id())).remove();
        story.nodes.forEach((node) => this.showNode(node, wrong.has(node.id)));
        Gallae.showGroups(this.cy, story, wrong);
        story.choices.forEach((choice) => this.showChoice(choice, wrong.has(choice.id)));
      });
    }

    showNode(node, wrong) {
      const footage = node.clips.length ? this.store.footageOf(node.clips[0]) : undefined;
      const title = node.title || node.beat || t("untitled_node");
      const data = { id: node.id, title, ending: Boolean(node.ending), start: this.store.story.start === node.id, wrong };
      if (footage && footage.picture) data.picture = footage.picture;
      const place = node.position || [0, 0];
      const there = this.cy.getElementById(node.id);
      if (!there.length) {
        this.cy.add({ group: "nodes", data, position: { x: place[0], y: place[1] } });
        return;
      }
      if (!data.picture) there.removeData("picture");
      there.data(data);
      if (!there.grabbed()) there.position({ x: place[0], y: place[1] });
    }

    showChoice(choice, wrong) {
      const missing = [choice.source, choice.target].some((id) => !this.cy.getElementById(id).length);
      const there = this.cy.getElementById(choice.id);
      if (missing) {
        there.remove();
        return;
      }
      const siblings = this.store.choicesOf(choice.source);
      const number = siblings.length > 1 ? String(siblings.indexOf(choice) + 1) : "";
      const data = { label: Gallae.inLanguage(choice.label), number, default: choice.default, wrong };
      if (there.length && there.data("target") === choice.target && there.data("source") === choice.source) {
        there.data(data);
        return;
      }
      there.remove();
      this.cy.add({ group: "edges", data: { id: choice.id, source: choice.source, target: choice.target, ...data } });
    }

    select(id) {
      this.cy.$(":selected").unselect();
      this.cy.getElementById(id).select();
    }

    /** Return the nodes of the story that are selected. */
    chosenNodes() {
      return this.cy.$("node:selected").toArray().map((node) => this.store.node(node.id())).filter(Boolean);
    }

    fit() {
      if (this.cy.nodes().length) this.cy.fit(undefined, 28);
      if (this.cy.zoom() > 1) this.cy.zoom({ level: 1, renderedPosition: { x: this.box.clientWidth / 2, y: this.box.clientHeight / 2 } });
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
        const place = node.position();
        return Math.abs(place.x - x) <= WIDTH / 2 && Math.abs(place.y - y) <= HEIGHT / 2;
      });
    }

    /** Return a place in view that no node covers. */
    freePlace() {
      const frame = this.canvas.getBoundingClientRect();
      let [x, y] = this.placeOf(frame.left + frame.width / 2, frame.top + frame.height / 2);
      const covered = () => this.cy.nodes().some((node) =>
        Math.abs(node.position().x - x) < WIDTH + 30 && Math.abs(node.position().y - y) < HEIGHT + 50);
      while (covered()) y += HEIGHT + 60;
      return [x, y];
    }

    acceptScenes() {
      this.box.addEventListener("dragover", (event) => {
        if (!Gallae.dragsScene(event)) return;
        event.preventDefault();
        this.cy.nodes().removeClass("target");
        const node = this.nodeAt(event.clientX, event.clientY);
        if (node) node.addClass("target");
      });
      this.box.addEventListener("dragleave", () => this.cy.nodes().removeClass("target"));
      this.box.addEventListener("drop", (event) => {
        const scene = Gallae.droppedScene(event);
        this.cy.nodes().removeClass("target");
        if (!scene) return;
        event.preventDefault();
        const node = this.nodeAt(event.clientX, event.clientY);
        this.does.drop(scene, node ? node.id() : "", this.placeOf(event.clientX, event.clientY));
      });
    }
  };

  const kindOf = (element) => (element.data("group") ? "group" : element.isNode() ? "node" : "choice");
  const at = (place) => [Math.round(place.x), Math.round(place.y)];
})();
