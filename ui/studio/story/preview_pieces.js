/* The picture of a preview: the pieces of a node one after the other, or a card, and how far it is. */
(function () {
  "use strict";
  const { el } = Gallae;

  /** Time that can be stopped, in ms. */
  class Stopwatch {
    constructor() {
      [this.before, this.since] = [0, null];
    }

    get ms() {
      return this.before + (this.since === null ? 0 : performance.now() - this.since);
    }

    run(on) {
      this.before = this.ms;
      this.since = on ? performance.now() : null;
    }
  }
  Gallae.Stopwatch = Stopwatch;

  const lasts = (piece) => (piece.end_ms - piece.start_ms) / piece.speed;

  /** Plays the pieces of a node and says how far it is, in ms of the node's own time; `refused` hears if it may not. */
  Gallae.PreviewPieces = class {
    constructor(frame, refused) {
      this.refused = refused;
      this.video = el("video", { playsinline: true, preload: "auto" });
      this.card = el("p", { class: "ga-preview-card", hidden: true });
      frame.append(this.video, this.card);
    }

    begin(node) {
      [this.node, this.place, this.before, this.stood, this.ended] = [node, -1, 0, new Stopwatch(), false];
      this.card.hidden = node.media.length > 0;
      this.card.textContent = Gallae.inLanguage(node.card);
      this.video.hidden = !node.media.length;
      this.stood.run(!this.paused);
      if (node.media.length) this.next();
      else this.video.pause();
    }

    next() {
      const piece = this.node.media[this.place + 1];
      if (this.place >= 0) this.before += lasts(this.node.media[this.place]);
      if (!piece) {
        this.ended = true;
        this.video.pause();
        return;
      }
      this.place += 1;
      if (this.video.getAttribute("src") !== piece.url) this.video.src = piece.url;
      this.video.currentTime = piece.start_ms / 1000 + 0.0005;
      this.video.style.objectFit = piece.fit === "crop" ? "cover" : "contain";
      [this.video.playbackRate, this.video.volume] = [piece.speed, piece.volume];
      if (!this.paused) this.play();
    }

    play() {
      this.video.play().catch((error) => error.name === "NotAllowedError" && this.refused()); // the browser wants a gesture first
    }

    /** Stop, or go on. */
    pause(on) {
      this.paused = on;
      this.stood.run(!on);
      if (on) this.video.pause();
      else if (this.node.media.length && !this.ended) this.play();
    }

    /** Look where it is; to be called often. */
    tick() {
      if (!this.node.media.length) {
        this.ended = this.stood.ms >= this.node.duration_ms;
        return;
      }
      const piece = this.node.media[this.place];
      const over = !this.video.seeking && (this.video.ended || this.video.currentTime * 1000 >= piece.end_ms - 20);
      if (!this.ended && (over || this.video.error)) this.next(); // what cannot be played is passed over
    }

    get now() {
      if (this.ended) return this.node.duration_ms;
      if (!this.node.media.length) return this.stood.ms;
      const piece = this.node.media[this.place];
      return this.before + Math.max(0, this.video.currentTime * 1000 - piece.start_ms) / piece.speed;
    }

    /** Play the last piece once more. */
    again() {
      this.place = this.node.media.length - 2;
      this.before = this.node.media.slice(0, -1).reduce((sum, piece) => sum + lasts(piece), 0);
      this.ended = false;
      this.next();
    }
  };
})();
