/* One viewer's walk through the story: which clip is on, when choices open and close, and what follows. */
(function (gallae) {
  "use strict";

  const BEFORE_CHOICE_MS = 1000; // going back shows a little of the film before the choice

  /** A clip, or a card, that the screen can play; `base_ms` is where it begins in its node's own time. */
  function itemsOf(id, node) {
    let base = 0;
    const clips = node.media.map((media, place) => {
      const item = { ...media, kind: "clip", id, place, base_ms: base };
      base += media.duration_ms;
      return item;
    });
    const card = node.endCard ? { ...node.endCard, kind: "end", id, place: node.media.length, base_ms: base } : null;
    return { clips, card };
  }

  gallae.Walk = class {
    /** @param sees `changed()`, `offered(node)`, `taken(choice, byViewer)`, `over(id, node)` */
    constructor(story, screen, settings, sees) {
      this.story = story;
      this.screen = screen;
      this.settings = settings;
      this.sees = sees;
      this.items = Object.fromEntries(Object.entries(story.nodes).map(([id, node]) => [id, itemsOf(id, node)]));
      this.title = story.titleCard ? { ...story.titleCard, kind: "title", id: "", place: 0, base_ms: 0 } : null;
      this.history = [];
      this.state = "starting";
      this.id = "";
      this.forget();
    }

    get node() {
      return this.story.nodes[this.id];
    }

    /** Milliseconds in the node's own time; it goes on while the last frame is held. */
    get time() {
      const item = this.screen.item;
      if (!item || item.id !== this.id) return 0;
      return this.heldFrom === null ? item.base_ms + this.screen.position : this.node.duration_ms + this.held();
    }

    held() {
      return this.heldBefore + (this.screen.paused ? 0 : performance.now() - this.heldFrom);
    }

    forget() {
      this.offered = this.timedOut = false;
      this.chosen = null;
      this.heldFrom = null;
      this.heldBefore = 0;
    }

    begin() {
      this.screen.start(this.title || this.first(this.story.start));
    }

    restart() {
      this.history = [];
      this.goTo(this.first(this.story.start));
    }

    /** Leave where we are and play an item at once. */
    goTo(item, at) {
      this.id = item.id;
      this.forget();
      this.become("playing");
      this.screen.start(item, at);
    }

    first(id) {
      return this.items[id].clips[0];
    }

    /** The screen shows an item: find what follows. */
    shown(item) {
      if (item.id !== this.id || item.place === 0) this.forget();
      this.id = item.id;
      const open = this.offered && !this.chosen;
      this.become(item.kind !== "clip" ? item.kind : open ? "choosing" : "playing");
      this.screen.follow(this.following(item));
      if (item.kind === "clip" && this.isLast(item) && this.node.choices.length) this.warmLikely();
      this.tick();
    }

    isLast(item) {
      return item.place === this.node.media.length - 1;
    }

    following(item) {
      if (item.kind === "title") return this.first(this.story.start);
      if (item.kind === "end") return null;
      if (!this.isLast(item)) return this.items[item.id].clips[item.place + 1];
      if (this.node.next) return this.first(this.node.next);
      if (this.node.choices.length) return this.chosen ? this.first(this.chosen.target) : null;
      return this.items[item.id].card;
    }

    warmLikely() {
      if (this.chosen) return;
      const likely = this.node.choices.find((choice) => choice.default) || this.node.choices[0];
      this.screen.warm(this.first(likely.target));
    }

    /** Called many times a second. */
    tick() {
      const node = this.node;
      if (node && node.window && !this.chosen && (this.state === "playing" || this.state === "choosing")) {
        const time = this.time;
        if (!this.offered && (time >= node.window.opens_ms || this.heldFrom !== null)) this.offer();
        if (this.offered && this.left() !== null && this.left() <= 0) this.timeOut();
      }
      this.screen.tick();
    }

    /** Milliseconds until the default is taken, or `null` if nothing is taken unasked. */
    left() {
      const window_ = this.node && this.node.window;
      if (!window_ || window_.closes_ms === null || !this.settings.get("timeLimit")) return null;
      return window_.closes_ms - this.time;
    }

    offer() {
      this.offered = true;
      this.become("choosing");
      this.sees.offered(this.node);
    }

    timeOut() {
      const choice = this.node.choices.find((one) => one.default);
      if (choice) this.take(choice, false);
    }

    /** The viewer picks a choice by its id; ignored unless it is open. */
    pick(id) {
      const choice = this.offered && !this.chosen && this.node.choices.find((one) => one.id === id);
      if (choice) this.take(choice, true);
    }

    take(choice, byViewer) {
      this.chosen = choice;
      this.history.push({ id: this.id, opens_ms: this.node.window.opens_ms });
      this.become("playing");
      this.sees.taken(choice, byViewer);
      const item = this.first(choice.target);
      const last = this.screen.item && this.isLast(this.screen.item);
      if (this.heldFrom !== null) this.screen.start(item);
      else if (last) this.screen.follow(item);
    }

    /** The last frame of an item is up, and nothing follows by itself. */
    ended(item) {
      if (item.kind === "clip" && this.node.choices.length && !this.chosen) {
        this.heldFrom = performance.now();
        this.tick();
      } else {
        this.finish();
      }
    }

    finish() {
      this.settings.see(this.id);
      this.become("ended");
      this.sees.over(this.id, this.node);
    }

    canGoBack() {
      return this.history.length > 0;
    }

    /** Play the node of the last choice again, from shortly before it opens. */
    goBack() {
      const last = this.history.pop();
      if (!last) return;
      const from = Math.max(0, last.opens_ms - BEFORE_CHOICE_MS);
      const clips = this.items[last.id].clips;
      const item = clips.filter((clip) => clip.base_ms <= from).pop();
      this.goTo(item, Math.min(from - item.base_ms, Math.max(0, item.duration_ms - BEFORE_CHOICE_MS)));
    }

    pause() {
      if (this.heldFrom !== null) this.heldBefore = this.held();
      this.screen.pause();
      this.sees.changed();
    }

    resume() {
      if (this.heldFrom !== null) this.heldFrom = performance.now();
      this.screen.resume();
      this.sees.changed();
    }

    become(state) {
      this.state = state;
      this.sees.changed();
    }
  };
})(window.GALLAE);
