/* What a story remembers of one play, and how the play can go on: states that never change, and pure functions.
   A state can be kept as JSON: `{ node, values, visits, taken, recent, stack }`. */
(function (gallae) {
  "use strict";

  const DEEPEST_TUNNEL = 32;

  const has = (table, name) => Object.prototype.hasOwnProperty.call(table, name);
  const copy = (table) => Object.assign(Object.create(null), table);

  /** A state that is being changed into the next; answers the questions of expressions. */
  class Draft {
    constructor(state) {
      this.values = copy(state.values);
      this.seen = copy(state.visits);
      this.taken = copy(state.taken);
      this.recent = copy(state.recent);
      this.stack = state.stack;
    }

    variable(name) {
      if (!has(this.values, name)) throw new gallae.Misfit(`no variable ${name}`);
      return this.values[name];
    }

    visits(node) {
      return this.seen[node] || 0;
    }

    chosen(choice) {
      return Boolean(this.taken[choice]);
    }

    /** What an expression gives; `undefined` if it cannot be worked out. */
    value(tree) {
      try {
        return gallae.evaluate(tree, this);
      } catch (misfit) {
        if (misfit instanceof gallae.Misfit) return undefined;
        throw misfit;
      }
    }

    holds(condition) {
      return condition === null || this.value(condition) === true;
    }

    /** Make effects `[name, tree]`; one that gives a variable a value of another kind is skipped. */
    assign(effects) {
      for (const [name, tree] of effects) {
        const value = this.value(tree);
        if (has(this.values, name) && typeof value === typeof this.values[name]) this.values[name] = value;
      }
    }

    entered(node) {
      return { node, values: this.values, visits: this.seen, taken: this.taken, recent: this.recent, stack: this.stack };
    }
  }

  gallae.Rules = class {
    constructor(story) {
      this.nodes = story.nodes;
      this.groups = story.groups;
      this.first = story.start;
      this.values = Object.create(null);
      for (const [name, start] of story.variables) this.values[name] = start;
    }

    isThere(name) {
      return has(this.nodes, name) || has(this.groups, name);
    }

    /** The state in which the first node plays. */
    start() {
      const fresh = { values: this.values, visits: {}, taken: {}, recent: {}, stack: [] };
      return this.enter(new Draft(fresh), this.first);
    }

    /** A state that was kept, as this story can hold it; `null` if its node has gone. */
    restored(state) {
      if (!state || !has(this.nodes, state.node)) return null;
      const values = copy(this.values);
      for (const name of Object.keys(values)) {
        if (typeof state.values[name] === typeof values[name]) values[name] = state.values[name];
      }
      return { ...state, values, stack: state.stack.filter((name) => this.isThere(name)) };
    }

    /** How a play can go on: `offered` to the viewer, or `unasked`, or `comesBack` from a tunnel; else it has ended. */
    moves(state) {
      const node = this.nodes[state.node];
      const none = { offered: [], unasked: [], comesBack: false };
      if (node.ending) return none;
      if (node.returns && state.stack.length) return { ...none, comesBack: true };
      const draft = new Draft(state);
      const possible = node.choices.filter((choice) => !(choice.once && draft.taken[choice.id]) && draft.holds(choice.condition));
      const offered = possible.filter((choice) => !choice.automatic);
      return offered.length ? { ...none, offered } : { ...none, unasked: this.unasked(possible) };
    }

    /** Which of some automatic choices can follow: the first, or all with a weight if the first has one. */
    unasked(choices) {
      if (!choices.length || choices[0].weight === null) return choices.slice(0, 1);
      const weighted = choices.filter((choice) => choice.weight > 0);
      return weighted.length ? weighted : choices.slice(0, 1);
    }

    /** The state after a choice was taken. */
    follow(state, choice) {
      const draft = new Draft(state);
      draft.taken[choice.id] = true;
      draft.assign(choice.effects);
      if (choice.returnsTo && this.isThere(choice.returnsTo)) {
        draft.stack = [...state.stack, choice.returnsTo].slice(-DEEPEST_TUNNEL);
      }
      return this.enter(draft, choice.target);
    }

    /** The state after a tunnel ended. */
    comeBack(state) {
      const draft = new Draft(state);
      draft.stack = state.stack.slice(0, -1);
      return this.enter(draft, state.stack[state.stack.length - 1]);
    }

    enter(draft, name) {
      const id = has(this.groups, name) ? this.picked(name, draft) : name;
      draft.seen[id] = draft.visits(id) + 1;
      for (const [group, { pick, candidates }] of Object.entries(this.groups)) {
        if (pick !== "least_recent" || !candidates.some((one) => one.node === id)) continue;
        draft.recent[group] = [...(draft.recent[group] || []).filter((one) => one !== id), id];
      }
      draft.assign(this.nodes[id].effects);
      return draft.entered(id);
    }

    /** The node that a group plays. */
    picked(name, draft) {
      const { pick, candidates } = this.groups[name];
      const holding = candidates.filter((one) => draft.holds(one.condition));
      if (!holding.length) return candidates[candidates.length - 1].node;
      if (pick === "first") return holding[0].node;
      const recent = draft.recent[name] || [];
      const rank = pick === "best" ? (one) => score(one, draft) : (one) => -recent.indexOf(one.node);
      return holding.reduce((best, one) => (rank(one) > rank(best) ? one : best)).node;
    }
  };

  function score(candidate, draft) {
    const value = candidate.score === null ? 0 : draft.value(candidate.score);
    return typeof value === "number" ? value : 0;
  }
})(window.GALLAE);
