/* The picture of a film that is open: plays the file itself, or a piece for each scene, and keeps film time. */
(function () {
  "use strict";
  const { el } = Gallae;
  const INSIDE_S = 0.0005; // seconds behind a picture's beginning, so that rounding never shows the one before it

  Gallae.FilmScreen = class {
    /** `times` knows when pictures begin; where it does not, each lasts `frame_ms`. */
    constructor(scenes, frame_ms, times) {
      [this.scenes, this.frame, this.times] = [scenes, frame_ms, times];
      this.video = el("video", { preload: "metadata", playsinline: true, tabindex: "-1" });
      this.root = el("div", { class: "ga-screen ga-strip-screen" }, this.video);
      this.scene = scenes[0];
      this.video.addEventListener("timeupdate", () => this.goOn());
      for (const kind of ["loadeddata", "seeked", "pause"]) this.video.addEventListener(kind, () => this.video.paused && times.follow(this.now));
      if (scenes.length) this.seek(scenes[0].start_ms);
    }

    get now() {
      return this.scene ? this.scene.start_ms + this.video.currentTime * 1000 - this.scene.playing.start_ms : 0;
    }

    sceneAt(ms) {
      return this.scenes.find((one) => ms < one.end_ms) || this.scenes[this.scenes.length - 1];
    }

    seek(ms) {
      const scene = this.sceneAt(ms);
      if (!scene) return;
      const goes = !this.video.paused;
      this.scene = scene;
      if (this.video.getAttribute("src") !== scene.playing.url) this.video.src = scene.playing.url;
      this.video.currentTime = Math.max(0, scene.playing.start_ms + ms - scene.start_ms) / 1000 + INSIDE_S;
      if (goes) this.play();
    }

    /** Take other scenes of the same film; what is shown stays, unless its piece has gone with its scene. */
    take(scenes) {
      const now = this.now;
      this.scenes = scenes;
      const scene = this.sceneAt(now);
      if (scene && this.video.getAttribute("src") === scene.playing.url) this.scene = scene;
      else this.seek(now);
    }

    /** A piece ends with its scene; a whole film goes on by itself. */
    goOn() {
      const next = this.scenes[this.scenes.indexOf(this.scene) + 1];
      if (!next || this.now < this.scene.end_ms - this.frame / 2) return;
      if (next.playing.url === this.scene.playing.url) this.scene = next;
      else if (!this.video.paused || this.video.ended) this.seek(next.start_ms);
    }

    play() {
      this.video.play().catch(() => undefined); // the browser may want a gesture first
    }

    toggle() {
      if (this.video.paused) this.play();
      else this.video.pause();
    }

    /** Go to the next picture (1) or the one before (-1). */
    async step(way) {
      this.video.pause();
      let time = this.times.beside(this.now, way);
      if (time === null) {
        await this.times.follow(this.now);
        time = this.times.beside(this.now, way);
      }
      this.seek(time === null ? Math.max(0, this.now + way * this.frame) : time);
    }

    skip(ms) {
      this.video.pause();
      this.seek(Math.max(0, this.now + ms));
    }
  };
})();
