/* One video element for the whole play, fed through MediaSource: what comes next is put behind what plays before it
   ends, on one time axis, so that a cut costs no frame. For pages from a server, where clips can be fetched. */
(function (gallae) {
  "use strict";

  const AHEAD_S = 40; // how much of a long clip is handed over before it plays
  const BEHIND_S = 30; // how much of what has played is kept
  const LEAD_S = 1.5; // how long before the end the next clip is put behind; until then it can be exchanged
  const TOO_LATE_S = 0.4; // before the end, what follows has been read already
  const NEAR_S = 0.004; // browsers round times to microseconds
  const APART_S = 5; // between what played and what is started elsewhere
  const LONGEST_S = 1e6; // of a play; a browser goes to no place behind the end
  const SIDE_BY_SIDE = 2; // clips fetched at a time
  const PATIENCE_MS = 5000;

  gallae.StreamScreen = class {
    static get isPossible() {
      const sees = window.HTMLVideoElement && HTMLVideoElement.prototype.requestVideoFrameCallback;
      return /^https?:$/.test(window.location.protocol) && Boolean(window.MediaSource && sees);
    }

    /**
     * @param video The element.
     * @param hears As of `Screen`, and `failed(item, at)`: this way of playing does not work here; the item that
     *   should be on the screen, and the millisecond of it.
     */
    constructor(video, hears) {
      this.front = video;
      this.hears = hears;
      this.item = null; // what is on the screen
      this.on = null; // its place in the line
      this.line = []; // what is on and what comes after it: { item, reel, from, at, next }, times in seconds
      this.next = null; // the item that follows, not yet in the line
      this.expected = [];
      this.reels = new Map();
      this.farthest = 0;
      this.paused = false;
      this.isOver = false;
      this.source = new window.MediaSource();
      this.address = URL.createObjectURL(this.source);
      this.source.addEventListener("sourceopen", () => this.pump());
      video.addEventListener("error", () => this.fail());
      video.src = this.address;
      video.classList.add("front");
      this.watch();
    }

    get position() {
      return this.on ? (this.front.currentTime - this.on.from) * 1000 : 0;
    }

    get stalls() {
      return Boolean(this.item) && !this.paused && !this.told && this.front.readyState < 3;
    }

    get goesOn() {
      return this.next !== null || this.line.at(-1) !== this.on;
    }

    set muted(muted) {
      this.front.muted = muted;
    }

    set volume(volume) {
      this.front.volume = volume;
    }

    /** Have items fetched that may come next, the likeliest first. */
    expect(items) {
      this.expected = items;
      this.pump();
    }

    follow(item) {
      this.next = null;
      const [ready] = this.line.slice(this.line.indexOf(this.on) + 1);
      if (ready && item && ready.item.file === item.file) ready.item = item;
      else if (ready && item && ready.from - this.front.currentTime < TOO_LATE_S) this.start(item);
      else {
        if (ready) this.takeBack(ready);
        this.next = item;
      }
      if (item && this.reelOf(item).failed) this.fail();
      this.pump();
    }

    start(item, at = 0) {
      this.paused = false;
      if (this.told && !at) {
        this.next = item; // the last frame is held: go on from it
      } else {
        this.on = this.item = this.next = null;
        const from = this.line.length ? this.farthest + APART_S : 0;
        this.line = [];
        this.put(item, from, at / 1000);
        this.front.currentTime = from + at / 1000 + (from ? NEAR_S / 4 : 0);
      }
      this.told = false;
      this.front.play().catch((reason) => {
        if (reason.name === "NotAllowedError") this.hears.refused();
      });
      this.pump();
    }

    put(item, from, at = 0) {
      this.line.push({ item, reel: this.reelOf(item), from, at, next: -1 });
      this.farthest = from + item.duration_ms / 1000;
    }

    takeBack(ready) {
      this.line.pop();
      if (ready.next >= 0) this.cutFrom = ready.from;
    }

    reelOf(item) {
      if (!this.reels.has(item.file)) this.reels.set(item.file, new gallae.Reel(item.file, (reel) => this.news(reel)));
      return this.reels.get(item.file);
    }

    news(reel) {
      if (this.isOver || this.reels.get(reel.file) !== reel) return;
      if (reel.failed && (this.line.some((one) => one.reel === reel) || (this.next && this.next.file === reel.file))) this.fail();
      else this.pump();
    }

    /** Do what can be done now: one thing at a time, as a source buffer wants it. */
    pump() {
      if (this.isOver || this.source.readyState !== "open" || (this.buffer && this.buffer.updating)) return;
      try {
        this.lineUp();
        const open = this.line.find((one) => !isHandedOver(one));
        if (open && open.reel.failed) throw open.reel.failed;
        if (this.cutFrom) this.cut();
        else if (open && open.reel.index) this.handOver(open);
        this.fetchExpected();
      } catch (wrong) {
        if (wrong.name === "QuotaExceededError" && this.front.currentTime > 2) this.buffer.remove(0, this.front.currentTime - 1);
        else this.fail();
      }
    }

    lineUp() {
      const tail = this.line.at(-1);
      if (!this.next || !tail || !isHandedOver(tail)) return;
      const end = tail.from + tail.reel.length;
      if (end - this.front.currentTime > LEAD_S) return;
      this.put(this.next, end);
      this.next = null;
    }

    cut() {
      const from = this.cutFrom;
      this.cutFrom = 0;
      this.buffer.remove(from, Infinity);
    }

    handOver(place) {
      if (!this.buffer) this.open(place.reel.type);
      if (place.next < 0) return this.begin(place);
      const group = place.reel.groups[place.next];
      if (place.from + group.from_s > Math.max(this.front.currentTime, place.from + place.at) + AHEAD_S) return undefined;
      const fragment = place.reel.fragment(place.next);
      if (!fragment) return undefined;
      this.buffer.appendBuffer(fragment);
      place.next += 1;
      return undefined;
    }

    open(type) {
      if (!window.MediaSource.isTypeSupported(type)) throw new gallae.NotPlayable(type);
      this.source.duration = LONGEST_S;
      this.buffer = this.source.addSourceBuffer(type);
      this.buffer.addEventListener("updateend", () => this.pump());
      this.type = type;
    }

    /** Say where a clip's pictures go, and hand over what comes before them. */
    begin(place) {
      const { reel, from, at } = place;
      if (reel.type !== this.type) this.buffer.changeType((this.type = reel.type));
      this.buffer.timestampOffset = from - gallae.RUN_IN_S;
      this.buffer.appendWindowEnd = Infinity;
      this.buffer.appendWindowStart = Math.max(0, from - NEAR_S / 4);
      this.buffer.appendWindowEnd = from + reel.length + NEAR_S / 4;
      this.buffer.appendBuffer(reel.init);
      place.next = Math.max(0, reel.groups.findLastIndex((group) => group.from_s <= at));
      this.farthest = from + reel.length;
    }

    fetchExpected() {
      const wanted = [...this.line.map((one) => one.item), ...(this.next ? [this.next] : []), ...this.expected];
      const files = new Set(wanted.map((item) => item.file));
      for (const [file, reel] of this.reels) {
        if (files.has(file)) continue;
        reel.stop();
        this.reels.delete(file);
      }
      for (const item of wanted) {
        if ([...this.reels.values()].filter((reel) => !reel.whole && !reel.failed).length >= SIDE_BY_SIDE) return;
        this.reelOf(item);
      }
    }

    watch() {
      this.front.requestVideoFrameCallback((_, { mediaTime }) => {
        if (this.isOver) return;
        this.sees(mediaTime);
        this.watch();
      });
    }

    /** A picture of this time is on the screen: find out whose it is. */
    sees(time) {
      const on = this.line.findLast((one) => time >= one.from - NEAR_S && one.next >= 0);
      if (!on || on === this.on) return;
      this.line = this.line.slice(this.line.indexOf(on));
      this.on = on;
      this.item = on.item;
      this.hears.shown(on.item);
    }

    /** Called often. */
    tick() {
      if (this.isOver) return;
      if (document.hidden && !this.front.seeking && this.front.readyState > 1) this.sees(this.front.currentTime);
      this.pump();
      this.tidy();
      this.findEnd();
      this.findTrouble();
    }

    findEnd() {
      if (!this.on || this.goesOn || this.told || !isHandedOver(this.on)) return;
      const left = this.on.from + this.on.reel.length - this.front.currentTime;
      if (left > 0.03 && (left > 0.4 || this.front.readyState > 2)) return;
      this.told = true;
      this.hears.ended(this.item);
    }

    tidy() {
      const { buffer, front } = this;
      if (!buffer || buffer.updating || !buffer.buffered.length || front.seeking) return;
      if (buffer.buffered.start(0) < front.currentTime - 2 * BEHIND_S) buffer.remove(0, front.currentTime - BEHIND_S);
    }

    /** Time that stands still although there is something to play means that this way does not work here. */
    findTrouble() {
      const now = performance.now();
      const { currentTime, paused, buffered } = this.front;
      const there = Array.from(buffered, (_, place) => buffered.end(place) - currentTime).some((left) => left > 1);
      if (paused || !there || currentTime !== this.stoodAt) [this.stoodAt, this.stoodFrom] = [currentTime, now];
      else if (now - this.stoodFrom > PATIENCE_MS) this.fail();
    }

    fail() {
      if (this.isOver) return;
      const place = this.on || this.line[0];
      const at = this.on ? this.position : place ? place.at * 1000 : 0;
      this.release();
      if (place) this.hears.failed(place.item, at);
    }

    release() {
      this.isOver = true;
      for (const reel of this.reels.values()) reel.stop();
      URL.revokeObjectURL(this.address);
      this.front.removeAttribute("src");
      this.front.classList.remove("front");
      this.front.load();
    }

    pause() {
      this.paused = true;
      this.front.pause();
    }

    resume() {
      this.paused = false;
      this.front.play().catch(() => {});
    }

    stop() {
      this.pause();
    }
  };

  /** Whether all of a clip has been handed to the browser. */
  function isHandedOver(place) {
    return Boolean(place.reel.index) && place.next >= place.reel.groups.length;
  }
})(window.GALLAE);
