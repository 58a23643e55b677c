/* A field that completes names of concepts: what is typed, arrows, Enter; it can offer to add a new one. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const MOST = 8; // completions shown
  let made = 0;

  const other = (concept) => concept.labels[Gallae.language === "ko" ? "en" : "ko"] || "";
  const isCalled = (concept, label) => Object.values(concept.labels).some((one) => one.toLowerCase() === label.toLowerCase());

  /**
   * Return the field. Options: `label`, `placeholder`, `keep(concept)` says which are offered, `choose(concept)` is told,
   * `facet` if only one is meant, `invent` if a new concept of it may be added, `left()` runs on Escape in an empty field.
   */
  Gallae.completion = function (options) {
    const id = `ga-completions-${(made += 1)}`;
    const box = el("input", { class: "ga-input", placeholder: options.placeholder || t("add_tag"), "aria-label": options.label, autocomplete: "off",
      spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": id });
    const list = el("div", { class: "ga-completions", role: "listbox", id, "aria-label": options.label, hidden: true });
    const keep = (concept) => (!options.facet || concept.facet === options.facet) && (!options.keep || options.keep(concept));
    let place = 0;

    function show(entries) {
      list.replaceChildren(...entries);
      list.hidden = !entries.length;
      box.setAttribute("aria-expanded", String(!list.hidden));
      place = 0;
      mark();
    }

    function offer() {
      const text = box.value.trim();
      const entries = Gallae.concepts.fitting(text, MOST, keep).map((concept) => entry(Gallae.inLanguage(concept.labels), beside(concept), concept.facet, () => take(concept)));
      const known = Gallae.concepts.all().some((concept) => concept.facet === options.facet && isCalled(concept, text));
      if (options.invent && text && !known) entries.push(entry(t("new_concept", { label: text }), "", options.facet, () => invent(text)));
      show(entries);
    }

    const beside = (concept) => (options.facet ? other(concept) : t("facet_" + concept.facet));

    function entry(label, more, facet, run) {
      const one = el("div", { role: "option", id: `${id}-${label}`, data: { facet } }, el("span", { text: label }), el("small", { text: more }));
      one.addEventListener("mousedown", (event) => {
        event.preventDefault(); // the field keeps the focus
        run();
      });
      one.run = run;
      return one;
    }

    function mark() {
      [...list.children].forEach((one, at) => {
        one.id = `${id}-${at}`;
        one.setAttribute("aria-selected", String(at === place));
        if (at === place) one.scrollIntoView({ block: "nearest" });
      });
      if (list.hidden) box.removeAttribute("aria-activedescendant");
      else box.setAttribute("aria-activedescendant", `${id}-${place}`);
    }

    function take(concept) {
      box.value = "";
      show([]);
      options.choose(concept);
    }

    async function invent(label) {
      const concept = await Gallae.concepts.add(options.facet, label);
      if (concept) take(concept);
    }

    function leave() {
      if (list.hidden && !box.value) {
        box.blur();
        if (options.left) options.left();
      } else if (list.hidden) box.value = "";
      show([]);
    }

    box.addEventListener("input", offer);
    box.addEventListener("blur", () => show([]));
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // Enter ends a Hangul syllable first
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && list.children.length) place = (place + step + list.children.length) % list.children.length;
      else if (event.key === "Enter" && !list.hidden) return event.preventDefault(), list.children[place].run();
      else if (event.key === "Escape") return event.stopPropagation(), leave();
      else return;
      event.preventDefault();
      mark();
    });
    const root = el("div", { class: "ga-complete" }, box, list);
    root.box = box;
    return root;
  };
})();
