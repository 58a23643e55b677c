/* Searching within a story: what matches stays, everything else fades; on to the next and back. */
(function () {
  "use strict";
  const { el, t, iconButton } = Gallae;

  const folded = (text) => text.normalize("NFC").toLocaleLowerCase();

  /** Return the ids of nodes, groups and choices in which all words of `text` are; `told` says more of nodes, by id. */
  Gallae.foundInStory = function (story, text, told) {
    const words = folded(text).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const has = (...parts) => {
      const whole = folded(parts.flat().filter(Boolean).join("\n"));
      return words.every((word) => whole.includes(word));
    };
    const ending = (node) => (node.ending ? Object.values(node.ending.title || {}) : []);
    return [
      ...story.nodes.filter((node) => has(node.title, node.beat, ending(node), Object.values(node.to_shoot || {}), node.clips.map((clip) => clip.scene_title), told.get(node.id) || [])),
      ...story.groups.filter((group) => has(group.title)),
      ...story.choices.filter((choice) => has(Object.values(choice.label), choice.condition, choice.effects)),
    ].map((one) => one.id);
  };

  /** The field of a desk; returns an object with `root`, `open()` and `close()`. */
  Gallae.storySearch = function (desk) {
    const box = el("input", { class: "ga-input", type: "search", placeholder: t("search_story"), "aria-label": t("search_story"), maxlength: "200" });
    const count = el("span", { class: "ga-quiet", role: "status" });
    const root = el("div", { class: "ga-search", role: "search", "aria-label": t("search_story"), hidden: true }, box, count,
      iconButton("up", t("search_before"), () => step(-1)), iconButton("down", t("search_next"), () => step(1)), iconButton("close", t("close"), close));
    let [found, at, told, toldState] = [[], -1, new Map(), -1];

    async function learn() {
      const { store } = desk;
      if (!store.story || toldState === store.state) return;
      toldState = store.state;
      const entries = await Gallae.attempt(() => Gallae.api("GET", `/stories/${store.story.id}/told`));
      told = new Map((entries || []).map((one) => [one.node_id, [...one.said, ...one.tags]]));
      look();
    }

    function look() {
      const { cy } = desk.graph;
      found = root.hidden || !desk.store.story ? [] : Gallae.foundInStory(desk.store.story, box.value, told);
      const inside = desk.store.story ? Gallae.hiddenIn(desk.store.story) : new Map();
      const drawn = new Set(found.map((id) => inside.get(id) || id));
      const asks = !root.hidden && box.value.trim() !== "";
      cy.batch(() => {
        cy.elements(".faded").filter((one) => !asks || drawn.has(one.id())).removeClass("faded");
        if (asks) cy.elements().not(".faded").filter((one) => !drawn.has(one.id())).addClass("faded");
      });
      at = Math.min(at, found.length - 1);
      tell(asks);
    }

    function tell(asks) {
      count.textContent = !asks ? "" : found.length ? t("search_count", { at: at + 1, count: found.length }) : t("search_none");
    }

    function step(by) {
      if (!found.length) return;
      at = (at + by + found.length) % found.length;
      const inside = Gallae.hiddenIn(desk.store.story);
      const id = found[at];
      if (inside.has(id)) desk.fold(inside.get(id), false);
      desk.select(id);
      desk.graph.reveal(id);
      tell(true);
    }

    function open() {
      root.hidden = false;
      box.focus();
      box.select();
      learn();
      look();
    }

    function close() {
      root.hidden = true;
      look();
      desk.graphBox.focus();
    }

    box.addEventListener("input", () => {
      at = -1;
      look();
    });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      else if (event.key === "Enter" && event.target === box) step(event.shiftKey ? -1 : 1);
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") box.select();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return { root, open, close, again: () => root.hidden || (learn(), look()) };
  };
})();
