/* Boxes of the inspector: what cannot be kept is said beside its box, and stays there until it is mended. */
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

  /** What was written and could not be kept, by the name of its box: it outlives a box that is drawn anew. */
  const refused = new Map();

  /**
   * A box whose text is looked at before it is kept. `read(text)` returns `{ value }` or `{ wrong }`, or a promise of it;
   * `shown` is the text of what is kept.
   */
  Gallae.checkedField = function (label, name, shown, read, change, properties) {
    const told = el("p", { class: "ga-wrong", role: "alert", id: "ga-wrong-" + name });
    const tell = (box, wrong) => {
      box.setAttribute("aria-invalid", String(Boolean(wrong)));
      told.textContent = wrong || "";
      told.hidden = !wrong;
    };
    const labelled = Gallae.field(label, name, shown, async (text, box) => {
      const { value, wrong } = await read(text);
      if (wrong) refused.set(name, { text, wrong, shown });
      else refused.delete(name);
      tell(box, wrong);
      if (!wrong) change(value);
    }, { "aria-describedby": told.id, ...properties });
    const box = labelled.querySelector(".ga-input");
    const kept = refused.get(name);
    if (kept && kept.shown === shown) {
      box.value = box.defaultValue = kept.text; // told already: it does not count as half written
      tell(box, kept.wrong);
    } else {
      refused.delete(name);
      told.hidden = true;
    }
    return el("div", { class: "ga-checked" }, labelled, told);
  };

  /** A box for a number between bounds; `bounds` is {least, most, empty (kept for an empty box), whole}. */
  Gallae.numberField = function (label, name, value, bounds, change, properties) {
    const read = (text) => {
      if (!text.trim() && bounds.empty !== undefined) return { value: bounds.empty };
      const number = Number(text.trim().replace(",", "."));
      const wrong = !text.trim() || !Number.isFinite(number) || number < bounds.least || number > bounds.most || (bounds.whole && !Number.isInteger(number));
      return wrong ? { wrong: t("number_from_to", { least: bounds.least, most: bounds.most }) } : { value: number };
    };
    return Gallae.checkedField(label, name, value === null || value === bounds.empty ? "" : String(value), read, change, { inputmode: "decimal", ...properties });
  };

  /** A box for a length of time in seconds, kept in ms; `most` in ms. */
  Gallae.secondsField = function (label, name, ms, most, change) {
    const read = (text) => {
      const found = text.trim() ? Gallae.milliseconds(text) : 0;
      return found === null || found > most ? { wrong: t("seconds_to", { most: String(most / 1000) }) } : { value: found };
    };
    return Gallae.checkedField(label, name, ms ? String(ms / 1000) : "", read, change, { inputmode: "decimal", placeholder: "0" });
  };

  /** A box for a moment such as `1:05.250`, kept in ms; empty is `null`. */
  Gallae.momentField = function (label, name, ms, change, properties) {
    const read = (text) => {
      const found = text.trim() ? Gallae.milliseconds(text) : null;
      return text.trim() && found === null ? { wrong: t("bad_moment") } : { value: found };
    };
    return Gallae.checkedField(label, name, ms === null ? "" : Gallae.clock(ms, true), read, change, { inputmode: "decimal", ...properties });
  };

  /** Return what is wrong with the first line that cannot be read, or "". */
  async function wrongLine(lines, kind) {
    for (const [number, text] of lines.entries()) {
      const answer = await Gallae.attempt(() => Gallae.api("POST", "/expressions", { text, kind }));
      if (!answer) return t("not_looked_at");
      if (!answer.ok) return lines.length > 1 ? t("in_line", { line: number + 1, message: answer.message }) : answer.message;
    }
    return "";
  }

  /** A box for a condition or score, or (kind `effect`) for assignments, one a line; what cannot be read is not kept. */
  Gallae.expressionField = function (label, name, value, kind, change, hint) {
    const read = async (text) => {
      const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
      const wrong = await wrongLine(kind === "effect" ? lines : lines.slice(0, 1), kind);
      return wrong ? { wrong } : { value: kind === "effect" ? lines : lines.join(" ") };
    };
    const field = Gallae.checkedField(label, name, kind === "effect" ? value.join("\n") : value, read, change,
      { placeholder: hint, spellcheck: "false", autocapitalize: "off", ...(kind === "effect" ? { tag: "textarea", rows: String(Math.max(1, value.length)) } : {}) });
    field.classList.add("ga-code");
    return field;
  };

  /** A part that is folded in until it is wanted, or until something in it is set. */
  Gallae.folded = function (key, label, isSet, ...children) {
    const box = el("details", { class: "ga-more", open: opened.has(key) || isSet }, el("summary", { text: label }), ...children);
    box.addEventListener("toggle", () => (box.open ? opened.add(key) : opened.delete(key)));
    return box;
  };
})();
