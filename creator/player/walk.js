/* One viewer's way through a story, without any picture: what is offered, what follows, and everything that happened.
   The same story, choices and seed give the same path and the same events here and in `story/walk.py`. */
(function (gallae) {
  "use strict";

  /** When some choices of a node are open: the earliest opening, the latest closing of them. */
  function windowOf(node, choices, usual) {
    const ready = Math.max(0, node.duration_ms - usual);
    const opens = Math.min(...choices.map((choice) => choice.opens_ms ?? ready));
    if (!choices.some((choice) => choice.default)) return { opens_ms: opens, closes_ms: null };
    const late = Math.max(node.duration_ms, opens + usual);
    return { opens_ms: opens, closes_ms: Math.max(...choices.map((choice) => choice.closes_ms ?? late)) };
  }

  gallae.Walker = class {
    /**
     * @param story What `story.js` says.
     * @param seed Of the chance that decides between weighted automatic choices.
     */
    constructor(story, seed) {
      this.story = story;
      this.rules = new gallae.Rules(story);
      this.chance = new gallae.Chance(seed);
      this.events = [{ event: "started" }];
      this.arrive(this.rules.start());
    }

    /** A walker that stands where this one does and goes on by itself. */
    copy() {
      const other = Object.create(gallae.Walker.prototype);
      return Object.assign(other, this, { chance: new gallae.Chance(this.chance.seed), events: [...this.events] });
    }

    /** Where this walker stands, as JSON values. */
    get place() {
      return { state: this.state, chance: this.chance.seed };
    }

    /** Stand at a place again; nothing that happens there happens anew. */
    stand({ state, chance }) {
      this.chance = new gallae.Chance(chance);
      this.settle(state);
    }

    get node() {
      return this.story.nodes[this.state.node];
    }

    get offered() {
      return this.moves.offered;
    }

    /** Whether this node asks nothing and plays on by itself. */
    get goesOn() {
      return this.moves.comesBack || this.moves.unasked.length > 0;
    }

    get ended() {
      return !this.goesOn && !this.offered.length;
    }

    /** Take a choice that is offered, by its id. */
    take(id) {
      const choice = this.offered.find((one) => one.id === id);
      if (!choice) throw new Error(`${this.state.node} does not offer ${id}`);
      this.follow(choice, "viewer");
    }

    /** Let time run out: take the default. */
    timeOut() {
      const choice = this.offered.find((one) => one.default);
      if (!choice) throw new Error(`${this.state.node} has no default`);
      this.follow(choice, "default");
    }

    /** Go on from a node that goes on by itself. */
    advance() {
      if (this.moves.comesBack) {
        this.events.push({ event: "returned", node: this.state.node });
        this.arrive(this.rules.comeBack(this.state));
        return;
      }
      const { unasked } = this.moves;
      if (!unasked.length) throw new Error(`${this.state.node} does not go on by itself`);
      this.follow(unasked[this.chance.pick(unasked.map((choice) => choice.weight || 1))], "automatic");
    }

    follow(choice, by) {
      this.events.push({ event: "chosen", choice: choice.id, by });
      this.arrive(this.rules.follow(this.state, choice));
    }

    settle(state) {
      this.state = state;
      this.moves = this.rules.moves(state);
      this.window = this.offered.length ? windowOf(this.node, this.offered, this.story.choiceWindow_ms) : null;
    }

    arrive(state) {
      this.settle(state);
      const node = state.node;
      this.events.push({ event: "entered", node });
      if (this.node.checkpoint) this.events.push({ event: "checkpoint", node });
      if (this.window) {
        this.events.push({ event: "offered", choices: this.offered.map((choice) => choice.id), window: this.window });
      } else if (this.ended) {
        this.events.push({ event: "ended", node, kind: this.node.ending ? this.node.ending.kind : null });
      }
    }
  };
})(window.GALLAE);
