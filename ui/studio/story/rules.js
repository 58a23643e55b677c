/* What few stories need: conditions, effects, chance, when a node is left, what plays while a choice is open. */
(function () {
  "use strict";
  const { el, t } = Gallae;

  /** What a choice can have besides its label, target and window. */
  Gallae.choiceRules = function (desk, choice, change) {
    const name = (part) => `${choice.id}-${part}`;
    const isSet = Boolean(choice.condition || choice.effects.length || choice.automatic || choice.once || choice.weight !== null ||
      choice.leaving !== "at_end" || choice.returns_to || choice.thumbnail);
    return Gallae.folded(choice.id, t("rules"), isSet,
      Gallae.expressionField(t("choice_condition"), name("condition"), choice.condition, "expression", (condition) => change({ condition }), "courage >= 2"),
      Gallae.expressionField(t("choice_effects"), name("effects"), choice.effects, "effect", (effects) => change({ effects }), "courage += 1"),
      Gallae.choiceField(t("choice_leaving"), name("leaving"), choice.leaving, [["at_end", t("leaving_at_end")], ["at_once", t("leaving_at_once")]],
        (leaving) => change({ leaving })),
      Gallae.numberField(t("choice_weight"), name("weight"), choice.weight, { least: 0, most: 1e9, empty: null }, (weight) => change({ weight }),
        { placeholder: t("choice_weight_none") }),
      Gallae.choiceField(t("choice_returns_to"), name("returns"), choice.returns_to,
        [["", t("choice_returns_nowhere")], ...desk.store.story.nodes.map((node) => [node.id, desk.nameOf(node)])], (id) => change({ returns_to: id })),
      Gallae.tick(t("choice_automatic"), name("automatic"), choice.automatic, (automatic) => change({ automatic })),
      Gallae.tick(t("choice_once"), name("once"), choice.once, (once) => change({ once })),
      Gallae.tick(t("choice_thumbnail"), name("thumbnail"), choice.thumbnail, (thumbnail) => change({ thumbnail })));
  };

  /** What a node can have besides its title, clips and choices. */
  Gallae.nodeRules = function (desk, node, change) {
    const isSet = Boolean(node.effects.length || node.checkpoint || node.returns || node.loops || node.hold !== "freeze" || node.wanted ||
      Object.keys(node.to_shoot).length);
    const meanwhile = node.loops ? "loop" : node.hold;
    return Gallae.folded(node.id, t("rules"), isSet,
      Gallae.expressionField(t("node_effects"), node.id + "-effects", node.effects, "effect", (effects) => change({ effects }), "met_lena = true"),
      Gallae.choiceField(t("node_meanwhile"), node.id + "-meanwhile", meanwhile,
        [["freeze", t("hold_freeze")], ["ping_pong", t("hold_ping_pong")], ["loop", t("hold_loop")]],
        (kind) => change({ loops: kind === "loop", hold: kind === "loop" ? node.hold : kind })),
      Gallae.tick(t("node_returns"), node.id + "-returns", node.returns, (returns) => change({ returns })),
      Gallae.tick(t("node_checkpoint"), node.id + "-checkpoint", Boolean(node.checkpoint), (on) => change({ checkpoint: on ? { recap: {} } : null })),
      node.checkpoint ? el("div", {}, ...Gallae.textFields(t("recap"), node.id + "-recap", node.checkpoint.recap, (recap) => change({ checkpoint: { recap } }))) : null,
      ...Gallae.textFields(t("to_shoot"), node.id + "-shoot", node.to_shoot, (texts) => change({ to_shoot: texts })),
      wantedScene(node, change));
  };

  /** Which scene an open node gets when the story is published. */
  function wantedScene(node, change) {
    const wanted = node.wanted;
    return el("div", {}, Gallae.tick(t("node_open"), node.id + "-open", Boolean(wanted),
      (on) => change({ wanted: on ? { facets: {}, text: node.beat, unseen: true } : null })),
    wanted ? Gallae.field(t("wanted_text"), node.id + "-wanted", wanted.text, (text) => change({ wanted: { ...wanted, text: text.trim() } })) : null,
    wanted ? Gallae.tick(t("wanted_unseen"), node.id + "-unseen", wanted.unseen, (unseen) => change({ wanted: { ...wanted, unseen } })) : null);
  }
})();
