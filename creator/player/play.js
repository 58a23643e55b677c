/* One viewer's play: which clip is on, when choices open and close, and what the screen plays next. */
(function (gallae) {
  "use strict";

  const BEFORE_CHOICE_MS = 1000; // going back shows a little of the film before the choice
  const NEARLY_MS = 250; // less than this before its end, a node has been watched to the end
  const LAST_CHANGE_MS = 700; // before the end: what follows has to be made ready

  gallae.Play = class {
    /**
     * @param bookmark Where the viewer left off.
     * @param sees `changed()`, `entered(node, step)`, `offered()`, `taken(choice, isFinal)`, `decided(choice, by, reaction_ms)`,
     *   `left(node, from_ms, to_ms)`, `over()`
     */
    constructor(story, screen, settings, bookmark, sees) {
      this.story = story;
      this.screen = screen;
      this.settings = settings;
      this.bookmark = bookmark;
      this.sees = sees;
      this.title = story.titleCard ? { ...story.titleCard, kind: "title", place: 0, round: 0, base_ms: 0 } : null;
      this.history = [];
      this.state = "starting";
      this.id = ""; // the node that is on the screen
      this.visiting = false; // whether an ending is only looked at, by a link to it
      this.walker = this.fresh();
      this.forget();
    }

    get node() {
      return this.story.nodes[this.id];
    }

    get offered() {
      return this.walker.offered;
    }

    get window() {
      return this.walker.window;
    }

    /** Milliseconds in the node's own time; it goes on while its last frame is held or its last clip comes again. */
    get time() {
      const item = this.screen.item;
      if (!item || item.walker !== this.walker) return 0;
      return this.heldFrom === null ? item.base_ms + this.screen.position : this.node.duration_ms + this.held();
    }

    held() {
      return this.heldBefore + (this.screen.paused ? 0 : performance.now() - this.heldFrom);
    }

    /** A walker at the start of the story, with a chance of its own. */
    fresh() {
      return new gallae.Walker(this.story, window.crypto.getRandomValues(new Uint32Array(1))[0]);
    }

    forget() {
      this.opened = false;
      this.chosen = null;
      this.decided = false; // whether the choice can no longer be changed
      this.openedAt = 0; // node time at which the viewer saw the choices
      this.reaction = null;
      this.from = 0; // node time at which watching began
      this.reached = 0; // and up to which it came
      this.ahead = null; // the walker as it goes on from here, once that is settled
      this.heldFrom = null;
      this.heldBefore = 0;
    }

    begin() {
      this.screen.start(this.title || this.first(this.walker));
    }

    restart() {
      this.history = [];
      this.visiting = false;
      this.goTo(this.fresh(), 0, { event: "started" });
    }

    /** Play on from where the viewer left off, or from the last checkpoint. */
    resume() {
      this.standAt(this.bookmark.at);
    }

    /** Look at an ending, as if one had just come there. */
    visit(ending) {
      this.visiting = true;
      const walker = this.fresh();
      walker.stand({ state: { ...walker.state, node: ending }, chance: walker.place.chance });
      this.goTo(walker);
    }

    backToCheckpoint() {
      this.history = [];
      this.standAt(this.bookmark.checkpoint);
    }

    standAt(place, from) {
      const walker = this.walker.copy();
      walker.stand(place);
      this.goTo(walker, from);
    }

    /** Leave where we are, and play a walker's node at once, from `from` milliseconds of its own time. */
    goTo(walker, from = 0, step = null) {
      this.enter(walker, step);
      this.from = from;
      this.become("playing");
      const item = this.clips(walker).filter((clip) => clip.base_ms <= from).pop();
      this.screen.start(item, Math.min(from - item.base_ms, Math.max(0, item.duration_ms - BEFORE_CHOICE_MS)));
    }

    /** @param step The event that led here, `null` if the viewer was put here. */
    enter(walker, step) {
      this.leaveNode();
      this.walker = walker;
      this.id = walker.state.node;
      this.forget();
      if (!this.visiting) this.bookmark.reached(walker);
      this.sees.entered(this.id, step);
    }

    /** Tell how much of the node has been watched up to now. */
    leaveNode() {
      if (!this.id) return;
      const length = this.node.duration_ms;
      const to = this.reached > length - NEARLY_MS ? length : this.reached;
      if (to > this.from) this.sees.left(this.id, Math.round(this.from), Math.round(to));
      this.from = to;
    }

    /** The clips of the node at which a walker stands; `base_ms` is where each begins in the node's own time. */
    clips(walker) {
      let base = 0;
      return walker.node.media.map((media, place) => {
        const item = { ...media, kind: "clip", walker, place, round: 0, base_ms: base };
        base += media.duration_ms;
        return item;
      });
    }

    first(walker) {
      return this.clips(walker)[0];
    }

    /** The screen shows an item: find what follows. */
    shown(item) {
      if (item.kind === "clip" && (item.walker !== this.walker || !this.id)) this.enter(item.walker, stepTo(item.walker));
      this.become(item.kind !== "clip" ? item.kind : this.opened && !this.chosen ? "choosing" : "playing");
      const next = this.following(item);
      this.screen.follow(next);
      this.screen.expect(this.mayFollow(item, next));
      this.tick();
    }

    isLast(item) {
      return item.kind === "clip" && item.place >= this.node.media.length - 1;
    }

    following(item) {
      if (item.kind === "title") return this.first(this.walker);
      if (item.kind === "end") return null;
      if (!this.isLast(item)) return this.clips(item.walker)[item.place + 1];
      if (!this.ahead && this.walker.goesOn) {
        this.ahead = this.walker.copy();
        this.ahead.advance();
      }
      if (this.ahead) return this.first(this.ahead);
      if (this.offered.length) return this.whileOpen(item);
      const card = this.node.endCard;
      return card && { ...card, kind: "end", place: item.place + 1, round: 0, base_ms: this.node.duration_ms };
    }

    /** What plays after a node's last clip while a choice is open; `null`: its last frame is held. */
    whileOpen(item) {
      if (this.node.loops || item.isHold) return again(item);
      const { hold } = this.node;
      return hold ? { ...again(item), ...hold, captions: {}, place: item.place + 1, isHold: true } : null;
    }

    /** What may be on the screen after an item, the likeliest first. */
    mayFollow(item, next) {
      const likely = [...this.offered].sort((one, other) => Number(other.default) - Number(one.default));
      const open = item.kind === "clip" && !this.ahead ? likely.map((choice) => this.after(choice)) : [];
      return next ? [next, ...open] : open;
    }

    /** The first clip that a choice would lead to now. */
    after(choice) {
      const walker = this.walker.copy();
      walker.take(choice.id);
      return this.first(walker);
    }

    /** Called many times a second. */
    tick() {
      this.reached = Math.max(this.reached, this.time);
      if (this.window && !this.chosen && (this.state === "playing" || this.state === "choosing")) {
        if (!this.opened && this.time >= Math.min(this.window.opens_ms, this.node.duration_ms)) this.open();
        if (this.opened && this.left() !== null && this.left() <= 0) this.timeOut();
      }
      if (this.chosen && !this.decided && !this.canChange()) this.decide("viewer");
      this.screen.tick();
    }

    /** Milliseconds until the default is taken, or `null` if nothing is taken unasked. */
    left() {
      if (!this.window || this.window.closes_ms === null || !this.settings.get("timeLimit")) return null;
      return this.window.opens_ms + this.whole - this.time;
    }

    /** For how many milliseconds choices with a time limit are open, as the viewer has stretched it. */
    get whole() {
      return (this.window.closes_ms - this.window.opens_ms) * this.settings.get("stretch");
    }

    open() {
      this.opened = true;
      this.openedAt = this.time;
      this.become("choosing");
      this.sees.offered();
    }

    timeOut() {
      const ahead = this.walker.copy();
      ahead.timeOut();
      this.leave(this.offered.find((choice) => choice.default), ahead, "default");
    }

    /** The viewer picks a choice by its id; ignored unless it is open. */
    pick(id) {
      const choice = this.opened && !this.decided && this.offered.find((one) => one.id === id);
      if (!choice || choice === this.chosen) return;
      const ahead = this.walker.copy();
      ahead.take(id);
      this.leave(choice, ahead, "viewer");
    }

    leave(choice, ahead, by) {
      if (this.chosen) this.history.pop();
      this.chosen = choice;
      this.ahead = ahead;
      this.reaction = by === "viewer" ? Math.round(this.time - this.openedAt) : null;
      this.history.push({ place: this.walker.place, opens_ms: this.window.opens_ms });
      const final = by !== "viewer" || !this.canChange();
      this.become("playing");
      this.sees.taken(choice, final);
      if (final) this.decide(by);
      this.lead(choice, this.first(ahead));
    }

    /** Have a choice's first clip follow now, or when what plays has ended. */
    lead(choice, item) {
      const { item: on } = this.screen;
      if (choice.atOnce || this.heldFrom !== null || (on && on.isHold)) this.screen.start(item);
      else if (on && this.isLast(on)) this.screen.follow(item);
    }

    /** Whether the viewer may still choose otherwise: the last click before closing counts, where the story says so. */
    canChange() {
      if (!this.story.changeable || this.chosen.atOnce || this.heldFrom !== null || !this.screen.item) return false;
      const limit = this.left();
      return this.time < this.node.duration_ms - LAST_CHANGE_MS && (limit === null || limit > 0);
    }

    decide(by) {
      this.decided = true;
      this.sees.decided(this.chosen, by, this.reaction);
    }

    /** The last frame of an item is up, and nothing follows by itself. */
    ended(item) {
      if (item.kind === "clip" && this.offered.length && !this.chosen) {
        this.heldFrom = performance.now();
        this.tick();
      } else {
        this.finish();
      }
    }

    finish() {
      this.leaveNode();
      if (!this.visiting) this.bookmark.finished();
      this.become("ended");
      this.sees.over();
    }

    canGoBack() {
      return this.history.length > 0;
    }

    /** Play the node of the last choice again, from shortly before it opens. */
    goBack() {
      const last = this.history.pop();
      if (last) this.standAt(last.place, Math.max(0, last.opens_ms - BEFORE_CHOICE_MS));
    }

    pause() {
      if (this.heldFrom !== null) this.heldBefore = this.held();
      this.screen.pause();
      this.sees.changed();
    }

    goOn() {
      if (this.heldFrom !== null) this.heldFrom = performance.now();
      this.screen.resume();
      this.sees.changed();
    }

    become(state) {
      this.state = state;
      this.sees.changed();
    }
  };

  /** The event that led a walker to where it is. */
  function stepTo({ events }) {
    return events[events.findLastIndex((one) => one.event === "entered") - 1];
  }

  /** The same clip once more, later in the node's own time. */
  function again(item) {
    return { ...item, round: item.round + 1, base_ms: item.base_ms + item.duration_ms };
  }
})(window.GALLAE);
