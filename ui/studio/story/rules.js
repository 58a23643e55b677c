/* What few stories need: conditions, effects, chance, when a node is left, what plays while a choice is open. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const LANGUAGES = ["en", "ko"];
  const opened = new Set(); // so that what was folded out stays so when it is drawn again

  /** A labelled box; `change(text, box)` hears of what was written. */
  Gallae.field = function (label, name, value, change, properties) {
    const { tag, ...rest } = properties || {};
    const box = el(tag || "input", { class: "ga-input", value: value || "", data: { field: name }, ...rest });
    box.addEventListener("change", () => change(box.value, box));
    return el("label", { class: "ga-field" }, el("span", { text: label }), box);
  };

  /** A labelled list of `[value, text]` to choose from. */
  Gallae.choiceField = function (label, name, value, entries, change) {
    const list = el("select", { class: "ga-input", data: { field: name } },
      ...entries.map(([code, text]) => el("option", { value: code, text, selected: code === value })));
    list.addEventListener("change", () => change(list.value));
    return el("label", { class: "ga-field" }, el("span", { text: label }), list);
  };

  /** A box to tick. */
  Gallae.tick = function (label, name, ticked, change) {
    const box = el("input", { type: "checkbox", checked: ticked, data: { field: name } });
    box.addEventListener("change", () => change(box.checked));
    return el("label", { class: "ga-check" }, box, el("span", { text: label }));
  };

  /** Return `texts` with one of them changed; an empty one is left out. */
  Gallae.withText = function (texts, code, text) {
    const { [code]: _old, ...others } = texts;
    return text.trim() ? { ...others, [code]: text.trim() } : others;
  };

  /** Return a field for each language. */
  Gallae.textFields = (label, name, texts, change) => LANGUAGES.map((code) =>
    Gallae.field(`${label} · ${t("language_" + code)}`, `${name}-${code}`, texts[code], (text) => change(Gallae.withText(texts, code, text))));

  /** Return the first line that cannot be read, with what is wrong with it, or null. */
  async function wrongLine(lines, kind) {
    for (const [number, text] of lines.entries()) {
      const answer = await Gallae.attempt(() => Gallae.api("POST", "/expressions", { text, kind }));
      if (answer && !answer.ok) return { message: answer.message, line: number, column: answer.column };
    }
    return null;
  }

  /** A box for a condition or score, or (kind `effect`) for assignments, one a line; what cannot be read is not kept. */
  Gallae.expressionField = function (label, name, value, kind, change, hint) {
    const told = el("p", { class: "ga-wrong", role: "alert", hidden: true });
    const field = Gallae.field(label, name, kind === "effect" ? value.join("\n") : value, async (text, box) => {
      const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
      const wrong = await wrongLine(kind === "effect" ? lines : lines.slice(0, 1), kind);
      box.setAttribute("aria-invalid", String(Boolean(wrong)));
      told.hidden = !wrong;
      told.textContent = wrong ? wrong.message : "";
      if (!wrong) change(kind === "effect" ? lines : lines.join(" "));
    }, { placeholder: hint, spellcheck: "false", autocapitalize: "off",
      ...(kind === "effect" ? { tag: "textarea", rows: String(Math.max(1, value.length)) } : {}) });
    field.classList.add("ga-code");
    field.append(told);
    return field;
  };

  /** A part that is folded in until it is wanted, or until something in it is set. */
  Gallae.folded = function (key, label, isSet, ...children) {
    const box = el("details", { class: "ga-more", open: opened.has(key) || isSet }, el("summary", { text: label }), ...children);
    box.addEventListener("toggle", () => (box.open ? opened.add(key) : opened.delete(key)));
    return box;
  };

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
      Gallae.field(t("choice_weight"), name("weight"), choice.weight === null ? "" : String(choice.weight), (text, box) => {
        const weight = text.trim() ? Number(text.replace(",", ".")) : null;
        if (weight !== null && !(weight >= 0 && Number.isFinite(weight))) box.value = choice.weight === null ? "" : String(choice.weight);
        else change({ weight });
      }, { inputmode: "decimal", placeholder: t("choice_weight_none") }),
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
