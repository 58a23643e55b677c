/* What a film's strip is made of: tracks of scenes, shots and where they meet, sound, tags and cues, as long as they last. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const FACETS = ["who", "when", "where", "what", "how", "why"];

  const share = (ms, line) => (100 * ms) / Math.max(1, line.duration_ms) + "%";

  /** Put something where its time is. */
  Gallae.placedAt = function (made, one, line) {
    made.style.left = share(one.start_ms, line);
    made.style.width = share(one.end_ms - one.start_ms, line);
    return made;
  };

  const span = (one, line, properties, ...children) => Gallae.placedAt(el("div", { class: "ga-span", ...properties }, ...children), one, line);

  function track(name, kind, entries, properties) {
    return el("div", { class: "ga-track " + kind, role: "group", "aria-label": name, ...properties }, ...entries);
  }

  function sceneSpan(scene, line) {
    const labels = scene.tags.map((tag) => Gallae.inLanguage(tag.labels)).join(", ");
    const name = [scene.heading, labels].filter(Boolean).join(" · ") || Gallae.clock(scene.start_ms);
    return span(scene, line, { title: name, data: { scene: scene.id } },
      scene.picture ? el("img", { src: scene.picture, alt: "", loading: "lazy", draggable: "false" }) : null, el("span", { text: name }));
  }

  /** A cut is a moment, and so is a mark; a fade lasts, and its mark as long as it does. */
  function boundaryMark(one, line) {
    const text = `${t("boundary_" + one.kind)} · ${Math.round(one.score * 100)} %`;
    return Gallae.placedAt(el("i", { class: "ga-meet " + one.kind, title: `${text} · ${Gallae.clock(one.start_ms, true)}` }), one, line);
  }

  function soundBar(shot, line) {
    const made = Gallae.placedAt(el("i", { class: "ga-sound" }), shot, line);
    made.style.height = Math.round(100 * shot.loudness) + "%";
    return made;
  }

  function cueSpan(cue, line) {
    const text = [cue.speaker, cue.sound ? `[${cue.sound}]` : "", cue.text].filter(Boolean).join(": ");
    return span(cue, line, { title: text }, el("span", { text }));
  }

  function tagTrack(facet, line, tell) {
    const tagged = line.scenes.map((scene) => ({ scene, tags: scene.tags.filter((tag) => tag.facet === facet) })).filter((one) => one.tags.length);
    if (!tagged.length) return null;
    return track(t("facet_" + facet), "tags", tagged.map(({ scene, tags }) => {
      const text = tags.map((tag) => Gallae.inLanguage(tag.labels)).join(", ");
      return span(scene, line, { title: text, on: { click: () => tell(scene, tags) } }, el("span", { text }));
    }), { data: { facet } });
  }

  /** Return the tracks of a timeline; `tell(scene, tags)` is called when somebody presses tags. */
  Gallae.filmTracks = function (line, tell) {
    const shots = line.shots.map((one) => span(one, line, { title: Gallae.clock(one.start_ms, true) }));
    return [track(t("scenes"), "scenes", line.scenes.map((one) => sceneSpan(one, line))),
      track(t("shots"), "shots", [...shots, ...line.boundaries.map((one) => boundaryMark(one, line))]),
      track(t("sound"), "sounds", line.shots.map((one) => soundBar(one, line))),
      ...FACETS.map((facet) => tagTrack(facet, line, tell)),
      ...Object.entries(line.cues).map(([language, cues]) => track(`${t("cues")} · ${language}`, "cues", cues.map((one) => cueSpan(one, line))))]
      .filter(Boolean);
  };
})();
