/* Groups in the graph: a box of its own, with a dashed line to each node that it may play. */
(function () {
  "use strict";
  const { t } = Gallae;
  const SIZE = { width: 208, height: 56 };

  /** How groups and their lines look; `colours` and `letters` are those of the graph. */
  Gallae.groupStyle = (colours, letters) => [
    { selector: "node[?group]", style: { ...SIZE, shape: "cut-rectangle", "border-style": "solid", "border-color": colours.soft,
      "text-valign": "center", "text-margin-y": 0, "text-max-width": SIZE.width - 16, "font-size": letters * 0.92 } },
    { selector: "edge[?candidate]", style: { "line-style": "dashed", width: 1, label: "", events: "no" } },
  ];

  /** Return the ids of everything that shows the groups of a story. */
  Gallae.groupIds = (story) => story.groups.flatMap((group) => [group.id, ...group.candidates.map((one) => lineId(group, one))]);

  const lineId = (group, candidate) => `${group.id} ${candidate.node}`; // no choice has a space in its id

  /** Bring groups up to date; to be called after the nodes were. */
  Gallae.showGroups = function (cy, story, wrong) {
    const places = new Map(story.nodes.map((node) => [node.id, node.position || [0, 0]]));
    for (const group of story.groups) {
      const data = { id: group.id, title: group.title || t("pick_" + group.pick), group: true, wrong: wrong.has(group.id) };
      const [x, y] = group.position || beside(group, places);
      const there = cy.getElementById(group.id);
      if (!there.length) cy.add({ group: "nodes", data, position: { x, y } });
      else {
        there.data(data);
        if (!there.grabbed()) there.position({ x, y });
      }
      for (const one of group.candidates) {
        const id = lineId(group, one);
        if (!cy.getElementById(id).length && cy.getElementById(one.node).length) {
          cy.add({ group: "edges", selectable: false, data: { id, source: group.id, target: one.node, candidate: true } });
        }
      }
    }
  };

  /** A place left of a group's nodes, for one that was never laid out. */
  function beside(group, places) {
    const known = group.candidates.map((one) => places.get(one.node)).filter(Boolean);
    if (!known.length) return [0, 0];
    return [Math.min(...known.map((place) => place[0])) - 230, known.reduce((sum, place) => sum + place[1], 0) / known.length];
  }
})();
