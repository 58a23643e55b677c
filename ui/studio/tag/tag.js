/* Tags: a scene is chosen on the left; on the right it plays, and six facets take what holds of it. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const FACETS = ["who", "when", "where", "what", "how", "why"];
  const MOST = 8; // completions shown

  Gallae.place("tag", function (root) {
    root.classList.add("ga-tag");
    const side = el("aside", { class: "ga-side ga-finder" });
    const sheet = el("div", { class: "ga-sheet" });
    root.append(side, sheet);
    let concepts = [];
    let scene = null;
    Gallae.finder(side, { compact: true, open: show });
    sheet.append(el("div", { class: "ga-empty" }, el("h2", { text: t("choose_scene") }), el("p", { text: t("choose_scene_how") })));
    Gallae.hear("tag-scene", (wanted) => {
      show(wanted);
      Gallae.go("tag");
    });

    async function show(wanted) {
      concepts = concepts.length ? concepts : (await Gallae.attempt(() => Gallae.api("GET", "/concepts"))) || [];
      scene = wanted;
      sheet.replaceChildren(
        el("div", { class: "ga-tag-scene" }, Gallae.screen(scene.playing, scene.picture, scene.ratio, Gallae.sceneName(scene)),
          el("div", {}, el("h2", { text: Gallae.sceneName(scene) }), el("p", { class: "ga-quiet", text: `${scene.film_title} · ${scene.clock}` }),
            el("p", { text: scene.text || t("nothing_said") }))),
        el("div", { class: "ga-tag-facets" }, ...FACETS.map(row)));
      side.querySelectorAll(".ga-card").forEach((card) => card.classList.toggle("chosen", card.dataset.scene === String(scene.id)));
    }

    function row(facet) {
      const chips = scene.tags.filter((tag) => tag.facet === facet).map((tag) =>
        Gallae.chip(tag, () => change("untag", tag.concept)));
      return el("section", { class: "ga-tag-row", data: { facet } }, el("h3", { text: t("facet_" + facet) }),
        el("div", { class: "ga-chips" }, ...chips), completion(facet));
    }

    async function change(what, concept, then) {
      const tags = await Gallae.attempt(() => Gallae.api("POST", `/scenes/${scene.id}/${what === "untag" ? "untag" : "tags"}`, { concept }));
      if (!tags) return;
      scene.tags = tags;
      await show(scene);
      if (then) sheet.querySelector(`[data-facet="${then}"] input`).focus();
      Gallae.tell("tags-changed");
    }

    function fitting(facet, text) {
      const wanted = text.trim().toLowerCase();
      if (!wanted) return [];
      const has = new Set(scene.tags.map((tag) => tag.concept));
      const rank = (concept) => {
        const names = [...Object.values(concept.labels), ...Object.values(concept.synonyms).flat()].map((name) => name.toLowerCase());
        return names.some((name) => name.startsWith(wanted)) ? 0 : names.some((name) => name.includes(wanted)) ? 1 : 2;
      };
      return concepts.filter((concept) => concept.facet === facet && !has.has(concept.iri) && rank(concept) < 2)
        .sort((one, other) => rank(one) - rank(other)).slice(0, MOST);
    }

    function completion(facet) {
      const name = t("add_tag_to", { facet: t("facet_" + facet) });
      const box = el("input", { class: "ga-input", placeholder: t("add_tag"), "aria-label": name, autocomplete: "off", role: "combobox", "aria-expanded": "false" });
      const list = el("div", { class: "ga-completions", role: "listbox", hidden: true });
      let place = 0;

      function offer() {
        const found = fitting(facet, box.value);
        const entries = found.map((concept) => entry(Gallae.inLanguage(concept.labels), other(concept), () => change("tag", concept.iri, facet)));
        const exact = found.some((concept) => Object.values(concept.labels).some((label) => label.toLowerCase() === box.value.trim().toLowerCase()));
        if (box.value.trim() && !exact) entries.push(entry(t("new_concept", { label: box.value.trim() }), "", () => invent(facet, box.value.trim())));
        list.replaceChildren(...entries);
        list.hidden = !entries.length;
        box.setAttribute("aria-expanded", String(!list.hidden));
        place = 0;
        mark();
      }
      function mark() {
        [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
      }
      box.addEventListener("input", offer);
      box.addEventListener("blur", () => setTimeout(() => (list.hidden = true), 150));
      box.addEventListener("keydown", (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && list.children.length) place = (place + step + list.children.length) % list.children.length;
        else if (event.key === "Enter" && !list.hidden) list.children[place].dispatchEvent(new MouseEvent("mousedown"));
        else if (event.key === "Escape") list.hidden = true;
        else return;
        event.preventDefault();
        mark();
      });
      return el("div", { class: "ga-complete" }, box, list);
    }

    const other = (concept) => concept.labels[Gallae.language === "ko" ? "en" : "ko"] || "";

    function entry(label, beside, run) {
      return el("div", { role: "option", on: { mousedown: (event) => { event.preventDefault(); run(); } } }, el("span", { text: label }), el("small", { text: beside }));
    }

    async function invent(facet, label) {
      const made = await Gallae.attempt(() => Gallae.api("POST", "/concepts", { facet, labels: { [Gallae.language]: label } }));
      if (!made) return;
      if (!concepts.some((concept) => concept.iri === made.iri)) concepts.push(made);
      await change("tag", made.iri, facet);
    }
  });
})();
