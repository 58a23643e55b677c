/* What happened in a viewer's plays, kept in this browser alone: a bounded list, one JSON object a moment.
   Every moment has `v`, `story`, `play`, `at` and `event`:
   `started` · `entered` node · `shown` node, choices, limit_ms · `chosen` node, choice, by, reaction_ms ·
   `watched` node, from_ms, to_ms, duration_ms · `ended` node, kind · `gone` node. */
(function (gallae) {
  "use strict";

  const MOST = 2000;

  /** A random name for one play, or for one viewer, that says nothing about them. */
  gallae.newName = function () {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  gallae.Moments = class {
    constructor(story) {
      this.story = story;
      this.key = `gallae.moments.${story.id}`;
      const kept = gallae.kept(this.key, []);
      this.list = Array.isArray(kept) ? kept.filter((one) => one && typeof one === "object").slice(-MOST) : [];
      this.play = "";
      this.listeners = [];
    }

    onMoment(listener) {
      this.listeners.push(listener);
    }

    /** A play begins at the story's start. */
    begin() {
      this.play = gallae.newName();
      this.note("started");
    }

    note(event, more = {}) {
      if (!this.play) this.begin();
      const moment = { v: 1, story: this.story.id, play: this.play, at: new Date().toISOString(), event, ...more };
      this.list = [...this.list, moment].slice(-MOST);
      gallae.keep(this.key, this.list);
      for (const listener of this.listeners) listener(moment);
    }

    forget() {
      this.list = [];
      gallae.keep(this.key, this.list);
    }

    /** Hand everything to the viewer as `events.jsonl`. */
    save() {
      const text = this.list.map((moment) => `${JSON.stringify(moment)}\n`).join("");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
      link.download = "events.jsonl";
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }
  };
})(window.GALLAE);
