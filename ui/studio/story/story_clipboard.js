/* Parts of a story on the clipboard: copied as JSON of a type of our own, and checked as hostile when pasted. */
(function () {
  "use strict";
  const KIND = "application/x-gallae-story-part+json";
  const [MARK, VERSION] = ["story part", 1];
  const [LONGEST, MOST_NODES, MOST] = [4_000_000, 500, 1900];
  const ID = /^[A-Za-z0-9_-]{1,64}$/;
  const NAMES = /"(?:[^"\\]|\\.)*"|[\p{L}_][\p{L}\p{N}_]*/gu;
  const ASKS = /\b(visited|visits|chosen)\s*\(\s*(["']?)([A-Za-z0-9_-]+)\2\s*\)/g;

  const expressionsOf = (part) => [...part.nodes.flatMap((node) => node.effects || []), ...part.choices.flatMap((choice) => [choice.condition, ...(choice.effects || [])]),
    ...part.groups.flatMap((group) => group.candidates.flatMap((one) => [one.condition, one.score]))].filter((text) => typeof text === "string" && text);

  /** Return the part of a story that the chosen nodes and groups are, with the choices among them. */
  Gallae.storyPart = function (story, ids) {
    const nodes = story.nodes.filter((node) => ids.has(node.id));
    const known = new Set(nodes.map((node) => node.id));
    const groups = story.groups.filter((group) => ids.has(group.id)).map((group) => ({ ...group, candidates: group.candidates.filter((one) => known.has(one.node)) }))
      .filter((group) => group.candidates.length);
    groups.forEach((group) => known.add(group.id));
    const choices = story.choices.filter((choice) => known.has(choice.source) && known.has(choice.target));
    const part = { gallae: MARK, version: VERSION, story: story.id, nodes, choices, groups, variables: [] };
    const names = new Set(expressionsOf(part).flatMap((text) => text.match(NAMES) || []));
    part.variables = story.variables.filter((variable) => names.has(variable.name));
    return part;
  };

  const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const named = (entries) => entries.every((one) => isRecord(one) && typeof one.id === "string" && ID.test(one.id));

  /** Read a part that comes from anywhere; null where it is none. The server reads every field again before it is kept. */
  Gallae.readStoryPart = function (text) {
    if (typeof text !== "string" || text.length > LONGEST) return null;
    let part;
    try {
      part = JSON.parse(text);
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
    if (!isRecord(part) || part.gallae !== MARK || part.version !== VERSION) return null;
    const { nodes, choices, groups, variables } = part;
    if (![nodes, choices, groups, variables].every(Array.isArray)) return null;
    if (!nodes.length || nodes.length > MOST_NODES || nodes.length + choices.length + groups.length > MOST || variables.length > MOST_NODES) return null;
    if (![nodes, choices, groups].every(named)) return null;
    const ids = [...nodes, ...groups].map((one) => one.id);
    const known = new Set(ids);
    if (known.size !== ids.length || !choices.every((one) => known.has(one.source) && known.has(one.target))) return null;
    if (!groups.every((one) => Array.isArray(one.candidates) && one.candidates.every((candidate) => isRecord(candidate) && known.has(candidate.node)))) return null;
    if (!variables.every((one) => isRecord(one) && typeof one.name === "string")) return null;
    return part;
  };

  const placed = (entry) => Array.isArray(entry.position) && entry.position.length === 2 && entry.position.every((one) => Number.isFinite(one) && Math.abs(one) < 1e6);

  /** Return the operations that put a part into a story around a place, under fresh ids. */
  Gallae.partOperations = function (part, story, [x, y]) {
    const fresh = new Map([...part.nodes.map((one) => [one.id, Gallae.freshId("n")]), ...part.groups.map((one) => [one.id, Gallae.freshId("g")]),
      ...part.choices.map((one) => [one.id, Gallae.freshId("c")])]);
    const all = [...part.nodes, ...part.groups].filter(placed);
    const middle = (axis) => all.length ? (Math.min(...all.map((one) => one.position[axis])) + Math.max(...all.map((one) => one.position[axis]))) / 2 : 0;
    const [dx, dy] = [Math.round(x - middle(0)), Math.round(y - middle(1))];
    const at = (entry) => (placed(entry) ? [entry.position[0] + dx, entry.position[1] + dy] : [Math.round(x), Math.round(y)]);
    const said = (text) => typeof text !== "string" ? text : text.replace(ASKS, (whole, asks, quote, id) => fresh.has(id) ? `${asks}(${quote}${fresh.get(id)}${quote})` : whole);
    const set = (effects) => (Array.isArray(effects) ? effects.map(said) : effects);
    const there = new Set(story.nodes.map((node) => node.id));
    const returns = (id) => fresh.get(id) || (part.story === story.id && there.has(id) ? id : "");
    return [
      ...part.nodes.map((node) => ({ ...node, op: "add_node", id: fresh.get(node.id), position: at(node), effects: set(node.effects) })),
      ...part.groups.map((group) => ({ ...group, op: "add_group", id: fresh.get(group.id), position: at(group),
        candidates: group.candidates.map((one) => ({ ...one, node: fresh.get(one.node), condition: said(one.condition), score: said(one.score) })) })),
      ...part.choices.map((choice) => ({ ...choice, op: "connect", id: fresh.get(choice.id), source: fresh.get(choice.source), target: fresh.get(choice.target),
        condition: said(choice.condition), effects: set(choice.effects), returns_to: returns(choice.returns_to) })),
    ];
  };

  /** Return what a part speaks of that a story does not have: variables, and ids of nodes and choices. */
  Gallae.missingFor = function (part, story) {
    const kinds = new Map(story.variables.map((one) => [one.name, one.kind]));
    const known = new Set([...part.nodes, ...part.choices, ...story.nodes, ...story.choices].map((one) => one.id));
    const asked = expressionsOf(part).flatMap((text) => [...text.matchAll(ASKS)].map((found) => found[3]));
    return {
      variables: part.variables.filter((one) => !kinds.has(one.name)),
      otherKind: part.variables.filter((one) => kinds.has(one.name) && kinds.get(one.name) !== one.kind).map((one) => one.name),
      asked: [...new Set(asked.filter((id) => !known.has(id)))],
    };
  };

  let copied = ""; // for buttons, where the browser's clipboard is not to be had

  /** Put a part on the clipboard, through the browser's event where there is one. */
  Gallae.keepStoryPart = function (part, event) {
    copied = JSON.stringify(part);
    if (!event) return;
    event.clipboardData.setData(KIND, copied);
    event.clipboardData.setData("text/plain", part.nodes.map((node) => node.title || node.beat).filter(Boolean).join("\n"));
    event.preventDefault();
  };

  /** Return what is on the clipboard, as text of our type; "" where there is nothing of ours. */
  Gallae.keptStoryPart = (event) => (event ? event.clipboardData.getData(KIND) : copied);
})();
