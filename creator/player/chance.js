/* Chance that comes out the same wherever a story is walked: mulberry32, 32 bits of state. */
(function (gallae) {
  "use strict";

  gallae.Chance = class {
    constructor(seed) {
      this.seed = seed >>> 0;
    }

    /** The next number, at least 0 and less than 1. */
    draw() {
      this.seed = (this.seed + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(this.seed ^ (this.seed >>> 15), this.seed | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    }

    /** The place of one of several positive weights, each as likely as it is heavy; nothing is drawn for one. */
    pick(weights) {
      if (weights.length === 1) return 0;
      let left = this.draw() * weights.reduce((total, weight) => total + weight, 0);
      const place = weights.findIndex((weight) => (left -= weight) < 0);
      return place < 0 ? weights.length - 1 : place;
    }
  };
})(window.GALLAE);
