/* Facets and films with counts: menus above the results, and on a wide page a column beside them. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const FACETS = ["who", "when", "where", "what", "how", "why"];
  const FEW = 7; // entries of a facet in the column before “more”

  /** Fill `menus` and `beside` with what was found; `chosen` holds labels by facet, `change` sets them. */
  Gallae.showFacets = function (menus, beside, found, chosen, film, change) {
    const open = menus.querySelector("details[open]");
    const opened = open && open.dataset.facet;
    const entries = Object.fromEntries(FACETS.map((facet) => [facet, entriesOf(facet, found.counts, chosen[facet] || [])]));
    menus.replaceChildren(...FACETS.map((facet) => menu(facet, entries[facet], facet === opened, change)));
    if (!beside) return;
    const groups = FACETS.filter((facet) => entries[facet].length).map((facet) =>
      group(beside, facet, t("facet_" + facet), entries[facet], (entry) => change.choose(facet, entry.label, !entry.on)));
    const films = found.films.map((one) => ({ label: one.title, scenes: one.scenes, on: film && film.film_id === one.film_id, film: one }));
    if (films.length > 1 || film) {
      groups.push(group(beside, "film", t("asked_film"), films, (entry) => change.film(entry.on ? null : entry.film)));
    }
    beside.replaceChildren(...groups);
  };

  function entriesOf(facet, counts, chosen) {
    const counted = counts.filter((count) => count.facet === facet).map((count) => {
      const label = Gallae.inLanguage(count.labels);
      return { label, scenes: count.scenes, on: chosen.includes(label) };
    });
    const gone = chosen.filter((label) => !counted.some((entry) => entry.label === label));
    return [...gone.map((label) => ({ label, scenes: 0, on: true })), ...counted];
  }

  function menu(facet, entries, open, change) {
    const on = entries.filter((entry) => entry.on).map((entry) => entry.label);
    const list = el("div", { class: "ga-menu" }, ...(entries.length
      ? entries.map((entry) => choice(facet, entry, change))
      : [el("p", { class: "ga-quiet", text: t("no_tags_here") })]));
    const name = t("facet_" + facet) + (on.length ? ": " + on.join(", ") : "");
    return el("details", { class: "ga-facet" + (on.length ? " on" : ""), open, data: { facet }, name: "ga-facet" },
      el("summary", { text: name }), list);
  }

  function choice(facet, entry, change) {
    const box = el("input", { type: "checkbox", checked: entry.on });
    box.addEventListener("change", () => change.choose(facet, entry.label, box.checked));
    return el("label", {}, box, el("span", { text: entry.label }), el("small", { text: entry.scenes || "" }));
  }

  function group(beside, facet, name, entries, press) {
    const before = beside.querySelector(`section[data-facet="${facet}"]`);
    const section = el("section", { class: before && before.classList.contains("all") ? "all" : "", data: { facet } },
      el("h3", { text: name }),
      ...entries.map((entry) => el("button", { type: "button", "aria-pressed": String(Boolean(entry.on)), on: { click: () => press(entry) } },
        el("span", { text: entry.label }), el("small", { text: entry.scenes || "" }))));
    if (entries.length > FEW) {
      section.append(Gallae.button(t("asked_more"), () => section.classList.add("all"), { kind: "link" }));
    }
    return section;
  }
})();
