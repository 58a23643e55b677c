/* Plays one piece of a file, [start, end), in place of its picture; only one piece at a time. */
(function () {
  "use strict";
  const { el, t, icon } = Gallae;
  const states = new WeakMap(); // of a video: its piece; the moment it is to show, the one it goes to, what to do then
  const INSIDE = 0.0005; // seconds: a moment that is rounded down to whole ms lies before its frame
  let playing = null;

  /** Return a picture that becomes a player when it is pressed: `piece` is {url, start_ms, end_ms}. */
  Gallae.screen = function (piece, picture, ratio, name) {
    const shown = picture
      ? el("img", { src: picture, alt: "", loading: "lazy", draggable: "false" })
      : el("span", { class: "ga-nopicture", text: t("no_picture") });
    const start = el("button", { type: "button", class: "ga-start", "aria-label": t("play_named", { name }) }, icon("play"));
    const frame = el("div", { class: "ga-screen" }, shown, start);
    frame.style.aspectRatio = String(Math.min(Math.max(ratio || 16 / 9, 1), 2.4));
    start.addEventListener("click", (event) => {
      event.stopPropagation();
      Gallae.playIn(frame, piece);
    });
    Gallae.glimpses(frame, piece);
    return frame;
  };

  /** Play a piece inside a frame; returns the video. */
  Gallae.playIn = function (frame, piece) {
    const video = videoIn(frame, piece);
    seek(video, piece.start_ms, () => video.play().catch(() => undefined)); // the browser may want a gesture first
    return video;
  };

  /** Show one moment of a file inside a frame, without playing; `ms` is in the time of the file. */
  Gallae.showIn = function (frame, piece, ms) {
    const video = videoIn(frame, piece);
    video.pause();
    seek(video, ms, null);
    return video;
  };

  function videoIn(frame, piece) {
    const video = frame.querySelector("video.ga-video") || makeVideo(frame, piece);
    states.get(video).piece = piece;
    return video;
  }

  /** Go to a moment and then do something; of moments asked for while it seeks, only the last is gone to. */
  function seek(video, ms, then) {
    const state = states.get(video);
    Object.assign(state, { wanted: ms, then });
    if (state.going === null && video.readyState > 0) go(video);
  }

  function go(video) {
    const state = states.get(video);
    state.going = state.wanted;
    video.currentTime = state.going / 1000 + INSIDE;
  }

  function arrived(video) {
    const state = states.get(video);
    if (state.going === null) return; // a click into the bar
    if (state.going !== state.wanted) {
      go(video);
      return;
    }
    const { then } = state;
    Object.assign(state, { wanted: null, going: null, then: null });
    if (then) then();
  }

  function makeVideo(frame, piece) {
    const video = el("video", { class: "ga-video", src: piece.url, preload: "auto", playsinline: true, tabindex: "0" });
    const bar = el("div", { class: "ga-bar" }, el("i"));
    const waiting = el("span", { class: "ga-waiting", text: t("preparing") });
    states.set(video, { piece, wanted: null, going: null, then: null });
    frame.append(video, bar, waiting);
    frame.classList.add("playing");
    keepInside(video, bar);
    video.addEventListener("loadeddata", () => waiting.remove());
    video.addEventListener("error", () => (waiting.textContent = t("cannot_play")));
    video.addEventListener("click", () => (video.paused ? video.play() : video.pause()));
    video.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      if (video.paused) video.play();
      else video.pause();
    });
    bar.addEventListener("click", (event) => {
      const { start_ms, end_ms } = states.get(video).piece;
      const place = bar.getBoundingClientRect();
      video.currentTime = (start_ms + ((event.clientX - place.left) / place.width) * (end_ms - start_ms)) / 1000;
      event.stopPropagation();
    });
    return video;
  }

  function stopOther(video) {
    if (playing && playing !== video) playing.pause();
    playing = video;
  }

  function keepInside(video, bar) {
    video.addEventListener("loadedmetadata", () => go(video));
    video.addEventListener("seeked", () => arrived(video));
    video.addEventListener("play", () => {
      const { start_ms, end_ms } = states.get(video).piece;
      stopOther(video);
      if (video.currentTime * 1000 >= end_ms - 20 || video.ended) video.currentTime = start_ms / 1000;
      watch();
    });
    function watch() {
      const { start_ms, end_ms } = states.get(video).piece;
      const now = video.currentTime * 1000;
      bar.firstChild.style.width = Math.min(Math.max((now - start_ms) / Math.max(end_ms - start_ms, 1), 0), 1) * 100 + "%";
      if (now >= end_ms - 20) video.pause();
      else if (!video.paused && video.isConnected) requestAnimationFrame(watch);
    }
  }
})();
