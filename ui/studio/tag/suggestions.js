/* Chips of a scene's tags: solid where a curator said so, dashed with origin and confidence where one is asked. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const CERTAIN = 0.995; // from here on a figure would say no more than a word

  Gallae.isSuggestion = (tag) => tag.origin !== "curator";

  /** Where a suggestion comes from and how sure it is, such as “from the screenplay, 80 %”. */
  Gallae.originOf = function (tag) {
    const from = t("origin_" + tag.origin);
    const share = tag.confidence >= CERTAIN ? t("certain") : `${Math.round(tag.confidence * 100)} %`;
    return `${from}, ${share}`;
  };

  /** A suggestion that `judge(tag, holds)` answers; it takes the focus, so that keys can answer it too. */
  Gallae.suggestion = function (tag, judge) {
    const name = Gallae.inLanguage(tag.labels);
    const act = (icon, key, holds) => Gallae.iconButton(icon, t(key, { name }), (event) => {
      event.stopPropagation();
      judge(tag, holds);
    }, { tabindex: "-1" });
    return el("span", { class: "ga-chip ga-suggestion", role: "group", tabindex: "-1", "aria-label": `${name}, ${Gallae.originOf(tag)}`, data: { facet: tag.facet, concept: tag.concept } },
      el("b", { text: name }), el("small", { text: Gallae.originOf(tag) }), act("check", "accept_named", true), act("close", "reject_named", false));
  };

  /** The chips of a facet: what curators said, then what is suggested, the surest first. */
  Gallae.facetChips = function (scene, facet, judge) {
    const tags = scene.tags.filter((tag) => tag.facet === facet);
    const open = tags.filter(Gallae.isSuggestion).sort((one, other) => other.confidence - one.confidence);
    const solid = tags.filter((tag) => !Gallae.isSuggestion(tag)).map((tag) => {
      const chip = Gallae.chip(tag, () => judge(tag, false));
      chip.classList.add("said");
      return chip;
    });
    return [...solid, ...open.map((tag) => Gallae.suggestion(tag, judge))];
  };
})();
