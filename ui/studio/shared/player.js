/* Plays one piece of a file, [start, end), in place of its picture; only one piece at a time. */
(function () {
  "use strict";
  const { el, t, icon } = Gallae;
  let playing = null;

  function stopOther(video) {
    if (playing && playing !== video) playing.pause();
    playing = video;
  }

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
    return frame;
  };

  /** Play a piece inside a frame. */
  Gallae.playIn = function (frame, piece) {
    const old = frame.querySelector("video");
    if (old) {
      old.currentTime = piece.start_ms / 1000;
      old.play();
      return old;
    }
    const video = el("video", { src: piece.url, preload: "auto", playsinline: true, tabindex: "0" });
    const bar = el("div", { class: "ga-bar" }, el("i"));
    const waiting = el("span", { class: "ga-waiting", text: t("preparing") });
    frame.append(video, bar, waiting);
    frame.classList.add("playing");
    keepInside(video, bar, piece);
    video.addEventListener("playing", () => waiting.remove());
    video.addEventListener("error", () => (waiting.textContent = t("cannot_play")));
    video.addEventListener("click", () => (video.paused ? video.play() : video.pause()));
    video.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      if (video.paused) video.play();
      else video.pause();
    });
    bar.addEventListener("click", (event) => {
      const place = bar.getBoundingClientRect();
      const share = (event.clientX - place.left) / place.width;
      video.currentTime = (piece.start_ms + share * (piece.end_ms - piece.start_ms)) / 1000;
      event.stopPropagation();
    });
    return video;
  };

  function keepInside(video, bar, piece) {
    const [start, end] = [piece.start_ms / 1000, piece.end_ms / 1000];
    let started = false;
    video.addEventListener("loadedmetadata", () => (video.currentTime = start));
    video.addEventListener("seeked", () => {
      if (!started) {
        started = true;
        video.play().catch(() => undefined); // the browser may want a gesture first; a click then plays
      }
    });
    video.addEventListener("play", () => {
      stopOther(video);
      if (video.currentTime >= end - 0.02 || video.ended) video.currentTime = start;
      watch();
    });
    function watch() {
      const share = (video.currentTime - start) / Math.max(end - start, 0.001);
      bar.firstChild.style.width = Math.min(Math.max(share, 0), 1) * 100 + "%";
      if (video.currentTime >= end - 0.02) video.pause();
      else if (!video.paused && video.isConnected) requestAnimationFrame(watch);
    }
  }
})();
