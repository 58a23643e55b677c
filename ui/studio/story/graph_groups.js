/* Groups in the graph: a box with a dashed line to each node that it may play, or folded, with those nodes inside. */
(function () {
  "use strict";
  const { t } = Gallae;
  const FOLDED = "gallae-folded"; // what is folded is a matter of who looks, so it is no part of the story

  /** How groups look; `colours` and `letters` are those of the graph. */
  Gallae.groupStyle = (colours, letters) => [
    { selector: "node[?group]", style: { ...Gallae.BOX, shape: "cut-rectangle", "border-style": "solid", "border-color": colours.soft,
      "text-valign": "center", "text-margin-y": 0, "text-max-width": Gallae.BOX.width - 16, "font-size": letters * 0.92 } },
    { selector: "node[?folded]", style: { "border-style": "double", "border-width": 5 } },
  ];

  function folds() {
    try {
      const kept = JSON.parse(localStorage.getItem(FOLDED) || "[]");
      return new Set(Array.isArray(kept) ? kept : []);
    } catch (error) {
      if (error instanceof SyntaxError) return new Set();
      throw error;
    }
  }

  const keyOf = (story, id) => `${story.id} ${id}`;
  Gallae.isFolded = (story, id) => folds().has(keyOf(story, id));

  /** Fold a group, or unfold it. */
  Gallae.fold = function (story, id, folded) {
    const kept = folds();
    kept.delete(keyOf(story, id));
    if (folded) kept.add(keyOf(story, id));
    localStorage.setItem(FOLDED, JSON.stringify([...kept].slice(-500)));
  };

  /** Return where each hidden node is: its id, and that of the folded group that it is drawn as. */
  Gallae.hiddenIn = function (story) {
    const kept = story.groups.length ? folds() : new Set();
    const inside = new Map();
    for (const group of story.groups.filter((one) => kept.has(keyOf(story, one.id)))) {
      for (const one of group.candidates) if (!inside.has(one.node)) inside.set(one.node, group.id);
    }
    return inside;
  };

  /** Return what the graph shows of the groups of a story, `inside` being what folded ones hide. */
  Gallae.groupElements = function (story, inside, wrong) {
    const places = new Map(story.nodes.map((node) => [node.id, node.position || [0, 0]]));
    const kept = folds();
    return story.groups.flatMap((group) => {
      const folded = kept.has(keyOf(story, group.id));
      const name = group.title || t("pick_" + group.pick);
      const hidden = group.candidates.filter((one) => inside.get(one.node) === group.id);
      const title = folded ? t("folded_group", { name, count: group.candidates.length }) : name;
      const unwell = wrong.has(group.id) || (folded && hidden.some((one) => wrong.has(one.node)));
      const box = { group: "nodes", position: group.position || beside(group, places), data: { id: group.id, title, group: true, folded, wrong: unwell } };
      return [box, ...group.candidates.map((one) => line(group, inside.get(one.node) || one.node)).filter((one) => one.data.target !== group.id)];
    });
  };

  const line = (group, target) => ({ group: "edges", selectable: false,
    data: { id: `${group.id} ${target}`, source: group.id, target, candidate: true, label: "", number: "" } }); // no choice has a space in its id

  /** A place left of a group's nodes, for one that was never laid out. */
  function beside(group, places) {
    const known = group.candidates.map((one) => places.get(one.node)).filter(Boolean);
    if (!known.length) return [0, 0];
    return [Math.min(...known.map((place) => place[0])) - 230, known.reduce((sum, place) => sum + place[1], 0) / known.length];
  }
})();
