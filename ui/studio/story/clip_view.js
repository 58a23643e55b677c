/* One clip of a node: its picture, which plays just the clip, and the times at which it begins and ends. */
(function () {
  "use strict";
  const { el, t, iconButton } = Gallae;

  /** Return a clip's view; `does` is {trim(clip), remove(), earlier() or null, name}. */
  Gallae.clipView = function (store, clip, does) {
    const footage = store.footageOf(clip);
    const screen = footage
      ? Gallae.screen(pieceOf(clip, footage), footage.picture, footage.ratio, clip.scene_title)
      : el("div", { class: "ga-screen ga-lost" }, el("span", { class: "ga-nopicture", text: t("footage_missing") }));
    return el("div", { class: "ga-clip" }, screen,
      el("p", { class: "ga-quiet", text: [clip.scene_title, footage && footage.film_title].filter(Boolean).join(" · ") }),
      el("div", { class: "ga-row" }, time(clip, "start_ms", does), el("span", { text: "–" }), time(clip, "end_ms", does),
        does.earlier ? iconButton("up", t("earlier"), does.earlier) : null,
        iconButton("bin", t("remove_clip"), does.remove, { kind: "icon danger" })));
  };

  /** Return the piece of the footage's file that is the clip. */
  function pieceOf(clip, footage) {
    const offset = footage.playing.start_ms - footage.start_ms;
    return { url: footage.playing.url, start_ms: Math.max(0, clip.start_ms + offset), end_ms: Math.max(0, clip.end_ms + offset) };
  }

  function time(clip, name, does) {
    const shown = Gallae.clock(clip[name], true);
    const box = el("input", { class: "ga-input ga-time", value: shown, inputmode: "decimal", data: { field: does.name + name },
      "aria-label": t(name === "start_ms" ? "clip_in" : "clip_out") });
    box.addEventListener("change", () => {
      const ms = Gallae.milliseconds(box.value);
      const trimmed = { ...clip, [name]: ms };
      if (ms === null || trimmed.end_ms <= trimmed.start_ms) {
        box.value = shown;
        Gallae.say(t("bad_time"), "bad");
      } else does.trim(trimmed);
    });
    return box;
  }
})();
