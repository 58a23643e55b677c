/* The ontology as the page holds it, and who is tagging: both are asked for once and used by every mode. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const CURATOR = "gallae-curator";

  Gallae.FACETS = ["who", "when", "where", "what", "how", "why"];

  const held = new Map();
  let asked = null;

  const names = (concept) => [...Object.values(concept.labels), ...Object.values(concept.synonyms).flat()].map((name) => name.toLowerCase());

  /** 0: a name begins with what is wanted; 1: it holds it; 2: neither. */
  function distance(concept, wanted) {
    const all = names(concept);
    return all.some((name) => name.startsWith(wanted)) ? 0 : all.some((name) => name.includes(wanted)) ? 1 : 2;
  }

  const byName = (one, other) => Gallae.inLanguage(one.labels).localeCompare(Gallae.inLanguage(other.labels), Gallae.language);

  Gallae.concepts = {
    /** Ask for the ontology, once; `again` asks anew. */
    async load(again) {
      if (again) asked = null;
      asked = asked || Gallae.attempt(() => Gallae.api("GET", "/concepts"));
      const all = await asked;
      if (!all) asked = null;
      else if (again || !held.size) {
        held.clear();
        all.forEach((concept) => held.set(concept.iri, concept));
      }
      return [...held.values()];
    },
    all: () => [...held.values()],
    get: (iri) => held.get(iri),
    put(concept) {
      held.set(concept.iri, concept);
      Gallae.tell("concepts-changed", concept.iri);
      return concept;
    },
    names,
    byName,
    /** Those whose names fit what is typed, the closest first. */
    fitting(text, most, keep) {
      const wanted = text.trim().toLowerCase();
      if (!wanted) return [];
      return [...held.values()].filter(keep).map((concept) => ({ concept, far: distance(concept, wanted) }))
        .filter((one) => one.far < 2).sort((one, other) => one.far - other.far || byName(one.concept, other.concept))
        .slice(0, most).map((one) => one.concept);
    },
    /** Those of a facet right under one, or at the top of it. */
    under(facet, iri) {
      const at = (concept) => concept.broader.filter((one) => held.has(one));
      return [...held.values()].filter((concept) => concept.facet === facet && (iri ? at(concept).includes(iri) : !at(concept).length)).sort(byName);
    },
    /** Add one to the ontology, under a label in the visitor's language. */
    async add(facet, label, broader) {
      const made = await Gallae.attempt(() => Gallae.api("POST", "/concepts", { facet, labels: { [Gallae.language]: label }, broader: broader || [] }));
      return made && Gallae.concepts.put(made);
    },
  };

  /** Who is tagging, "" for nobody in particular. */
  Gallae.curator = () => localStorage.getItem(CURATOR) || "";

  /** A small field for the name. */
  Gallae.curatorField = function () {
    const field = el("input", { class: "ga-input", maxlength: 80, value: Gallae.curator(), placeholder: t("curator_nobody"), autocomplete: "off", spellcheck: "false" });
    field.addEventListener("change", () => {
      field.value = field.value.trim();
      localStorage.setItem(CURATOR, field.value);
      Gallae.tell("curator-changed", field.value);
    });
    field.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && field.blur());
    return el("label", { class: "ga-curator" }, el("span", { text: t("curator_you") }), field);
  };
})();
