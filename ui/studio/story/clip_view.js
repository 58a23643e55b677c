/* One clip of a node: its picture, which plays just the clip, where it begins and ends, and how it is shown. */
(function () {
  "use strict";
  const { el, t, iconButton } = Gallae;
  const LEAST_ROOM = 5000; // ms of film on either side of a clip that its strip shows
  const ranges = new Map(); // what each strip shows, so that it stays where it is while one trims

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
      footage ? strip(clip, footage, screen, does) : null,
      el("div", { class: "ga-pair" }, time(clip, "start_ms", does), time(clip, "end_ms", does)),
      Gallae.treatmentView(clip, does));
  };

  /** The strip with two handles; times further away are written into the fields. */
  function strip(clip, footage, screen, does) {
    const [min_ms, max_ms] = rangeOf(clip, footage, does.name);
    const playing = Gallae.pieceOf({ start_ms: min_ms, end_ms: max_ms }, footage);
    const made = Gallae.trimStrip({ playing, screen, start_ms: clip.start_ms, end_ms: clip.end_ms, min_ms, max_ms, name: clip.scene_title,
      onChange: (start_ms, end_ms) => does.trim({ ...clip, start_ms, end_ms }) });
    made.querySelectorAll("[role=slider]").forEach((handle, place) => (handle.dataset.field = `${does.name}-handle${place}`)); // keeps the focus
    return made;
  }

  /** Return from where to where a strip goes: the clip with room on either side, as far as its file holds the film. */
  function rangeOf(clip, footage, name) {
    const key = `${name} ${clip.film}`;
    const kept = ranges.get(key);
    if (kept && kept[0] <= clip.start_ms && clip.end_ms <= kept[1]) return kept;
    const room = Math.max(LEAST_ROOM, Math.round((clip.end_ms - clip.start_ms) / 2));
    const [from, to] = [footage.from_ms ?? footage.start_ms, footage.to_ms ?? footage.end_ms];
    const range = [Math.min(clip.start_ms, Math.max(from, clip.start_ms - room)), Math.max(clip.end_ms, Math.min(to, clip.end_ms + room))];
    ranges.set(key, range);
    return range;
  }

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
