/* How far two curators agree: Cohen's kappa for each facet in plain words, and where a third word is wanted. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  // Landis and Koch, "The measurement of observer agreement for categorical data" (1977): words for ranges of kappa.
  const WORDS = [[0.8, "almost_perfect"], [0.6, "substantial"], [0.4, "moderate"], [0.2, "fair"], [0, "slight"]];

  function wordOf(kappa) {
    if (kappa === null) return t("kappa_none");
    const found = WORDS.find(([above]) => kappa > above);
    return t("kappa_" + (found ? found[1] : kappa === 0 ? "slight" : "poor"));
  }

  const figure = (kappa) => (kappa === null ? "–" : kappa.toFixed(2).replace("-", "−"));
  const share = (part) => Math.round(part * 100);

  function sentence(found) {
    const { all } = found;
    if (!all.pairs) return t("agreement_no_pairs", found);
    const values = { ...found, pairs: all.pairs, agreed: share(all.agreed), kappa: figure(all.kappa), word: wordOf(all.kappa) };
    return t(all.kappa === null ? "agreement_no_kappa" : "agreement_says", values);
  }

  function table(facets) {
    const head = ["agreement_facet", "agreement_kappa", "agreement_word", "agreement_agreed", "agreement_pairs"].map((key) => el("th", { scope: "col", text: t(key) }));
    const rows = Gallae.FACETS.filter((facet) => facets[facet]).map((facet) => {
      const { kappa, agreed, pairs } = facets[facet];
      const cells = pairs ? [figure(kappa), wordOf(kappa), share(agreed) + " %", pairs] : ["–", t("kappa_no_pairs"), "–", 0];
      return el("tr", { class: pairs ? "" : "none" }, el("th", { scope: "row", data: { facet }, text: t("facet_" + facet) }), ...cells.map((text) => el("td", { text })));
    });
    return el("table", { class: "ga-table" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
  }

  function disagreement(one, names) {
    const { scene, concept } = one;
    const label = Gallae.inLanguage(concept.labels);
    const [yes, no] = one.one ? [names.one, names.other] : [names.other, names.one];
    const told = el("p", { class: "ga-quiet", role: "status" });
    const say = async (holds) => (await Gallae.statements.say(scene, concept.iri, holds)) && (told.textContent = t(holds ? "third_holds" : "third_not", { name: label }));
    return el("article", { class: "ga-disagreement", "aria-label": `${Gallae.sceneName(scene)}: ${label}` },
      Gallae.screen(scene.playing, scene.picture, scene.ratio, Gallae.sceneName(scene)),
      el("div", {}, el("h3", { text: `${Gallae.sceneName(scene)} · ${scene.clock}` }), el("p", { class: "ga-told", text: scene.text || t("nothing_said") }),
        el("p", {}, Gallae.chip({ facet: concept.facet, labels: concept.labels })), el("p", { text: t("disagree", { yes, no }) }),
        el("div", { class: "ga-row" }, button(t("third_yes"), () => say(true)), button(t("third_no"), () => say(false))), told));
  }

  Gallae.tagModes.agreement = function (root) {
    root.classList.add("ga-sheet", "ga-agreement");
    const select = (name) => el("select", { class: "ga-input", "aria-label": t(name) });
    const [one, other] = [select("agreement_one"), select("agreement_other")];
    const chosen = el("div", { class: "ga-row ga-agreement-who" }, one, el("span", { text: t("agreement_and") }), other);
    const result = el("div", { class: "ga-agreement-found" });
    root.append(el("h2", { text: t("agreement_title") }), el("p", { class: "ga-quiet", text: t("agreement_how") }), chosen, result);
    let turn = 0;

    async function look() {
      const mine = (turn += 1);
      const found = await Gallae.attempt(() => Gallae.api("GET", "/tagging/agreement?" + new URLSearchParams({ one: one.value, other: other.value })));
      if (!found || mine !== turn) return;
      const parts = [el("p", { class: "ga-agreement-says", text: sentence(found) })];
      if (found.all.pairs) parts.push(table(found.facets), el("p", { class: "ga-quiet", text: t("agreement_salt") }));
      if (found.disagreements.length) {
        parts.push(el("h2", { text: t("disagreements", { count: found.disagreements.length }) }), el("p", { class: "ga-quiet", text: thirdHow(found) }),
          el("div", { class: "ga-disagreements" }, ...found.disagreements.map((each) => disagreement(each, found))));
      }
      result.replaceChildren(...parts);
    }

    function thirdHow(found) {
      const name = Gallae.curator();
      return t([found.one, found.other].includes(name) ? "third_is_one" : "third_how", { name: name || t("curator_nobody") });
    }

    const nameOf = (curator) => curator.name || t("curator_nobody");

    async function again() {
      const curators = await Gallae.attempt(() => Gallae.api("GET", "/tagging/curators"));
      if (!curators) return;
      chosen.hidden = curators.length < 2;
      if (curators.length < 2) return result.replaceChildren(el("p", { text: t("agreement_too_few") }));
      const before = [one.value, other.value];
      const busiest = curators.slice().sort((a, b) => Boolean(b.name) - Boolean(a.name) || b.scenes - a.scenes);
      const isThere = (name) => curators.some((curator) => curator.name === name);
      const chosenBefore = before[0] !== before[1] && before.every(isThere);
      [one, other].forEach((box, at) => {
        box.replaceChildren(...curators.map((curator) => el("option", { value: curator.name, text: t("curator_scenes", { name: nameOf(curator), scenes: curator.scenes }) })));
        box.value = chosenBefore ? before[at] : busiest[at].name;
      });
      await look();
    }

    one.addEventListener("change", look);
    other.addEventListener("change", look);
    again();
    return { again, keys: {} };
  };
})();
