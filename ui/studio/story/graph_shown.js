/* Brings the graph up to date by what differs: an element that says what it said before is not touched. */
(function () {
  "use strict";
  const { t } = Gallae;
  const LONGEST = 34;

  const short = (text) => (text.length > LONGEST ? text.slice(0, LONGEST - 1) + "…" : text);

  /** Draws what a story holds; `touched` counts the elements that were added, changed, moved or taken away. */
  Gallae.Shown = class {
    constructor(cy, store) {
      [this.cy, this.store, this.said, this.touched] = [cy, store, new Map(), 0];
    }

    /** Show the story as it is now, with what is wrong with it. */
    show(problems) {
      const { story } = this.store;
      const wrong = new Set(problems.filter((one) => one.severity === "error").flatMap((one) => [one.node_id, one.choice_id]));
      this.inside = Gallae.hiddenIn(story);
      const nodes = story.nodes.filter((node) => !this.inside.has(node.id)).map((node) => this.node(node, wrong));
      const wanted = [...nodes, ...Gallae.groupElements(story, this.inside, wrong), ...this.choices(story, wrong)];
      const there = new Set(wanted.filter((one) => one.group === "nodes").map((one) => one.data.id));
      const drawn = wanted.filter((one) => one.group === "nodes" || (there.has(one.data.source) && there.has(one.data.target)));
      const ids = new Set(drawn.map((one) => one.data.id));
      this.cy.batch(() => {
        [...this.said.keys()].filter((id) => !ids.has(id)).forEach((id) => this.remove(id));
        drawn.forEach((one) => this.draw(one));
      });
    }

    clear() {
      this.cy.elements().remove();
      this.said.clear();
    }

    remove(id) {
      this.touched += 1;
      this.said.delete(id);
      this.cy.getElementById(id).remove();
    }

    draw(one) {
      const { id } = one.data;
      const says = JSON.stringify(one.data);
      const before = this.said.get(id);
      const element = before === undefined ? null : this.cy.getElementById(id);
      if (element && one.group === "edges" && (element.data("source") !== one.data.source || element.data("target") !== one.data.target)) {
        const selected = element.selected();
        this.remove(id);
        this.add(one, says);
        if (selected) this.cy.getElementById(id).select();
        return;
      }
      if (!element) this.add(one, says);
      else if (before !== says) this.change(element, one.data, says);
      if (element && one.group === "nodes") this.move(element, one.position);
    }

    add(one, says) {
      this.touched += 1;
      this.said.set(one.data.id, says);
      const position = one.position && { x: one.position[0], y: one.position[1] };
      this.cy.add(position ? { ...one, position } : one);
    }

    change(element, data, says) {
      this.touched += 1;
      this.said.set(data.id, says);
      if (!data.picture && element.data("picture")) element.removeData("picture");
      element.data(data);
    }

    move(element, [x, y]) {
      const now = element.position();
      if (element.grabbed() || (now.x === x && now.y === y)) return;
      this.touched += 1;
      element.position({ x, y });
    }

    node(node, wrong) {
      const footage = node.clips.length ? this.store.footageOf(node.clips[0]) : undefined;
      const data = { id: node.id, title: node.title || node.beat || t("untitled_node"), ending: Boolean(node.ending),
        start: this.store.story.start === node.id, wrong: wrong.has(node.id) };
      if (footage && footage.picture) data.picture = footage.picture;
      return { group: "nodes", position: node.position || [0, 0], data };
    }

    choices(story, wrong) {
      const siblings = new Map();
      story.choices.forEach((choice) => siblings.set(choice.source, [...(siblings.get(choice.source) || []), choice]));
      siblings.forEach((several) => several.sort((one, other) => one.order - other.order));
      const at = (id) => this.inside.get(id) || id;
      return story.choices.filter((choice) => !(this.inside.has(choice.source) && at(choice.source) === at(choice.target))).map((choice) => {
        const several = siblings.get(choice.source);
        const number = several.length > 1 ? String(several.indexOf(choice) + 1) : "";
        const lines = [short(Gallae.inLanguage(choice.label)), choice.condition && t("only_if", { condition: short(choice.condition) })];
        return { group: "edges", data: { id: choice.id, source: at(choice.source), target: at(choice.target), label: lines.filter(Boolean).join("\n"),
          number, default: choice.default, conditional: Boolean(choice.condition), wrong: wrong.has(choice.id) } };
      });
    }
  };
})();
