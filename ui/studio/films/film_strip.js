/* A film as a strip: its tracks under its picture, a playhead that goes anywhere, larger and smaller. */
(function () {
  "use strict";
  const { el, t, iconButton } = Gallae;
  const MOST_ZOOM = 64;

  /** What is known of tags of a scene: where they hold, how sure they are, and who said so. */
  function told(scene, tags) {
    return [el("span", { class: "ga-quiet", text: `${Gallae.clock(scene.start_ms)}–${Gallae.clock(scene.end_ms)}` }),
      ...tags.map((tag) => {
        const chip = Gallae.chip(tag);
        chip.append(el("small", { text: ` ${Math.round(tag.confidence * 100)} % · ${t("tagged_by_" + tag.origin)}` }));
        return chip;
      })];
  }

  /** Return the strip of `film`: `line` is its timeline, `scenes` its scenes as cards have them; `say` corrects scenes, `beside` stands beside the picture. */
  Gallae.filmStrip = function (film, line, scenes, say, beside) {
    const screen = new Gallae.FilmScreen(scenes, line.frame_ms, new Gallae.PictureTimes(film.id, line.duration_ms));
    const wave = new Gallae.SoundWave(film.id);
    const head = el("i", { class: "ga-playhead", tabindex: "0", role: "slider", "aria-label": t("film_strip"), "aria-valuemin": "0" });
    const snap = el("i", { class: "ga-snap", hidden: true }, el("span"));
    const time = el("output", { class: "ga-quiet" });
    const about = el("div", { class: "ga-row ga-strip-told", "aria-live": "polite" });
    const rows = el("div", { class: "ga-tracks" });
    const names = el("div", { class: "ga-track-names", "aria-hidden": "true" });
    const scroller = el("div", { class: "ga-strip" }, rows);
    let [zoom, before] = [1, null];
    const place = (ms) => (100 * ms) / Math.max(1, line.duration_ms) + "%";

    const strip = {
      now: () => Math.min(Math.max(0, screen.now), line.duration_ms),
      line: () => line,
      msAt(event) {
        const box = rows.getBoundingClientRect();
        return ((event.clientX - box.left) / box.width) * line.duration_ms;
      },
      /** Show a place on all tracks, or none. */
      mark(ms) {
        snap.hidden = ms === null || ms === undefined;
        if (snap.hidden) return;
        snap.style.left = place(ms);
        snap.firstChild.textContent = Gallae.clock(ms, true);
      },
      /** Show the picture of a place for a while; `null` goes back to where the playhead was. */
      look(ms) {
        if (before === null) before = strip.now();
        screen.video.pause();
        screen.seek(ms === null ? before : ms);
        if (ms === null) before = null;
      },
    };
    const corrections = Gallae.sceneCorrections(strip, say);

    function draw() {
      const made = Gallae.filmTracks(line, (scene, tags) => about.replaceChildren(...told(scene, tags)));
      const edges = Gallae.sceneEdges(line, strip, (scene, at_ms) => say({ kind: "move", scene: scene.id, at_ms }));
      made[0].append(...edges);
      wave.fill(made.find((one) => one.classList.contains("sounds")), line);
      rows.replaceChildren(...made, snap, head);
      names.replaceChildren(...made.map((one) => el("span", { class: one.className, text: one.getAttribute("aria-label"), data: { ...one.dataset } })));
      head.setAttribute("aria-valuemax", String(line.duration_ms));
      show();
    }

    function show() {
      const now = strip.now();
      if (before === null) head.style.left = place(now);
      time.textContent = `${Gallae.clock(Math.floor(now), true)} / ${Gallae.clock(line.duration_ms)}`;
      head.setAttribute("aria-valuenow", String(Math.floor(now)));
      head.setAttribute("aria-valuetext", Gallae.clock(Math.floor(now), true));
      corrections.follow();
      if (!screen.video.paused && screen.video.isConnected) requestAnimationFrame(show);
    }

    function magnify(factor) {
      zoom = Math.min(MOST_ZOOM, Math.max(1, zoom * factor));
      rows.style.width = zoom * 100 + "%";
      scroller.scrollLeft = (strip.now() / Math.max(1, line.duration_ms)) * rows.scrollWidth - scroller.clientWidth / 2;
    }

    scroller.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.offsetY > scroller.clientHeight) return; // the scrollbar is no place of the film
      screen.seek(strip.msAt(event));
      head.focus({ preventScroll: true });
      event.preventDefault(); // else what was pressed takes the focus back
    });
    const keys = { ArrowLeft: (more) => (more ? screen.skip(-1000) : screen.step(-1)), ArrowRight: (more) => (more ? screen.skip(1000) : screen.step(1)),
      " ": () => screen.toggle(), Home: () => screen.seek(0), "+": () => magnify(2), "-": () => magnify(0.5), ...corrections.keys };
    scroller.addEventListener("keydown", (event) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!keys[key] || plain === (key === "z")) return;
      event.preventDefault();
      keys[key](event.shiftKey);
    });
    ["seeking", "seeked", "play", "pause", "loadeddata"].forEach((kind) => screen.video.addEventListener(kind, show));
    draw();
    const root = el("section", { class: "ga-film-strip" }, el("div", { class: "ga-film-top" }, screen.root, beside),
      el("div", { class: "ga-row" }, iconButton("back", t("frame_back"), () => screen.step(-1)), iconButton("play", t("play"), () => screen.toggle()),
        iconButton("forth", t("frame_forth"), () => screen.step(1)), time,
        iconButton("minus", t("zoom_out"), () => magnify(0.5)), iconButton("plus", t("zoom_in"), () => magnify(2)),
        el("span", { class: "ga-quiet ga-strip-how", text: t("film_strip_how") })),
      el("div", { class: "ga-strip-box" }, names, scroller), about, corrections.root);

    return {
      root,
      /** Show the film as it is after a correction; where the playhead is and how large all is stays. */
      update(now_line, now_scenes, log) {
        const left = scroller.scrollLeft;
        line = now_line;
        screen.take(now_scenes);
        about.replaceChildren();
        corrections.show(log);
        draw();
        scroller.scrollLeft = left;
      },
      showLog: corrections.show,
    };
  };
})();
