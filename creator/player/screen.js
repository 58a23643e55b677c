/* Video elements that take turns: one plays, the others hold what may come next, loaded and ready. The next is started
   shortly before the end, and shown with its first frame. For pages from a disk, where nothing can be fetched. */
(function (gallae) {
  "use strict";

  const LEAD_S = 0.09; // how long before the end the next one is started: what a browser needs to show a frame
  const MOST_LEAD_S = 0.2;
  const LEARNING = 0.3; // how much the newest start says about how long a start takes
  const PATIENCE_MS = 250; // a page in the background gets no frame callbacks

  gallae.Screen = class {
    /**
     * @param videos Two elements or more.
     * @param hears `shown(item)` when an item's first frame is up, `ended(item)` when its last one is and nothing
     *   follows, `refused()` when the browser wants a click first, `broken(item)` when a file cannot be played.
     */
    constructor(videos, hears) {
      this.videos = videos;
      [this.front, this.back] = videos;
      this.hears = hears;
      this.item = null; // what the front element plays
      this.backItem = null; // what follows, or is started
      this.held = new Map(); // the file that each element has ready
      this.goesOn = false; // whether it follows by itself
      this.turn = 0; // counts starts, so that a late callback of an older one is ignored
      this.starting = false;
      this.paused = false;
      this.lead = LEAD_S;
      for (const video of videos) {
        video.addEventListener("ended", () => this.onEnded(video));
        video.addEventListener("error", () => this.onError(video));
      }
    }

    /** Milliseconds of the front item that have been shown. */
    get position() {
      return this.item ? this.front.currentTime * 1000 : 0;
    }

    get stalls() {
      return Boolean(this.item) && !this.paused && !this.front.ended && this.front.readyState < 3;
    }

    set muted(muted) {
      for (const video of this.videos) video.muted = muted;
    }

    set volume(volume) {
      for (const video of this.videos) video.volume = volume;
    }

    /** Have items loaded that may come next, the likeliest first, in the elements that are free. */
    expect(items) {
      const files = [...new Set(items.map((item) => item.file))].slice(0, this.videos.length - 1);
      const needed = this.goesOn ? [this.backItem.file, ...files.filter((file) => file !== this.backItem.file)] : files;
      for (const file of needed.slice(0, this.videos.length - 1)) this.load(file, needed);
    }

    /** Have an item follow when the front one ends; `null`: nothing does. */
    follow(item) {
      this.goesOn = item !== null;
      if (item) this.ready(item);
    }

    /** Play an item now, from `at` milliseconds; what is shown stays until its first frame is there. */
    start(item, at = 0) {
      this.paused = false;
      this.goesOn = true;
      this.ready(item);
      if (Math.abs(this.back.currentTime * 1000 - at) > 1) this.back.currentTime = at / 1000;
      this.startBack();
    }

    ready(item) {
      const back = this.load(item.file, [item.file]);
      if (back !== this.back || !this.starting) {
        if (this.starting) this.giveUp();
        this.back = back;
      }
      this.backItem = item;
    }

    /** The element that has a file ready; if none has, one that holds nothing `needed` is given it. */
    load(file, needed) {
      const free = this.videos.filter((video) => video !== this.front);
      const there = free.find((video) => this.held.get(video) === file && !video.ended && !video.error);
      if (there) return there;
      const video = free.find((one) => !needed.includes(this.held.get(one))) || free[0];
      if (video === this.back && this.starting) this.giveUp();
      this.held.set(video, file);
      video.pause();
      video.src = file;
      video.load();
      return video;
    }

    giveUp() {
      this.turn += 1;
      this.starting = false;
      this.held.delete(this.back); // it has been played a little
      this.back.pause();
    }

    /** Called often: starts the next item when the front one is about to end. */
    tick() {
      if (!this.goesOn || this.starting || this.paused || !this.item) return;
      const length = this.front.duration || this.item.duration_ms / 1000;
      if (length - this.front.currentTime <= this.lead) this.startBack();
    }

    startBack() {
      this.starting = true;
      const video = this.back;
      const turn = ++this.turn;
      const begun = performance.now();
      const swap = () => this.swap(turn);
      const seesFrames = Boolean(video.requestVideoFrameCallback);
      if (seesFrames) video.requestVideoFrameCallback(() => {
        this.learn(turn, (performance.now() - begun) / 1000);
        swap();
      });
      video.addEventListener("playing", () => window.setTimeout(swap, seesFrames ? PATIENCE_MS : 0), { once: true });
      video.play().catch((reason) => {
        if (turn !== this.turn || reason.name !== "NotAllowedError") return;
        this.starting = false;
        this.hears.refused();
      });
    }

    /** Start the next one as early as this browser has lately needed to show a first frame. */
    learn(turn, took) {
      if (turn !== this.turn || !this.starting || this.paused) return;
      this.lead = Math.min(MOST_LEAD_S, Math.max(0.03, this.lead + LEARNING * (took - this.lead)));
    }

    swap(turn) {
      if (turn !== this.turn || !this.starting) return;
      const old = this.front;
      this.front = this.back;
      this.held.delete(this.front);
      this.held.delete(old);
      this.back = this.videos.find((video) => video !== this.front);
      this.item = this.backItem;
      this.backItem = null;
      this.starting = this.goesOn = false;
      for (const video of this.videos) video.classList.toggle("front", video === this.front);
      if (old !== this.front) old.pause();
      if (this.paused) this.front.pause();
      if (document.pictureInPictureElement === old) this.front.requestPictureInPicture().catch(() => {});
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
      for (const video of this.videos) video.pause();
    }
  };
})(window.GALLAE);
