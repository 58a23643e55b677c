/* Two video elements that take turns: one plays, the other holds what comes next, loaded and ready.
   The next is started shortly before the end, and shown with its first frame, so that a cut leaves no gap. */
(function (gallae) {
  "use strict";

  const LEAD_S = 0.095; // how long before the end the next one is started: what a browser needs to show a frame
  const PATIENCE_MS = 250; // a page in the background gets no frame callbacks

  gallae.Screen = class {
    /**
     * @param videos The two elements.
     * @param hears `shown(item)` when an item's first frame is up, `ended(item)` when its last one is and nothing
     *   follows, `refused()` when the browser wants a click first, `broken(item)` when a file cannot be played.
     */
    constructor(videos, hears) {
      [this.front, this.back] = videos;
      this.hears = hears;
      this.item = null; // what the front element plays
      this.backItem = null; // what the back element has ready
      this.goesOn = false; // whether it follows by itself
      this.turn = 0; // counts starts, so that a late callback of an older one is ignored
      this.starting = false;
      this.paused = false;
      for (const video of videos) {
        video.addEventListener("ended", () => this.onEnded(video));
        video.addEventListener("error", () => this.onError(video));
      }
    }

    /** Milliseconds of the front item that have been shown. */
    get position() {
      return this.item ? this.front.currentTime * 1000 : 0;
    }

    set muted(muted) {
      this.front.muted = this.back.muted = muted;
    }

    /** Load an item into the back element without starting it. */
    warm(item) {
      this.goesOn = false;
      this.load(item);
    }

    /** Have an item follow when the front one ends; `null`: nothing does. */
    follow(item) {
      this.goesOn = item !== null;
      if (item) this.load(item);
    }

    /** Play an item now, from `at` milliseconds; what is shown stays until its first frame is there. */
    start(item, at) {
      this.paused = false;
      this.goesOn = true;
      this.backItem = null; // it may be there at another time
      this.load(item);
      if (at) this.back.currentTime = at / 1000;
      this.startBack();
    }

    load(item) {
      if (this.backItem && this.backItem.file === item.file && !this.back.ended) {
        this.backItem = item;
        return;
      }
      this.turn += 1;
      this.starting = false;
      this.backItem = item;
      this.back.pause();
      this.back.src = item.file;
      this.back.load();
    }

    /** Called often: starts the next item when the front one is about to end. */
    tick() {
      if (!this.goesOn || this.starting || this.paused || !this.item) return;
      const length = this.front.duration || this.item.duration_ms / 1000;
      if (length - this.front.currentTime <= LEAD_S) this.startBack();
    }

    startBack() {
      this.starting = true;
      const video = this.back;
      const turn = ++this.turn;
      const swap = () => this.swap(turn);
      const seesFrames = Boolean(video.requestVideoFrameCallback);
      if (seesFrames) video.requestVideoFrameCallback(swap);
      video.addEventListener("playing", () => window.setTimeout(swap, seesFrames ? PATIENCE_MS : 0), { once: true });
      video.play().catch((reason) => {
        if (turn !== this.turn || reason.name !== "NotAllowedError") return;
        this.starting = false;
        this.hears.refused();
      });
    }

    swap(turn) {
      if (turn !== this.turn || !this.starting) return;
      const old = this.front;
      [this.front, this.back] = [this.back, old];
      this.item = this.backItem;
      this.backItem = null;
      this.starting = this.goesOn = false;
      this.front.classList.add("front");
      old.classList.remove("front");
      old.pause();
      if (this.paused) this.front.pause();
      this.hears.shown(this.item);
    }

    onEnded(video) {
      if (video !== this.front) return;
      if (this.goesOn && !this.starting) this.startBack();
      if (!this.goesOn) this.hears.ended(this.item);
    }

    onError(video) {
      if (video === this.back && this.backItem && (this.starting || this.goesOn)) this.hears.broken(this.backItem);
      else if (video === this.front && this.item) this.hears.broken(this.item);
    }

    pause() {
      this.paused = true;
      this.front.pause();
      if (this.starting) this.back.pause();
    }

    resume() {
      this.paused = false;
      const quiet = () => {};
      if (!this.front.ended) this.front.play().catch(quiet);
      if (this.starting) this.back.play().catch(quiet);
    }

    stop() {
      this.turn += 1;
      this.goesOn = this.starting = false;
      this.front.pause();
      this.back.pause();
    }
  };
})(window.GALLAE);
