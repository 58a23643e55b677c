/* One try of a story: what is offered when, what follows, and the way back, by the walker of the published player. */
(function () {
  "use strict";
  const TICK_MS = 100;

  /**
   * Walks a story while its pieces play. `sees` hears of everything: `arrived(try)`, `offered(choices, chosen, final)`,
   * `told(ms left, or null for no limit)`, `paused(on)`, `over(node)`.
   */
  Gallae.StoryTry = class {
    constructor(story, frame, sees) {
      [this.story, this.sees] = [story, sees];
      this.pieces = new Gallae.PreviewPieces(frame, () => this.pause(true));
      this.timer = setInterval(() => this.tick(), TICK_MS);
    }

    start(node, variables) {
      this.walker = new window.GALLAE.Walker({ ...this.story, start: node, variables }, 1 + Math.floor(Math.random() * 1e6));
      this.way = [];
      this.arrived();
    }

    arrived() {
      const { walker } = this;
      [this.chosen, this.by, this.opened, this.finished, this.held] = [null, "", false, false, null];
      this.way.push({ place: walker.place, title: walker.node.title });
      this.pause(false);
      this.pieces.begin(walker.node);
      this.sees.offered([], null, false);
      this.sees.arrived(this);
    }

    pause(on) {
      this.isPaused = on;
      if (this.pieces.node) this.pieces.pause(on);
      if (this.held) this.held.run(!on);
      this.sees.paused(on);
    }

    /** How far it is, in ms of the node's own time, which goes on while the last picture stands. */
    get now() {
      return this.held ? this.walker.node.duration_ms + this.held.ms : this.pieces.now;
    }

    /** The viewer picks a choice that is offered; once picked, it stands, unless the story lets them change it. */
    choose(choice) {
      if (!this.opened || this.by === "default" || (this.chosen && !this.story.changeable)) return;
      this.decide(choice, "viewer");
    }

    decide(choice, by) {
      [this.chosen, this.by] = [choice, by];
      if (choice.atOnce || this.held) this.follow();
      else this.sees.offered(this.walker.offered, choice, by === "default" || !this.story.changeable);
    }

    follow() {
      if (this.by === "default") this.walker.timeOut();
      else this.walker.take(this.chosen.id);
      this.arrived();
    }

    tick() {
      if (this.isPaused || !this.walker) return;
      const { walker, pieces } = this;
      pieces.tick();
      if (walker.window) this.tickWindow(walker.window);
      else if (pieces.ended && walker.goesOn) {
        walker.advance();
        this.arrived();
      } else if (pieces.ended && walker.ended && !this.finished) {
        this.finished = true;
        this.sees.over(walker.node);
      }
    }

    tickWindow({ opens_ms: opens, closes_ms: closes }) {
      const { walker, pieces } = this;
      if (pieces.ended && !this.held) {
        this.held = new Gallae.Stopwatch();
        this.held.run(true);
      }
      if (!this.opened && this.now >= Math.min(opens, walker.node.duration_ms)) {
        this.opened = true;
        this.sees.offered(walker.offered, null, false);
      }
      if (this.opened && !this.chosen) {
        const left = closes === null ? null : closes - this.now;
        this.sees.told(left);
        if (left !== null && left <= 0) return this.decide(walker.offered.find((one) => one.default), "default");
      }
      if (this.chosen && this.held) return this.follow();
      if (pieces.ended && walker.node.loops && pieces.node.media.length) pieces.again();
      return undefined;
    }

    /** Go back to the node before this one, as it was then. */
    back() {
      if (this.way.length < 2) return;
      this.way.pop();
      const { place } = this.way.pop();
      this.walker.stand(place);
      this.arrived();
    }

    end() {
      clearInterval(this.timer);
      this.pieces.video.pause();
    }
  };
})();
