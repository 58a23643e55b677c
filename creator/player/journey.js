/* What a viewer has seen of a story in all their plays: nodes, ways taken, endings. Kept in this browser. */
(function (gallae) {
  "use strict";

  gallae.Journey = class {
    constructor(story) {
      this.story = story;
      this.key = `gallae.seen.${story.id}`;
      const kept = gallae.kept(this.key, {});
      const names = (list) => new Set(Array.isArray(list) ? list.map(String) : []);
      this.ended = names(Array.isArray(kept) ? kept : kept.ended); // an older player kept endings alone
      this.nodes = new Set([...names(kept.nodes), ...this.ended]);
      this.choices = names(kept.choices);
    }

    /** The endings of the story, and how many of them have been seen. */
    get endings() {
      return Object.keys(this.story.nodes).filter((name) => this.story.nodes[name].isEnd);
    }

    get seenEndings() {
      return this.endings.filter((name) => this.ended.has(name));
    }

    enter(node) {
      this.add(this.nodes, node);
    }

    take(choice) {
      this.add(this.choices, choice);
    }

    end(node) {
      this.add(this.ended, node);
    }

    add(set, name) {
      if (set.has(name)) return;
      set.add(name);
      gallae.keep(this.key, { nodes: [...this.nodes], choices: [...this.choices], ended: [...this.ended] });
    }

    /** The nodes that have been seen, by how many choices they lie from the start. */
    levels() {
      const depth = new Map([[this.story.start, 0]]);
      for (const name of depth.keys()) {
        const node = this.story.nodes[name];
        for (const next of node ? node.choices.flatMap((choice) => [...this.leadsTo(choice.target), ...this.leadsTo(choice.returnsTo)]) : []) {
          if (!depth.has(next)) depth.set(next, depth.get(name) + 1);
        }
      }
      const levels = [];
      for (const [name, level] of depth) if (this.nodes.has(name)) (levels[level] = levels[level] || []).push(name);
      return levels.filter(Boolean);
    }

    /** The nodes that an id stands for: itself, or a group's candidates. */
    leadsTo(name) {
      const group = Object.prototype.hasOwnProperty.call(this.story.groups, name) ? this.story.groups[name] : null;
      if (group) return group.candidates.map((one) => one.node);
      return Object.prototype.hasOwnProperty.call(this.story.nodes, name) ? [name] : [];
    }
  };
})(window.GALLAE);
