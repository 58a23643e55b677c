/* Recommended scenes, each with its reason. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const MOST = 6;
  function recommended(one, options, again) {
    const actions = [...(options.actions || []), { icon: "like", text: t("liked"), run: (scene) => { Gallae.note("liked", scene); Gallae.say(t("saved")); } },
      { icon: "close", text: t("not_for_me"), run: (scene) => { Gallae.note("not_for_me", scene); again(scene); } }];
    const card = Gallae.card(one.scene, { ...options, actions });
    const reason = one.why.length ? el("p", { class: "ga-because", text: Gallae.inLanguage(one.why[0].message) }) : null;
    return el("div", { class: "ga-recommended", data: { scene: one.scene.id } }, card, reason);
  }

  /** Fill an element with recommendations; `wish` may name a story and a node. Options as for cards. */
  Gallae.recommend = async function (root, wish, options) {
    const asked = new URLSearchParams({ limit: MOST, shown: "true", ...wish });
    const found = await Gallae.attempt(() => Gallae.api("GET", "/recommendations?" + asked));
    if (!found || !root.isConnected) return;
    const drop = (scene) => root.querySelector(`.ga-recommended[data-scene="${scene.id}"]`).remove();
    root.replaceChildren(...found.scenes.map((one) => recommended(one, options, drop)));
    if (!found.scenes.length) root.append(el("p", { class: "ga-quiet", text: t("nothing_recommended") }));
  };

  /** A part for the Find page while nothing is looked for: what one likes, what is recommended, what is kept. */
  Gallae.forYou = function (options) {
    const grid = el("div", { class: "ga-grid" });
    const asking = el("div");
    const fill = () => Gallae.recommend(grid, {}, options);
    const ask = () => asking.replaceChildren(Gallae.survey(() => {
      ask.again.hidden = false;
      fill();
    }));
    ask.again = button(t("survey_again"), ask, { kind: "link", hidden: !Gallae.surveyDone() });
    const kept = button(t("kept_title"), () => Gallae.keptOfMe(fill), { kind: "link" });
    const root = el("section", { class: "ga-for-you", hidden: true, "aria-label": t("for_you") },
      el("div", { class: "ga-for-you-head" }, el("h3", { text: t("for_you") }), ask.again, kept), asking, grid);
    if (!Gallae.surveyDone()) ask();
    let filled = false;
    return {
      root,
      /** Show it or not; of few scenes, seen at a glance anyhow, none is recommended. */
      show(on, enough) {
        root.hidden = !on;
        root.classList.toggle("few", !enough);
        if (!on || !enough || filled) return;
        filled = true;
        fill();
      },
    };
  };

  let next = { node: "", list: null }; // so that an edit of the node does not ask again

  /** A part for a node: what could come next, added as a node that the chosen one leads to. */
  Gallae.comesNext = function (desk, node) {
    if (next.node !== node.id) next = { node: node.id, list: el("div", { class: "ga-column" }) };
    const { list } = next;
    const add = (scene) => desk.addNext(scene, node.id);
    const box = Gallae.folded(node.id + "-next", t("comes_next"), false, list);
    const fill = () => Gallae.recommend(list, { story: desk.store.story.id, node: node.id },
      { compact: true, actions: [{ icon: "plus", text: t("add_next"), run: add }] });
    box.addEventListener("toggle", () => box.open && !list.childElementCount && fill());
    return box;
  };
})();
