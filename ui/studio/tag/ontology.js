/* The ontology as a tree by facet: searched, walked with arrows, and edited beside it. */
(function () {
  "use strict";
  const { el, t } = Gallae;

  Gallae.tagModes.ontology = function (root) {
    root.classList.add("ga-ontology");
    const box = el("input", { type: "search", class: "ga-input", placeholder: t("ontology_search"), "aria-label": t("ontology_search"), autocomplete: "off" });
    const tree = el("div", { class: "ga-tree", role: "tree", "aria-label": t("mode_ontology") });
    const entry = Gallae.ontologyEntry({ open: (iri) => choose(iri), gone: (iri) => choose(iri) });
    root.append(el("aside", { class: "ga-tree-side" }, box, tree), entry.root);
    const opened = new Set();
    let chosen = "facet:who"; // an IRI, or "facet:" and a facet
    let focused = chosen;

    /** What is seen, from top to bottom. */
    function lines() {
      const wanted = box.value.trim().toLowerCase();
      const found = [];
      const fits = (concept) => Gallae.concepts.names(concept).some((name) => name.includes(wanted));
      const holds = (facet, iri) => Gallae.concepts.under(facet, iri).some((one) => fits(one) || holds(facet, one.iri));
      function add(facet, iri, level, above) {
        for (const concept of Gallae.concepts.under(facet, iri)) {
          if (above.includes(concept.iri) || (wanted && !fits(concept) && !holds(facet, concept.iri))) continue;
          const more = Gallae.concepts.under(facet, concept.iri).length > 0;
          const open = more && (wanted ? holds(facet, concept.iri) : opened.has(concept.iri));
          found.push({ id: concept.iri, facet, concept, level, more, open, parent: iri || "facet:" + facet });
          if (open) add(facet, concept.iri, level + 1, [...above, concept.iri]);
        }
      }
      for (const facet of Gallae.FACETS) {
        const id = "facet:" + facet;
        const open = wanted ? holds(facet, null) : opened.has(id);
        if (wanted && !open) continue;
        found.push({ id, facet, level: 1, more: true, open });
        if (open) add(facet, null, 2, []);
      }
      return found;
    }

    let seen = [];
    function draw(focus) {
      seen = lines();
      if (!seen.some((line) => line.id === focused)) focused = seen.length ? seen[0].id : "";
      tree.replaceChildren(...seen.map(item));
      if (!seen.length) tree.append(el("p", { class: "ga-quiet", role: "none", text: t("ontology_none") }));
      const at = tree.querySelector('[tabindex="0"]');
      if (at && focus) at.focus();
    }

    function item(line) {
      const { concept } = line;
      const other = concept && concept.labels[Gallae.language === "ko" ? "en" : "ko"];
      const own = concept ? Gallae.inLanguage(concept.labels) : t("facet_" + line.facet);
      const made = el("div", { role: "treeitem", "aria-level": line.level, "aria-expanded": line.more ? String(line.open) : null, "aria-selected": String(line.id === chosen),
        tabindex: line.id === focused ? "0" : "-1", class: concept ? "" : "facet", data: { facet: line.facet, id: line.id } },
      el("i", { class: "ga-twist", on: { click: (event) => { event.stopPropagation(); turn(line); } } }), el("span", { text: own }), other && other !== own ? el("small", { text: other }) : null);
      made.style.paddingLeft = 4 + 16 * (line.level - 1) + "px";
      made.addEventListener("click", () => {
        if (!concept && line.id === chosen) turn(line);
        choose(line.id);
      });
      return made;
    }

    function turn(line, open) {
      const wanted = open === undefined ? !line.open : open;
      if (wanted) opened.add(line.id);
      else opened.delete(line.id);
      draw(tree.contains(document.activeElement));
    }

    /** Show a concept or a facet beside the tree, and open what is above it. */
    function choose(id) {
      const concept = Gallae.concepts.get(id);
      const seenAbove = new Set();
      for (let above = concept; above && !seenAbove.has(above.iri); above = Gallae.concepts.get(above.broader[0])) {
        seenAbove.add(above.iri);
        if (above !== concept) opened.add(above.iri);
        opened.add("facet:" + above.facet);
      }
      if (!concept) opened.add(id);
      [chosen, focused] = [id, id];
      draw(tree.contains(document.activeElement));
      const at = tree.querySelector('[tabindex="0"]');
      if (at) at.scrollIntoView({ block: "nearest" });
      entry.show(concept || null, concept ? concept.facet : id.slice("facet:".length));
    }

    function step(key, at) {
      const line = seen[at];
      if (key === "ArrowDown") return seen[at + 1];
      if (key === "ArrowUp") return seen[at - 1];
      if (key === "Home") return seen[0];
      if (key === "End") return seen[seen.length - 1];
      if (key === "ArrowRight" && line.more && line.open) return seen[at + 1];
      if (key === "ArrowLeft" && !line.open) return seen.find((one) => one.id === line.parent);
      return null;
    }

    tree.addEventListener("keydown", (event) => {
      const at = seen.findIndex((line) => line.id === focused);
      const line = seen[at];
      if (!line) return;
      if (event.key === "Enter" || event.key === " ") choose(line.id);
      else if (event.key === "ArrowRight" && line.more && !line.open) turn(line, true);
      else if (event.key === "ArrowLeft" && line.open) turn(line, false);
      else if (/^(Arrow|Home|End)/.test(event.key)) {
        focused = (step(event.key, at) || line).id;
        draw(true);
      } else return;
      event.preventDefault();
    });
    box.addEventListener("input", () => draw());
    box.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" || event.isComposing || !seen.length) return;
      event.preventDefault();
      focused = (seen.find((line) => line.concept && Gallae.concepts.names(line.concept).some((name) => name.includes(box.value.trim().toLowerCase()))) || seen[0]).id;
      draw(true);
    });
    Gallae.hear("concepts-changed", () => draw(tree.contains(document.activeElement)));
    choose(chosen);
    return { keys: { "/": () => box.focus(), n: () => entry.add(), m: () => entry.merge() },
      listed: [[["/"], "ontology_search"], [["↑", "↓", "←", "→"], "key_tree"], [["Enter"], "key_open"], [["N"], "key_new"], [["M"], "key_merge"]] };
  };
})();
