/* A group in the inspector: which of its nodes plays when a choice leads to it. */
(function () {
  "use strict";
  const { el, t, button, iconButton } = Gallae;
  const PICKS = ["first", "best", "least_recent"];

  /** The view of a group. */
  Gallae.groupView = function (desk, group) {
    const { store } = desk;
    const change = (fields) => store.edit({ op: "change_group", id: group.id, ...fields });
    const put = (place, fields) => change({ candidates: group.candidates.map((one, at) => (at === place ? { ...one, ...fields } : one)) });
    return el("div", {}, el("h3", { text: t("group") }),
      el("p", { class: "ga-quiet", text: t("group_how") }),
      Gallae.field(t("node_title"), "group-title", group.title, (text) => change({ title: text })),
      Gallae.choiceField(t("group_pick"), "group-pick", group.pick, PICKS.map((pick) => [pick, t("pick_" + pick)]), (pick) => change({ pick })),
      el("h3", { text: t("candidates") }),
      ...group.candidates.map((one, place) => candidate(desk, group, one, place, put, change)),
      adder(desk, group, change),
      el("div", { class: "ga-row ga-whole" }, button(t("remove_group"), () => desk.remove("group", group.id), { kind: "quiet danger" })));
  };

  function candidate(desk, group, one, place, put, change) {
    const node = desk.store.node(one.node);
    const without = group.candidates.filter((_, at) => at !== place);
    const earlier = () => change({ candidates: [...group.candidates.slice(0, place - 1), one, group.candidates[place - 1], ...group.candidates.slice(place + 1)] });
    return el("section", { class: "ga-choice" },
      el("div", { class: "ga-row" }, button(node ? desk.nameOf(node) : one.node, () => desk.select(one.node), { kind: "link" }),
        place ? iconButton("up", t("earlier"), earlier) : null,
        without.length ? iconButton("bin", t("remove_candidate"), () => change({ candidates: without }), { kind: "icon danger" }) : null),
      Gallae.expressionField(t("choice_condition"), `${group.id}-${one.node}-condition`, one.condition, "expression", (condition) => put(place, { condition }), "courage >= 2"),
      group.pick === "best" ? Gallae.expressionField(t("candidate_score"), `${group.id}-${one.node}-score`, one.score, "expression", (score) => put(place, { score }), "courage") : null);
  }

  function adder(desk, group, change) {
    const there = new Set(group.candidates.map((one) => one.node));
    const others = desk.store.story.nodes.filter((node) => !there.has(node.id));
    const list = el("select", { class: "ga-input", "aria-label": t("add_candidate"), data: { field: "candidate" } },
      el("option", { value: "", text: t("add_candidate") }), ...others.map((node) => el("option", { value: node.id, text: desk.nameOf(node) })));
    list.addEventListener("change", () => list.value && change({ candidates: [...group.candidates, { node: list.value, condition: "", score: "" }] }));
    return others.length ? list : null;
  }
})();
