/* A strip with two handles that says where a piece of film begins and ends: by pointer, by keyboard, or as times. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const SETTLED = 500; // ms after the last key from which on a time is told
  const SECOND = 1000;

  /** Return a strip that trims a piece of film, all times in whole milliseconds of film time.
   *
   * `playing` is {url, start_ms, end_ms}: where [min_ms, max_ms) lies in its file. The handles stay between min_ms and
   * max_ms and at least a frame apart; an arrow goes by `frame_ms`, with shift by a second. The picture under a moved
   * handle is shown in `screen` (of `Gallae.screen`), or in a screen that the strip makes of `picture` and `ratio`.
   * `onChange(start_ms, end_ms)` is called when a handle is let go or a time is written. `strip.set(start_ms, end_ms)`
   * moves the handles without telling.
   */
  Gallae.trimStrip = function (options) {
    const { playing, picture, ratio, start_ms, end_ms, min_ms, max_ms, onChange, name = "" } = options;
    const frame = options.frame_ms || 40;
    const least = Math.ceil(frame);
    const whole = { ...playing };
    const screen = options.screen || Gallae.screen(whole, picture, ratio, name);
    const now = { start: start_ms, end: end_ms };
    let told = { ...now };
    let timer = 0;

    const kept = el("div", { class: "ga-trim-kept" });
    const handles = { start: handle("start"), end: handle("end") };
    const track = el("div", { class: "ga-trim-track", draggable: "true" }, kept, handles.start, handles.end);
    const fields = { start: field("start"), end: field("end") };
    const lasts = el("span", { class: "ga-quiet ga-trim-lasts" });
    const root = el("div", { class: "ga-trim", role: "group", "aria-label": name ? t("trim_named", { name }) : t("trim") },
      options.screen ? null : screen, track, el("div", { class: "ga-row" },
        Gallae.iconButton("play", t("play_trimmed"), play), fields.start, el("span", { text: "–" }), fields.end, lasts));

    track.addEventListener("dragstart", (event) => event.preventDefault()); // a card around it is dragged elsewhere

    function handle(side) {
      const made = el("div", { class: "ga-trim-handle " + side, role: "slider", tabindex: "0", "aria-label": t("trim_" + side),
        "aria-orientation": "horizontal" });
      made.addEventListener("pointerdown", (event) => grab(event, side));
      made.addEventListener("pointermove", (event) => made.hasPointerCapture(event.pointerId) && move(side, under(event), true));
      made.addEventListener("lostpointercapture", tell);
      made.addEventListener("keydown", (event) => step(event, side));
      made.addEventListener("blur", tell);
      return made;
    }

    function field(side) {
      const made = el("input", { class: "ga-input ga-time", inputmode: "decimal", "aria-label": t("trim_" + side) });
      made.addEventListener("change", () => {
        const ms = Gallae.milliseconds(made.value);
        if (ms === null || ms !== bounded(side, ms)) Gallae.say(t("trim_bad_time", { from: Gallae.clock(min_ms, true), to: Gallae.clock(max_ms, true) }), "bad");
        else move(side, ms, true);
        show();
        tell();
      });
      return made;
    }

    function grab(event, side) {
      event.preventDefault();
      handles[side].focus();
      handles[side].setPointerCapture(event.pointerId);
      look(side);
    }

    /** Return the film time under a pointer. */
    function under(event) {
      const place = track.getBoundingClientRect();
      return Math.round(min_ms + ((event.clientX - place.left) / place.width) * (max_ms - min_ms));
    }

    function step(event, side) {
      const size = event.shiftKey ? SECOND : frame;
      const to = { ArrowLeft: now[side] - size, ArrowDown: now[side] - size, ArrowRight: now[side] + size, ArrowUp: now[side] + size,
        PageDown: now[side] - SECOND, PageUp: now[side] + SECOND, Home: min_ms, End: max_ms }[event.key];
      if (event.key === " " || event.key === "Enter") play();
      else if (to === undefined) return;
      else move(side, Math.round(to), true);
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(timer);
      timer = setTimeout(tell, SETTLED);
    }

    const bounded = (side, ms) => side === "start"
      ? Math.max(min_ms, Math.min(ms, now.end - least))
      : Math.min(max_ms, Math.max(ms, now.start + least));

    function move(side, ms, shown) {
      now[side] = bounded(side, ms);
      show();
      if (shown) look(side);
    }

    /** Show the first or the last picture that is kept. */
    function look(side) {
      Gallae.showIn(screen, piece(), inFile(side === "start" ? now.start : now.end - 1));
    }

    const inFile = (ms) => playing.start_ms + ms - min_ms;
    const piece = () => ({ url: playing.url, start_ms: inFile(now.start), end_ms: inFile(now.end) });

    function play() {
      Gallae.playIn(screen, piece());
    }

    function tell() {
      clearTimeout(timer);
      if (now.start === told.start && now.end === told.end) return;
      told = { ...now };
      onChange(now.start, now.end);
    }

    function show() {
      const share = (ms) => (100 * (ms - min_ms)) / Math.max(max_ms - min_ms, 1) + "%";
      kept.style.left = handles.start.style.left = share(now.start);
      kept.style.width = share(min_ms + now.end - now.start);
      handles.end.style.left = share(now.end);
      for (const side of ["start", "end"]) {
        const time = Gallae.clock(now[side], true);
        fields[side].value = time;
        handles[side].setAttribute("aria-valuemin", side === "start" ? min_ms : now.start + least);
        handles[side].setAttribute("aria-valuemax", side === "end" ? max_ms : now.end - least);
        handles[side].setAttribute("aria-valuenow", now[side]);
        handles[side].setAttribute("aria-valuetext", time);
      }
      lasts.textContent = t("asked_seconds", { value: ((now.end - now.start) / 1000).toFixed(1) });
      Object.assign(whole, piece()); // what the big button plays
    }

    root.set = (start, end) => {
      Object.assign(now, { start, end });
      told = { ...now };
      show();
    };
    show();
    return root;
  };
})();
