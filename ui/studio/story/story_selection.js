/* Several nodes at once: copied, cut, pasted, duplicated, put in line, and a row of tools while more than one is chosen. */
(function () {
  "use strict";
  const { el, t, iconButton } = Gallae;
  const FURTHER = 48; // pixels between something and its duplicate

  Gallae.addDrawings({
    align_left: "M3 3v14M6 5h10v3H6zM6 12h6v3H6z", align_centre: "M10 3v2M10 8v4M10 15v2M4 5h12v3H4zM7 12h6v3H7z", align_right: "M17 3v14M4 5h10v3H4zM8 12h6v3H8z",
    align_top: "M3 3h14M5 6v10h3V6zM12 6v6h3V6z", align_middle: "M3 10h2M8 10h4M15 10h2M5 4v12h3V4zM12 7v6h3V7z", align_bottom: "M3 17h14M5 4v10h3V4zM12 8v6h3V8z",
    spread_across: "M3 3v14M17 3v14M8 6h4v8H8z", spread_down: "M3 3h14M3 17h14M6 8h8v4H6z", copy: "M7 7h9v10H7zM4 13V3h9", double: "M4 4h8v8H4zM8 15h8V8",
    several: "M3 3h3M9 3h3M15 3h2v3M17 9v3M17 15v2h-2M11 17H8M5 17H3v-2M3 12V9", paste: "M6 4H4v13h12V4h-2M7 2h6v4H7z", fold: "M4 7h12M7 11l3 3 3-3", unfold: "M4 7h12M7 14l3-3 3 3",
  });

  /** Return the moves that put entries in line: `edge` is left, centre, right, top, middle or bottom. */
  Gallae.aligned = function (entries, edge) {
    const axis = ["left", "centre", "right"].includes(edge) ? 0 : 1;
    const side = { left: -1, top: -1, centre: 0, middle: 0, right: 1, bottom: 1 }[edge];
    const half = (one) => one.size[axis] / 2;
    const low = Math.min(...entries.map((one) => one.position[axis] - half(one)));
    const high = Math.max(...entries.map((one) => one.position[axis] + half(one)));
    const to = (one) => (side < 0 ? low + half(one) : side > 0 ? high - half(one) : (low + high) / 2);
    return entries.map((one) => moved(one, axis, to(one)));
  };

  /** Return the moves that leave as much room between each entry and the next, along an axis (0 across, 1 down). */
  Gallae.spread = function (entries, axis) {
    const order = entries.slice().sort((one, other) => one.position[axis] - other.position[axis]);
    const [first, last] = [order[0].position[axis], order[order.length - 1].position[axis]];
    return order.map((one, at) => moved(one, axis, first + ((last - first) * at) / Math.max(1, order.length - 1)));
  };

  const moved = ({ kind, id, position }, axis, value) => ({ kind, id, position: position.map((old, at) => Math.round(at === axis ? value : old)) });

  /** The row of tools; returns an object with `root` and `show(entries)`. */
  Gallae.selectionTools = function (desk) {
    const count = el("span", { class: "ga-quiet", role: "status" });
    const line = (edge) => iconButton("align_" + edge, t("align_" + edge), () => desk.putInLine((entries) => Gallae.aligned(entries, edge)));
    const spread = (icon, axis) => iconButton(icon, t(icon), () => desk.putInLine((entries) => Gallae.spread(entries, axis)));
    const root = el("div", { class: "ga-selection", role: "toolbar", "aria-label": t("chosen_tools"), hidden: true }, count,
      ...["left", "centre", "right", "top", "middle", "bottom"].map(line), spread("spread_across", 0), spread("spread_down", 1),
      iconButton("copy", t("copy"), () => desk.copy()), iconButton("double", t("duplicate"), () => desk.duplicate()),
      iconButton("group", t("add_group"), () => desk.addGroup()), iconButton("bin", t("remove_chosen"), () => desk.removeAll(desk.several), { kind: "icon danger" }));
    function show(entries) {
      const nodes = entries.filter((one) => one.kind !== "choice");
      root.hidden = nodes.length < 2;
      count.textContent = root.hidden ? "" : t("chosen_count", { count: nodes.length });
    }
    return { root, show };
  };

  /** The methods of a desk for several things at once; it has store, graph and several. */
  Gallae.deskSelection = {
    /** Return the nodes of the story that are chosen. */
    chosenNodes() {
      return this.several.filter((one) => one.kind === "node").map((one) => this.store.node(one.id)).filter(Boolean);
    },

    chosenPart() {
      const ids = new Set(this.several.filter((one) => one.kind !== "choice").map((one) => one.id));
      const inside = Gallae.hiddenIn(this.store.story);
      inside.forEach((group, node) => ids.has(group) && ids.add(node)); // a folded group comes with what it holds
      return Gallae.storyPart(this.store.story, ids);
    },

    /** Copy what is chosen; return whether that is anything. */
    copy(event) {
      const part = this.chosenPart();
      if (!part.nodes.length) return false;
      Gallae.keepStoryPart(part, event);
      if (!event) Gallae.say(t("copied", { count: part.nodes.length }));
      return true;
    },

    cut(event) {
      if (this.copy(event)) this.removeAll(this.several);
    },

    async paste(event) {
      const text = Gallae.keptStoryPart(event);
      if (!text) return;
      if (event) event.preventDefault();
      const part = Gallae.readStoryPart(text);
      if (!part) Gallae.say(t("cannot_paste"), "bad");
      else await this.putPart(part, this.graph.pointer || this.graph.freePlace());
    },

    async duplicate() {
      const part = this.chosenPart();
      const places = [...part.nodes, ...part.groups].map((one) => one.position || [0, 0]);
      const middle = (axis) => (Math.min(...places.map((one) => one[axis])) + Math.max(...places.map((one) => one[axis]))) / 2;
      if (part.nodes.length) await this.putPart(part, [middle(0) + FURTHER, middle(1) + FURTHER]);
    },

    /** Put a part into the story around a place, choose it, and tell what it lacks here. */
    async putPart(part, place) {
      const { story } = this.store;
      const operations = Gallae.partOperations(part, story, place);
      const lacks = Gallae.missingFor(part, story);
      if (!(await this.store.propose(operations))) return;
      this.select(...operations.filter((one) => one.op !== "connect").map((one) => one.id));
      this.tellLacking(lacks);
    },

    tellLacking({ variables, otherKind, asked }) {
      if (variables.length) {
        const add = variables.map(({ name, kind, start }) => ({ op: "add_variable", name, kind, start }));
        Gallae.say(t("paste_lacks", { names: variables.map((one) => one.name).join(", ") }), "", { text: t("paste_add"), run: () => this.store.propose(add) });
      }
      if (otherKind.length) Gallae.say(t("paste_other_kind", { names: otherKind.join(", ") }));
      if (asked.length) Gallae.say(t("paste_asks", { names: asked.join(", ") }));
    },

    /** Move what is chosen as `place` says, as one edit. */
    putInLine(place) {
      const nodes = this.graph.cy.$("node:selected").toArray();
      const entries = nodes.map((node) => ({ kind: node.data("group") ? "group" : "node", id: node.id(), position: [node.position().x, node.position().y],
        size: Object.values(Gallae.sizeOf(node)) }));
      if (entries.length > 1) this.move(place(entries));
    },
  };

  /** Hear the browser's copy, cut and paste while the story is what is looked at. */
  Gallae.listenForClipboard = function (desk) {
    const meant = (event) => desk.hasKeys(event) && String(getSelection()) === "";
    document.addEventListener("copy", (event) => meant(event) && desk.copy(event));
    document.addEventListener("cut", (event) => meant(event) && desk.cut(event));
    document.addEventListener("paste", (event) => desk.hasKeys(event) && desk.paste(event));
  };
})();
