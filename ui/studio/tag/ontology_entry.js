/* One concept of the ontology: its names in both languages, what is broader, where it is used; saved as one goes. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const LANGUAGES = ["en", "ko"];

  const path = (iri) => "/concepts?iri=" + encodeURIComponent(iri);
  const wordsOf = (text) => text.split(/[,;\n]/).map((word) => word.trim()).filter(Boolean);

  /** Change a concept from `before` to `what`, parts of it both, so that it can be undone; returns it, or undefined. */
  async function change(concept, what, before) {
    const patch = async (part) => {
      const made = await Gallae.attempt(() => Gallae.api("PATCH", path(concept.iri), part));
      if (made) Gallae.tell("tags-changed");
      return made && Gallae.concepts.put(made);
    };
    const made = await patch(what);
    if (made) Gallae.statements.note({ text: t("taken_back_concept", { name: Gallae.inLanguage(made.labels) }), back: () => patch(before) });
    return made;
  }

  function named(label, control) {
    return el("label", { class: "ga-field" }, el("span", { text: label }), control);
  }

  /** A field that saves when it is left or on Enter. */
  function field(label, value, save) {
    const box = el("input", { class: "ga-input", value, autocomplete: "off" });
    box.addEventListener("change", async () => (await save(box.value.trim())) || (box.value = box.defaultValue));
    return named(label, box);
  }

  /** A field for a part of a concept that each language has its own of: `shown` writes it, `read` reads it. */
  function inLanguage(concept, part, language, shown, read) {
    const before = shown(concept[part][language]);
    const save = (text) => text === before || change(concept, { [part]: { [language]: read(text) } }, { [part]: { [language]: read(before) } });
    return field(t(`${part}_in_${language}`), before, save);
  }

  function names(concept) {
    const synonyms = (words) => (words || []).join(", ");
    return el("div", { class: "ga-pair" },
      ...LANGUAGES.map((language) => inLanguage(concept, "labels", language, (label) => label || "", (text) => text)),
      ...LANGUAGES.map((language) => inLanguage(concept, "synonyms", language, synonyms, wordsOf)));
  }

  function broader(concept) {
    const now = concept.broader;
    const set = (wanted) => change(concept, { broader: wanted }, { broader: now });
    const chips = now.map((iri) => Gallae.concepts.get(iri)).filter(Boolean).map((one) => Gallae.chip(one, () => set(now.filter((iri) => iri !== one.iri))));
    const add = Gallae.completion({ facet: concept.facet, label: t("broader_add"), placeholder: t("broader_add"),
      keep: (one) => one.iri !== concept.iri && !now.includes(one.iri), choose: (one) => set([...now, one.iri]) });
    return el("section", {}, el("h3", { text: t("broader") }), el("div", { class: "ga-chips" }, ...chips, add));
  }

  function uses(found, open) {
    const told = found.scenes ? t(found.scenes === 1 ? "used_one" : "used", { scenes: found.scenes }) : t("used_never");
    const origins = Object.entries(found.by_origin).map(([origin, count]) => `${t("by_" + origin)} ${count}`);
    const narrower = found.narrower.map((one) => button(Gallae.inLanguage(one.labels), () => open(one.iri), { kind: "quiet" }));
    const cards = found.examples.map((scene) => Gallae.card(scene, { compact: true, open: () => Gallae.tell("tag-scene", scene) }));
    return [narrower.length ? el("section", {}, el("h3", { text: t("narrower") }), el("div", { class: "ga-row" }, ...narrower)) : null,
      el("section", {}, el("h3", { text: t("where_used") }), el("p", { text: [told, origins.join(", ")].filter(Boolean).join(" ") }),
        el("div", { class: "ga-grid ga-examples" }, ...cards))].filter(Boolean);
  }

  /** Return what stands beside the tree. `open(iri)` shows another; `gone(id)` is told what to show instead of one that is gone. */
  Gallae.ontologyEntry = function (options) {
    const root = el("div", { class: "ga-sheet ga-concept" });
    let shown = { concept: null, facet: "who" };
    let turn = 0;
    let going = null;

    async function show(concept, facet) {
      const mine = (turn += 1);
      const same = shown.concept && concept && shown.concept.iri === concept.iri;
      shown = { concept, facet };
      going = null;
      if (!concept) return root.replaceChildren(el("h2", { text: t("facet_" + facet) }), el("p", { class: "ga-quiet", text: t("ontology_how") }), adding(facet, null));
      const rest = el("div", { class: "ga-concept-uses" }, ...(same ? root.querySelector(".ga-concept-uses").childNodes : []));
      root.replaceChildren(el("h2", {}, el("span", { text: Gallae.inLanguage(concept.labels) }), " ", Gallae.chip({ facet, labels: { [Gallae.language]: t("facet_" + facet) } })),
        names(concept), broader(concept), rest);
      const found = await Gallae.attempt(() => Gallae.api("GET", "/concepts/uses?iri=" + encodeURIComponent(concept.iri)));
      if (!found || mine !== turn) return;
      going = Gallae.conceptGoing(concept, found, options);
      rest.replaceChildren(...uses(found, options.open), adding(facet, concept), going.root);
    }

    function adding(facet, above) {
      const under = above ? Gallae.inLanguage(above.labels) : t("facet_" + facet);
      const box = el("input", { class: "ga-input", "aria-label": t("concept_add", { name: under }), placeholder: t("concept_add", { name: under }), autocomplete: "off" });
      const add = async () => {
        if (!box.value.trim()) return box.focus();
        const made = await Gallae.concepts.add(facet, box.value.trim(), above ? [above.iri] : []);
        if (made) options.open(made.iri);
      };
      box.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && add());
      return el("section", { class: "ga-row ga-concept-add" }, box, button(t("add_tag"), add));
    }

    Gallae.hear("concepts-changed", (iri) => {
      if (!shown.concept || shown.concept.iri !== iri) return;
      const at = document.activeElement && root.contains(document.activeElement) && [...root.querySelectorAll("input")].indexOf(document.activeElement);
      show(Gallae.concepts.get(iri), shown.facet);
      if (typeof at === "number" && at >= 0 && root.querySelectorAll("input")[at]) root.querySelectorAll("input")[at].focus();
    });

    return { root, show, add: () => root.querySelector(".ga-concept-add input").focus(), merge: () => going && going.focus() };
  };
})();
