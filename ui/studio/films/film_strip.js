/* A film as a strip: scenes, shots, sound and cues on tracks under its picture, as long as they last. */
(function () {
  "use strict";
  const { el, t, iconButton } = Gallae;
  const MOST_ZOOM = 64;

  /** What a film's strip plays: the file itself, or a piece for each scene; keeps film time. */
  class FilmScreen {
    constructor(scenes, frame_ms) {
      [this.scenes, this.frame] = [scenes, frame_ms];
      this.video = el("video", { preload: "metadata", playsinline: true, tabindex: "-1" });
      this.root = el("div", { class: "ga-screen ga-strip-screen" }, this.video);
      this.scene = scenes[0];
      this.video.addEventListener("timeupdate", () => this.goOn());
      if (scenes.length) this.seek(scenes[0].start_ms);
    }

    get now() {
      return this.scene ? this.scene.start_ms + this.video.currentTime * 1000 - this.scene.playing.start_ms : 0;
    }

    seek(ms) {
      const scene = this.scenes.find((one) => ms < one.end_ms) || this.scenes[this.scenes.length - 1];
      if (!scene) return;
      const goes = !this.video.paused;
      this.scene = scene;
      if (this.video.getAttribute("src") !== scene.playing.url) this.video.src = scene.playing.url;
      this.video.currentTime = Math.max(0, scene.playing.start_ms + ms - scene.start_ms) / 1000 + 0.0005;
      if (goes) this.play();
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

    step(frames) {
      this.video.pause();
      this.seek(Math.max(0, this.now + frames * this.frame));
    }
  }

  const share = (ms, line) => (100 * ms) / Math.max(1, line.duration_ms) + "%";

  function placed(made, one, line) {
    made.style.left = share(one.start_ms, line);
    made.style.width = share(one.end_ms - one.start_ms, line);
    return made;
  }

  function track(name, kind, entries) {
    return el("div", { class: "ga-track " + kind, role: "group", "aria-label": name }, ...entries);
  }

  function sceneBox(scene, line) {
    const labels = Object.values(scene.tags).flat().map(Gallae.inLanguage).join(", ");
    const name = [scene.heading, labels].filter(Boolean).join(" · ") || Gallae.clock(scene.start_ms);
    return placed(el("div", { class: "ga-span", title: name, data: { scene: scene.id } },
      scene.picture ? el("img", { src: scene.picture, alt: "", loading: "lazy", draggable: "false" }) : null, el("span", { text: name })), scene, line);
  }

  function soundBox(shot, line) {
    const made = placed(el("i", { class: "ga-sound" }), shot, line);
    made.style.height = Math.round(100 * shot.loudness) + "%";
    return made;
  }

  function cueBox(cue, line) {
    const text = [cue.speaker, cue.sound ? `[${cue.sound}]` : "", cue.text].filter(Boolean).join(": ");
    return placed(el("div", { class: "ga-span", title: text }, el("span", { text })), cue, line);
  }

  function tracks(line) {
    return [track(t("scenes"), "scenes", line.scenes.map((one) => sceneBox(one, line))),
      track(t("shots"), "shots", line.shots.map((one) => placed(el("div", { class: "ga-span", title: Gallae.clock(one.start_ms, true) }), one, line))),
      track(t("sound"), "sounds", line.shots.map((one) => soundBox(one, line))),
      ...Object.entries(line.cues).map(([language, cues]) => track(`${t("cues")} · ${language}`, "cues", cues.map((one) => cueBox(one, line))))];
  }

  /** Return the strip of a film; `line` is its timeline, `scenes` its scenes as cards have them. */
  Gallae.filmStrip = function (line, scenes) {
    const screen = new FilmScreen(scenes, line.frame_ms);
    const head = el("i", { class: "ga-playhead" });
    const time = el("output", { class: "ga-quiet" });
    const named = tracks(line);
    const rows = el("div", { class: "ga-tracks" }, ...named, head);
    const names = el("div", { class: "ga-track-names" }, ...named.map((one) => el("span", { class: one.className, text: one.getAttribute("aria-label") })));
    const scroller = el("div", { class: "ga-strip", tabindex: "0", role: "slider", "aria-label": t("film_strip"),
      "aria-valuemin": "0", "aria-valuemax": String(line.duration_ms) }, rows);
    let zoom = 1;

    function show() {
      const now = Math.min(Math.max(0, screen.now), line.duration_ms);
      head.style.left = share(now, line);
      time.textContent = `${Gallae.clock(Math.floor(now), true)} / ${Gallae.clock(line.duration_ms)}`;
      scroller.setAttribute("aria-valuenow", String(Math.floor(now)));
      scroller.setAttribute("aria-valuetext", Gallae.clock(Math.floor(now), true));
      if (!screen.video.paused && screen.video.isConnected) requestAnimationFrame(show);
    }

    function magnify(factor) {
      zoom = Math.min(MOST_ZOOM, Math.max(1, zoom * factor));
      const middle = screen.now / Math.max(1, line.duration_ms);
      rows.style.width = zoom * 100 + "%";
      scroller.scrollLeft = middle * rows.scrollWidth - scroller.clientWidth / 2;
    }

    scroller.addEventListener("pointerdown", (event) => {
      const box = rows.getBoundingClientRect();
      screen.seek(((event.clientX - box.left) / box.width) * line.duration_ms);
    });
    const keys = { ArrowLeft: (more) => screen.step(more ? -1000 / line.frame_ms : -1), ArrowRight: (more) => screen.step(more ? 1000 / line.frame_ms : 1),
      " ": () => screen.toggle(), Home: () => screen.seek(0), "+": () => magnify(2), "-": () => magnify(0.5) };
    scroller.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      keys[event.key](event.shiftKey);
    });
    ["seeking", "seeked", "play", "pause", "loadeddata"].forEach((kind) => screen.video.addEventListener(kind, show));
    show();
    return el("section", { class: "ga-film-strip" }, screen.root,
      el("div", { class: "ga-row" }, iconButton("back", t("frame_back"), () => screen.step(-1)), iconButton("play", t("play"), () => screen.toggle()),
        iconButton("forth", t("frame_forth"), () => screen.step(1)), time,
        iconButton("minus", t("zoom_out"), () => magnify(0.5)), iconButton("plus", t("zoom_in"), () => magnify(2)),
        el("span", { class: "ga-quiet ga-strip-how", text: t("film_strip_how") })),
      el("div", { class: "ga-strip-box" }, names, scroller));
  };
})();
