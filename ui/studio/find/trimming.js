/* Trims a found scene in its card: what is added to a story or dragged there is the piece between the handles. */
(function () {
  "use strict";

  /** Open the strip in a scene's card, or close it; what was trimmed stays so. */
  Gallae.trimCard = function (scene, button) {
    const card = button.closest(".ga-card");
    const open = card.querySelector(".ga-trim");
    button.setAttribute("aria-expanded", String(!open));
    if (open) open.remove();
    else card.querySelector(".ga-actions").before(stripFor(scene, card));
  };

  function stripFor(scene, card) {
    const { start_ms, end_ms } = scene.trim || scene;
    return Gallae.trimStrip({
      playing: scene.playing, screen: card.querySelector(".ga-screen"), name: Gallae.sceneName(scene),
      start_ms, end_ms, min_ms: scene.start_ms, max_ms: scene.end_ms, frame_ms: scene.frame_ms,
      onChange(start, end) {
        const whole = start === scene.start_ms && end === scene.end_ms;
        scene.trim = whole ? null : { start_ms: start, end_ms: end };
        const clock = card.querySelector(".ga-clock");
        clock.textContent = whole ? scene.clock : `${Gallae.clock(start)}–${Gallae.clock(end)}`;
        clock.classList.toggle("trimmed", !whole);
      },
    });
  }
})();
