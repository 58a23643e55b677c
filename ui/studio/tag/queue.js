/* The queue of scenes, least covered first: the next ones are asked for before they are wanted. */
(function () {
  "use strict";
  const PAGE = 12;
  const AHEAD = 5; // entries left from which on more are asked for
  const PREPARED = 2; // scenes whose pictures and films are loaded before they are shown

  /** Walks through the queue; `changed()` is told when another scene is to be shown. */
  class TagQueue {
    constructor(changed) {
      this.changed = changed;
      this.filter = { facet: "", film: "" };
      this.empty();
    }

    empty() {
      [this.scenes, this.later, this.place, this.next, this.total, this.asking] = [[], [], 0, null, 0, null];
      this.turn = (this.turn || 0) + 1;
    }

    get scene() {
      return this.scenes[this.place] || null;
    }

    /** Begin anew with a facet and a film, "" for all. */
    async start(filter) {
      this.empty();
      Object.assign(this.filter, filter);
      await this.more(true);
      this.changed();
    }

    /** Ask for another page, one at a time. */
    more(first) {
      if (!first && !this.next) return Promise.resolve();
      this.asking = this.asking || this.ask(this.turn).finally(() => (this.asking = null));
      return this.asking;
    }

    async ask(turn) {
      const asked = new URLSearchParams({ limit: PAGE });
      for (const [name, value] of Object.entries(this.filter)) if (value) asked.set(name, value);
      if (this.next) asked.set("cursor", this.next);
      const page = await Gallae.attempt(() => Gallae.api("GET", "/tagging/queue?" + asked));
      if (!page || turn !== this.turn) return;
      const known = new Set([...this.scenes, ...this.later].map((scene) => scene.id));
      this.scenes.push(...page.entries.map((entry) => entry.scene).filter((scene) => !known.has(scene.id)));
      if (!this.next) this.total = page.total;
      this.next = page.next;
    }

    /** Go on or back. */
    async go(step) {
      const wanted = this.place + step;
      if (wanted < 0) return;
      if (wanted >= this.scenes.length) await this.more();
      if (wanted >= this.scenes.length) this.scenes.push(...this.later.splice(0));
      this.place = Math.min(wanted, this.scenes.length);
      this.changed();
      if (this.scenes.length - this.place < AHEAD) await this.more();
    }

    /** Put the scene off to the end. */
    skip() {
      if (!this.scene) return;
      this.later.push(...this.scenes.splice(this.place, 1));
      this.go(0);
    }

    /** Go to a scene that was here before. */
    show(scene) {
      const at = this.scenes.findIndex((one) => one.id === scene.id);
      if (at < 0 || at === this.place) return;
      this.place = at;
      this.changed();
    }

    /** Load what the next scenes show. */
    prepare() {
      this.ready = this.scenes.slice(this.place + 1, this.place + 1 + PREPARED).map((scene) => {
        const picture = new Image();
        if (scene.picture) picture.src = scene.picture;
        const film = document.createElement("video");
        film.preload = "metadata";
        film.src = `${scene.playing.url}#t=${scene.playing.start_ms / 1000}`;
        return { picture, film };
      });
    }
  }
  Gallae.TagQueue = TagQueue;
})();
