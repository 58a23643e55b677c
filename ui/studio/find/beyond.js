/* More than a list of hits: words marked, films as lines of time, scenes in order, a whole story. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const MOST_LINES = 5;

  /** Return a text as nodes, the pieces at `marks` (in code points) marked. */
  Gallae.marked = function (text, marks) {
    const points = Array.from(text);
    const nodes = [];
    let place = 0;
    for (const [start, end] of marks || []) {
      nodes.push(points.slice(place, start).join(""), el("mark", { text: points.slice(start, end).join("") }));
      place = end;
    }
    return [...nodes, points.slice(place).join("")].filter((node) => node !== "");
  };

  /** Return a chip that says how the order came about; `remove` takes it back. */
  Gallae.wayChip = function (text, remove) {
    return el("span", { class: "ga-chip" }, el("span", { text }),
      Gallae.iconButton("close", t("remove_named", { name: text }), remove));
  };

  /** Return a thin line for each film of some hits, with a mark where each lies; `open(id)` goes to a hit. */
  Gallae.timelines = function (timelines, open) {
    return timelines.slice(0, MOST_LINES).map((line) => {
      const bar = el("div", { class: "ga-line-bar" }, ...line.marks.slice().reverse().map((mark) => dot(mark, line, open)));
      return el("div", { class: "ga-line" }, el("span", { class: "ga-film", text: line.title, title: line.title }), bar,
        el("small", { text: Gallae.clock(line.duration_ms) }));
    });
  };

  function dot(mark, line, open) {
    const name = `${line.title} ${Gallae.clock(mark.start * line.duration_ms)}`;
    const made = el("button", { type: "button", class: "ga-line-mark", title: name, "aria-label": name, on: { click: () => open(mark.scene) } });
    made.style.left = mark.start * 100 + "%";
    made.style.width = (mark.end - mark.start) * 100 + "%";
    made.style.setProperty("--ga-fit", Math.round(14 + 86 * mark.score) + "%");
    return made;
  }

  /** Return scenes in order: for each sequence its film, and its scenes side by side. */
  Gallae.sequences = function (sequences, options) {
    return sequences.map((one) => el("section", { class: "ga-sequence" },
      el("h3", { text: one.film_title }),
      el("div", { class: options.compact ? "ga-column" : "ga-grid" }, ...one.scenes.map((scene) => Gallae.card(scene, options)))));
  };

  /** Return a story: each sentence, the scene that tells it, and others to put in its place. */
  Gallae.toldStory = function (sentences, options) {
    return sentences.map((one) => {
      const shown = el("div", { class: "ga-told-scene" });
      const links = one.links.length ? el("p", { class: "ga-why", text: joined(one.links) }) : null;
      const row = el("section", { class: "ga-sentence" }, el("div", {}, el("p", { text: one.text }), links), shown);
      if (one.scene) choose(one, one.scene, [one.scene, ...one.alternatives], shown, options);
      else shown.append(el("p", { class: "ga-quiet", text: t("no_scene_for") }));
      return row;
    });
  };

  function choose(sentence, scene, scenes, shown, options) {
    sentence.scene = scene; // so that a story is made of what was chosen
    const others = scenes.map((other, place) => Gallae.button(String(place + 1), () => choose(sentence, other, scenes, shown, options),
      { kind: "quiet", "aria-pressed": String(other === scene), title: `${other.film_title} ${other.clock}` }));
    shown.replaceChildren(Gallae.card(scene, options), scenes.length > 1 ? el("div", { class: "ga-others" }, ...others) : "");
  }

  const joined = (links) => (links.includes("later") ? links.filter((link) => link !== "same_film") : links)
    .map((link) => t("link_" + link)).join(" · ");

  /** Say whether a text has several sentences. */
  Gallae.isStory = (text) => /[.!?。！？…]["”’」』)]*\s*\S.*[\p{L}]/u.test(text.trim()) && text.trim().length > 20;
})();
