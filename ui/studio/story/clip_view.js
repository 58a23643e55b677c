/* One clip of a node: its picture, which plays just the clip, and the times at which it begins and ends. */
(function () {
  "use strict";
  const { el, t, iconButton } = Gallae;

  /** Return a clip's view; `does` is {trim(clip), remove(), earlier() or null, name, before (a clip or null)}. */
  Gallae.clipView = function (store, clip, does) {
    const footage = store.footageOf(clip);
    const screen = footage
      ? Gallae.screen(Gallae.pieceOf(clip, footage), footage.picture, footage.ratio, clip.scene_title)
      : el("div", { class: "ga-screen ga-lost" }, el("span", { class: "ga-nopicture", text: t("footage_missing") }));
    return el("div", { class: "ga-clip" }, screen,
      el("div", { class: "ga-row" }, el("p", { class: "ga-quiet", text: [clip.scene_title, footage && footage.film_title].filter(Boolean).join(" · ") }),
        does.earlier ? iconButton("up", t("earlier"), does.earlier) : null,
        iconButton("bin", t("remove_clip"), does.remove, { kind: "icon danger" })),
      el("div", { class: "ga-pair" }, time(clip, "start_ms", does), time(clip, "end_ms", does)),
      Gallae.treatmentView(clip, does));
  };

  /** One of the two times. */
  function time(clip, name, does) {
    const read = (text) => {
      const ms = Gallae.milliseconds(text);
      const trimmed = { ...clip, [name]: ms };
      return ms === null || trimmed.end_ms <= trimmed.start_ms ? { wrong: t("bad_time") } : { value: trimmed };
    };
    return Gallae.checkedField(t(name === "start_ms" ? "clip_in" : "clip_out"), `${does.name}-${name}`, Gallae.clock(clip[name], true), read, does.trim, { inputmode: "decimal" });
  }
})();
