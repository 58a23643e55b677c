/* Correcting scenes: what can be said at the playhead, saying it, and taking the last word back. */
(function () {
  "use strict";
  const { el, t } = Gallae;

  /** Return the shot at which a scene would be split by a playhead: the closest one, but never the scene's first. */
  function splitAt(line, scene, now) {
    const starts = line.shots.map((shot) => shot.start_ms).filter((ms) => ms > scene.start_ms && ms < scene.end_ms);
    return starts.length ? starts.reduce((best, ms) => (Math.abs(ms - now) < Math.abs(best - now) ? ms : best)) : null;
  }

  /**
   * Return the buttons of corrections and their keys.
   *
   * `strip` has now(), line(), mark(ms or null); `say(correction)` tells the server and shows what comes of it.
   */
  Gallae.sceneCorrections = function (strip, say) {
    let standing = 0;
    const split = Gallae.button(t("split_here"), () => splitNow(), { kind: "quiet", title: t("split_how") });
    const merge = Gallae.button(t("merge_next"), () => mergeNow(), { kind: "quiet", title: t("merge_how") });
    const undo = Gallae.iconButton("undo", t("undo_correction"), () => say({ kind: "undo" }));
    const again = Gallae.button(t("group_again"), () => say(null), { kind: "quiet", title: t("group_again_how") });
    const told = el("output", { class: "ga-quiet" });
    const root = el("div", { class: "ga-row ga-corrections", role: "group", "aria-label": t("correct_scenes") },
      el("span", { class: "ga-quiet", text: t("correct_scenes") }), split, merge, undo, again, told);

    function here() {
      const { scenes } = strip.line();
      const number = Math.max(0, scenes.findIndex((one) => strip.now() < one.end_ms));
      return { scene: scenes[number], next: scenes[number + 1] };
    }

    function splitPlace() {
      const { scene } = here();
      return scene ? splitAt(strip.line(), scene, strip.now()) : null;
    }

    function splitNow() {
      const at_ms = splitPlace();
      if (at_ms !== null) say({ kind: "split", scene: here().scene.id, at_ms });
    }

    function mergeNow() {
      const { scene, next } = here();
      if (next) say({ kind: "merge", scene: scene.id });
    }

    /** Follow the playhead: what cannot be done here cannot be pressed. */
    function follow() {
      split.disabled = splitPlace() === null;
      merge.disabled = !here().next;
    }

    function show(log) {
      const left = log.filter((one) => one.stands);
      standing = left.length;
      undo.disabled = again.disabled = !standing;
      const last = left[left.length - 1];
      told.textContent = last ? t("last_correction", { what: t("said_" + last.kind), time: Gallae.clock(last.to_ms === null ? last.at_ms : last.to_ms) }) : "";
    }

    for (const [button, place] of [[split, splitPlace], [merge, () => here().next && here().next.start_ms]]) {
      for (const kind of ["pointerenter", "focus"]) button.addEventListener(kind, () => !button.disabled && strip.mark(place()));
      for (const kind of ["pointerleave", "blur"]) button.addEventListener(kind, () => strip.mark(null));
    }
    const keys = { s: splitNow, m: mergeNow, z: () => standing && say({ kind: "undo" }) };
    return { root, follow, show, keys };
  };
})();
