/* How a search was read: a chip for each part, which can be taken out, and notes with names that come close. */
(function () {
  "use strict";
  const { el, t } = Gallae;

  /** Return chips for what was read in the text and what was clicked beside the results; `change` makes them go. */
  Gallae.askedChips = function (query, chosen, film, change) {
    const chips = query.parts.map((part) =>
      chip(named(part), part.facet, { recognised: Boolean(part.name) }, () => change.without(part)));
    for (const [facet, labels] of Object.entries(chosen)) {
      for (const label of labels) chips.push(chip(keyed("facet_" + facet, label), facet, {}, () => change.unchoose(facet, label)));
    }
    if (film) chips.push(chip(keyed("asked_film", film.title), null, {}, () => change.film(null)));
    return chips;
  };

  /** Return notes; a name that comes close is put in place of the one that is not there. */
  Gallae.askedNotes = function (found, search) {
    return found.notes.map((note) => {
      const row = el("p", {}, el("span", { text: Gallae.inLanguage(note.message) }));
      if (note.closest.length) row.append(" ", el("span", { text: t("asked_closest") }));
      for (const name of note.closest) {
        row.append(" ", Gallae.button(name, () => search(instead(found.query, note, name)), { kind: "link" }));
      }
      return row;
    });
  };

  const quoted = (value) => (/[\s,"“”「」]/.test(value) ? `"${value}"` : value);
  const keyed = (key, value) => `${t(key)}: ${value}`;

  function chip(text, facet, { recognised = false }, remove) {
    const made = el("span", { class: "ga-chip" + (recognised ? " recognised" : ""), data: facet ? { facet } : {},
      title: recognised ? t("asked_recognised") : null }, el("span", { text }));
    made.append(Gallae.iconButton("close", t("remove_named", { name: text }), remove));
    return made;
  }

  function named(part) {
    if (part.name) return Gallae.inLanguage(part.labels);
    const values = part.values.join(t("asked_or"));
    const text = {
      phrase: () => `“${values}”`,
      facet: () => keyed("facet_" + part.facet, values),
      film: () => keyed("asked_film", values),
      language: () => keyed("asked_language", values),
      longer: () => t("asked_longer", { value: timed(part) }),
      shorter: () => t("asked_shorter", { value: timed(part) }),
      within: () => t("asked_within", { value: timed(part) }),
    }[part.kind];
    const what = text ? text() : values;
    return part.excluded ? t("asked_not", { what }) : what;
  }

  const timed = (part) => part.values.map((value) => (/^[\d.]+$/.test(value) ? t("asked_seconds", { value }) : value)).join(t("asked_or"));

  /** Return the query with a known name in place of an unknown one; `when:night` brings its own key. */
  function instead(query, note, name) {
    const part = query.parts.find((one) => !one.name && one.values.includes(note.value));
    if (!part) return query.text;
    const key = { facet: part.facet, film: "film", language: "lang" }[part.kind];
    const [, own, value] = name.match(/^(who|when|where|what|how|why):(.*)$/) || [null, key, name];
    const others = part.values.filter((one) => one !== note.value);
    const asked = own === key ? [[key, [...others, value]]] : [[key, others], [own, [value]]];
    const written = asked.filter(([, values]) => values.length).map(([one, values]) =>
      `${part.excluded ? "-" : ""}${one}:${values.map(quoted).join(",")}`);
    return [part.without, ...written].join(" ").trim();
  }
})();
