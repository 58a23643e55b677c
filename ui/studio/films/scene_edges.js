/* Where scenes begin, to be taken hold of: dragged or moved by keys from shot to shot; Escape gives up. */
(function () {
  "use strict";
  const { el, t } = Gallae;

  /** Return where a scene may begin: at each shot of it and of the scene before it, but that scene's first. */
  function places(line, number) {
    const [before, scene] = [line.scenes[number - 1], line.scenes[number]];
    return line.shots.map((shot) => shot.start_ms).filter((ms) => ms > before.start_ms && ms < scene.end_ms);
  }

  const closest = (all, ms) => all.reduce((best, one) => (Math.abs(one - ms) < Math.abs(best - ms) ? one : best), all[0]);

  /** Return the edge of a scene; `strip` has msAt(event), mark(ms or null) and look(ms or null), `move(scene, ms)` is asked at the end. */
  function edge(line, number, strip, move) {
    const scene = line.scenes[number];
    const all = places(line, number);
    let to = scene.start_ms;
    let held = false;
    const handle = el("div", { class: "ga-edge", role: "slider", tabindex: "0", "aria-label": t("scene_begins", { number: number + 1 }),
      title: t("scene_begins_how"), "aria-valuemin": String(all[0]), "aria-valuemax": String(all[all.length - 1]) });
    handle.style.left = (100 * scene.start_ms) / Math.max(1, line.duration_ms) + "%";

    function aim(ms) {
      to = ms;
      handle.setAttribute("aria-valuenow", String(ms));
      handle.setAttribute("aria-valuetext", Gallae.clock(ms, true));
      if (!held) return;
      strip.mark(ms);
      strip.look(ms);
    }

    function letGo(keep) {
      if (!held) return;
      const wanted = to;
      aim(scene.start_ms);
      held = false;
      strip.mark(null);
      strip.look(null);
      if (keep && wanted !== scene.start_ms) move(scene, wanted);
    }

    function step(by) {
      held = true;
      aim(all[Math.min(all.length - 1, Math.max(0, all.indexOf(to) + by))]);
    }

    handle.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      handle.setPointerCapture(event.pointerId);
      held = true;
      aim(scene.start_ms);
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const ms = closest(all, strip.msAt(event));
      if (held && ms !== to) aim(ms);
    });
    handle.addEventListener("pointerup", () => letGo(true));
    handle.addEventListener("pointercancel", () => letGo(false));
    handle.addEventListener("blur", () => letGo(false));
    const keys = { ArrowLeft: () => step(-1), ArrowRight: () => step(1), Enter: () => letGo(true), Escape: () => letGo(false) };
    handle.addEventListener("keydown", (event) => {
      if (!keys[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      keys[event.key]();
    });
    aim(scene.start_ms);
    return handle;
  }

  /** Return an edge for every scene but the first. */
  Gallae.sceneEdges = (line, strip, move) => line.scenes.slice(1).map((_, at) => edge(line, at + 1, strip, move));
})();
