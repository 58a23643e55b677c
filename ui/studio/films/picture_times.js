/* When the pictures around the playhead begin, as the film's file says: fetched ahead, a few seconds at a time. */
(function () {
  "use strict";
  const AHEAD_MS = 1200; // so far from the end of what is known, more is fetched

  Gallae.PictureTimes = class {
    constructor(film, duration_ms) {
      [this.film, this.duration_ms] = [film, duration_ms];
      this.known = { start_ms: 0, end_ms: 0, times: [] };
      [this.asking, this.gone] = [null, false];
    }

    /** Say whether all pictures from one time to another are known. */
    knows(from, to) {
      return this.known.start_ms <= Math.max(0, from) && this.known.end_ms >= Math.min(this.duration_ms, to);
    }

    /** See to it that the pictures around a time are known; where the file does not tell, frames are counted instead. */
    follow(now) {
      if (this.gone || this.knows(now - AHEAD_MS, now + AHEAD_MS)) return null;
      this.asking = this.asking || this.ask(now).finally(() => (this.asking = null));
      return this.asking;
    }

    async ask(now) {
      try {
        this.known = await Gallae.api("GET", `/films/${this.film}/timeline/pictures?around_ms=${Math.max(0, Math.floor(now))}`);
      } catch (error) {
        if (!(error instanceof Gallae.Problem)) throw error;
        this.gone = true; // the file is not there: it is not asked for again
      }
    }

    /** Return when the picture before (-1) or after (1) the one at `now` begins; `null` if that is not known. */
    beside(now, way) {
      const { times, start_ms, end_ms } = this.known;
      if (!times.length || now < start_ms || now >= end_ms) return null;
      const next = times.findIndex((time) => time > now);
      const at = (next < 0 ? times.length : next) - 1; // the picture that is shown
      if (way > 0) return next >= 0 ? times[next] : end_ms >= this.duration_ms && at >= 0 ? times[at] : null;
      return at > 0 ? times[at - 1] : start_ms <= 0 ? times[0] : null;
    }
  };
})();
