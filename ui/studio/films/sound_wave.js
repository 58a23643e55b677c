/* How loud a film is, drawn along its sound track; until that is known, a bar for each shot stands there. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const WIDEST = 16384; // points of a canvas, which no browser refuses; a wider track stretches it
  const WAITS = [500, 1000, 2000, 4000]; // ms from asking to asking while it is being made; the last again and again
  let latest = null;

  Gallae.hear("theme", () => latest && latest.draw());

  const bytesOf = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

  /** Fill the columns of a canvas, each as high as the loudest of the bins that fall into it. */
  function paint(canvas, wave) {
    const ratio = window.devicePixelRatio || 1;
    const box = canvas.getBoundingClientRect();
    [canvas.width, canvas.height] = [Math.min(WIDEST, Math.round(box.width * ratio)), Math.round(box.height * ratio)];
    const pen = canvas.getContext("2d");
    pen.fillStyle = getComputedStyle(canvas).color;
    const across = canvas.width / wave.shown;
    for (let x = 0; x < canvas.width; x += 1) {
      const first = Math.floor(x / across);
      const end = Math.max(first + 1, Math.floor((x + 1) / across));
      let level = 0;
      for (let bin = first; bin < end && bin < wave.levels.length; bin += 1) level = Math.max(level, wave.levels[bin]);
      const high = Math.round((level / 255) ** 2 * canvas.height); // squared: else all that is loud looks alike
      pen.fillRect(x, Math.round((canvas.height - high) / 2), 1, high);
    }
  }

  /** What is drawn of a film's sound: `fill(track, line)` puts it into a sound track, now and whenever it is made anew. */
  Gallae.SoundWave = class {
    constructor(film) {
      latest = this;
      [this.film, this.wave, this.track] = [film, null, null];
      this.resized = new ResizeObserver(() => this.draw());
      this.fetch(0);
    }

    async fetch(times) {
      let found;
      try {
        found = await Gallae.api("GET", `/films/${this.film}/timeline/waveform`);
      } catch (error) {
        if (error instanceof Gallae.Problem) return; // the bars stay
        throw error;
      }
      if (found.state === "making") {
        setTimeout(() => latest === this && this.fetch(times + 1), WAITS[Math.min(times, WAITS.length - 1)]);
      } else if (found.state !== "failed") {
        this.wave = { ...found, levels: bytesOf(found.levels) };
        if (this.track) this.fill(this.track, this.line);
      }
    }

    fill(track, line) {
      [this.track, this.line] = [track, line];
      if (!this.wave) return;
      this.resized.disconnect();
      if (this.wave.state === "silent") {
        track.replaceChildren(el("span", { class: "ga-quiet", text: t("no_sound") }));
        return;
      }
      this.wave.shown = line.duration_ms / this.wave.bin_ms; // the last bin may be shorter
      this.canvas = el("canvas", { class: "ga-wave", "aria-hidden": "true" });
      track.replaceChildren(this.canvas);
      this.resized.observe(this.canvas);
    }

    draw() {
      if (this.canvas && this.canvas.isConnected) paint(this.canvas, this.wave);
    }
  };
})();
