/* A glimpse of a scene while the pointer or the keyboard rests on its picture: silent, and only one at a time. */
(function () {
  "use strict";
  const { el } = Gallae;
  const RESTS = 300; // ms
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let timer = 0;
  let shown = null;

  /** Let a picture move while it is looked at; `piece` is {url, start_ms, end_ms}. Scenes that must be cut first stay still. */
  Gallae.glimpses = function (frame, piece) {
    if (!piece.url.startsWith("/media/films/")) return;
    frame.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && wait(frame, piece));
    frame.addEventListener("pointerleave", () => end(frame));
    frame.addEventListener("click", () => end(frame), true);
    Gallae.glimpsesOnFocus(frame, frame, piece);
  };

  /** The same while the keyboard is at an element around the picture. */
  Gallae.glimpsesOnFocus = function (around, frame, piece) {
    if (!piece.url.startsWith("/media/films/")) return;
    around.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && wait(frame, piece));
    around.addEventListener("focusout", () => end(frame));
  };

  function wait(frame, piece) {
    clearTimeout(timer);
    if (still.matches || frame.classList.contains("playing")) return;
    timer = setTimeout(() => begin(frame, piece), RESTS);
  }

  function begin(frame, piece) {
    if (shown) end(shown.parentElement);
    if (!frame.isConnected || frame.classList.contains("playing")) return;
    const video = el("video", { class: "ga-glimpse", src: `${piece.url}#t=${piece.start_ms / 1000}`, preload: "auto", playsinline: true,
      "aria-hidden": "true", tabindex: "-1" });
    video.muted = true;
    shown = video;
    video.addEventListener("timeupdate", () => {
      if (video.currentTime * 1000 >= piece.end_ms - 100) video.currentTime = piece.start_ms / 1000;
    });
    video.addEventListener("playing", () => video.classList.add("shown"));
    frame.querySelector(".ga-start").before(video);
    video.play().catch(() => undefined); // taken away before it began
  }

  function end(frame) {
    clearTimeout(timer);
    if (!shown || shown.parentElement !== frame) return;
    shown.removeAttribute("src"); // ends what is still being fetched
    shown.load();
    shown.remove();
    shown = null;
  }
})();
