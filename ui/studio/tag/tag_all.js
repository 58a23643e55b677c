/* Tags all that a search found at once: a concept, a sentence that says what will happen, progress, and a way back. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const MOST = 500; // scenes that one search gives
  const PART = 100; // scenes in one request, so that progress is seen

  /** Return the bar; `query()` gives the search as parameters. It is told of each answer by `found(answer)`. */
  Gallae.tagAll = function (query) {
    const title = el("h3", {});
    const plan = el("p", { class: "ga-all-plan", role: "status" });
    const act = el("div", { class: "ga-row" });
    const field = Gallae.completion({ label: t("tag_all_field"), placeholder: t("tag_all_field"), choose });
    const root = el("section", { class: "ga-tag-all", "aria-label": t("tag_all_field"), hidden: true }, title, field, plan, act);
    let total = 0;

    root.found = function (answer) {
      const list = Boolean(answer.hits);
      total = list ? answer.total : 0;
      root.hidden = !total;
      title.textContent = t(total === 1 ? "tag_all_one" : total > MOST ? "tag_all_best" : "tag_all", { total, most: MOST });
      clear();
    };

    function clear() {
      plan.replaceChildren();
      act.replaceChildren();
    }

    async function choose(concept) {
      const asked = query();
      asked.set("limit", MOST);
      asked.set("counts", "false");
      const answer = await Gallae.attempt(() => Gallae.api("GET", "/scenes?" + asked));
      if (!answer) return;
      const said = (scene) => scene.tags.some((tag) => tag.concept === concept.iri && !Gallae.isSuggestion(tag));
      const open = answer.hits.filter((scene) => !said(scene));
      offer(concept, open.map((scene) => scene.id), answer.hits.length - open.length);
    }

    function offer(concept, scenes, already) {
      const name = Gallae.inLanguage(concept.labels);
      const values = { name, facet: t("facet_" + concept.facet), count: scenes.length, already };
      plan.textContent = !scenes.length ? t("tag_all_none", values)
        : t(scenes.length === 1 ? "tag_all_will_one" : "tag_all_will", values) + (already ? " " + t("tag_all_already", values) : "");
      act.replaceChildren();
      if (scenes.length) act.append(button(t(scenes.length === 1 ? "tag_all_do_one" : "tag_all_do", values), () => run(concept, scenes), { kind: "strong" }));
      act.append(button(t("cancel"), clear, { kind: "quiet" }));
      act.firstChild.focus();
    }

    async function run(concept, scenes) {
      const track = el("progress", { max: scenes.length, value: 0, "aria-label": t("tag_all_field") });
      act.replaceChildren(track);
      const curator = Gallae.curator();
      const before = await several({ concept: concept.iri, holds: true, curator }, scenes, (done) => (track.value = done));
      clear();
      if (!before.length) return;
      const name = Gallae.inLanguage(concept.labels);
      const back = () => several({ concept: concept.iri, holds: null, curator }, before, () => undefined);
      Gallae.statements.note({ text: t("taken_back_all", { name, count: before.length }), back });
      Gallae.say(t("tag_all_done", { name, count: before.length }), "good", { text: t("undo"), run: () => Gallae.statements.back() });
    }

    /** Say it of all, part by part; returns the scenes that were changed. */
    async function several(said, scenes, progress) {
      const changed = [];
      for (let at = 0; at < scenes.length; at += PART) {
        const part = scenes.slice(at, at + PART);
        const answer = await Gallae.attempt(() => Gallae.api("POST", "/tagging/several", { ...said, scenes: part }));
        if (!answer) break; // what was changed until then can still be taken back
        changed.push(...answer.before);
        progress(Math.min(at + PART, scenes.length));
      }
      if (changed.length) ["tags-changed", "scenes-tags"].forEach((name) => Gallae.tell(name));
      return changed;
    }

    return root;
  };
})();
