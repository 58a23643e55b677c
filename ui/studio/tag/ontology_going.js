/* How a concept goes: merged into another, with what moves, or deleted when nothing uses it. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  /** Return the part of the page; `found` says where the concept is used. */
  Gallae.conceptGoing = function (concept, found, { gone }) {
    const name = Gallae.inLanguage(concept.labels);
    const plan = el("p", { role: "status" });
    const act = el("div", { class: "ga-row" });
    const field = Gallae.completion({ facet: concept.facet, label: t("merge_into"), placeholder: t("merge_into"), keep: (one) => one.iri !== concept.iri, choose: offer });
    const root = el("section", { class: "ga-going" }, el("h3", { text: t("merge_or_delete") }), el("div", { class: "ga-row" }, field, remover()), plan, act);

    function offer(kept) {
      const values = { name, kept: Gallae.inLanguage(kept.labels), scenes: found.scenes, narrower: found.narrower.length };
      plan.textContent = t(found.narrower.length ? "merge_will_all" : "merge_will", values);
      act.replaceChildren(button(t("merge_do", values), () => merge(kept), { kind: "strong" }), button(t("cancel"), clear, { kind: "quiet" }));
      act.firstChild.focus();
    }

    function clear() {
      plan.textContent = "";
      act.replaceChildren();
      field.box.focus();
    }

    async function merge(kept) {
      const made = await Gallae.attempt(() => Gallae.api("POST", "/concepts/merge", { kept: kept.iri, merged: concept.iri }));
      if (made) await leave(made.iri, t("merged", { name, kept: Gallae.inLanguage(made.labels) }));
    }

    function remover() {
      const used = found.scenes > 0;
      const made = button(t("delete"), remove, { kind: "quiet danger", title: used ? t("delete_used") : null });
      made.disabled = used;
      return made;
    }

    async function remove() {
      const answer = await Gallae.attempt(() => Gallae.api("DELETE", "/concepts?iri=" + encodeURIComponent(concept.iri)));
      if (answer === null) await leave(concept.broader[0] || "facet:" + concept.facet, t("deleted", { name }));
    }

    async function leave(next, text) {
      await Gallae.concepts.load(true);
      Gallae.tell("concepts-changed", "");
      ["tags-changed", "scenes-tags"].forEach((one) => Gallae.tell(one));
      gone(next);
      Gallae.say(text, "good");
    }

    return { root, focus: () => field.box.focus() };
  };
})();
