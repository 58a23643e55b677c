/* Recommended scenes, each with its reason; and what is noted of a person's work so that they fit better. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const MOST = 6;
  const SEND_AFTER = 2000; // ms in which further events go along with the first

  const waiting = [];
  let timer = 0;

  /** Note that something was done with a scene: `opened`, `previewed`, `liked`, `not_for_me`. */
  Gallae.note = function (kind, scene, more) {
    waiting.push({ kind, scene: scene.id, ...(more || {}) });
    timer = timer || setTimeout(send, SEND_AFTER);
  };

  async function send() {
    timer = 0;
    const events = waiting.splice(0, 200);
    try {
      await Gallae.api("POST", "/events", { events });
    } catch (error) {
      if (!(error instanceof Gallae.Problem)) throw error; // what cannot be noted is nobody's trouble
    }
  }

  /** Note how long a scene was watched in its card, whenever it stops. */
  Gallae.noteWatching = function (card, scene) {
    const length = (scene.end_ms - scene.start_ms) / 1000;
    card.addEventListener("pause", (event) => {
      const ranges = event.target.played;
      let seconds = 0;
      for (let place = 0; place < ranges.length; place += 1) seconds += ranges.end(place) - ranges.start(place);
      if (seconds > 0.2) Gallae.note("previewed", scene, { seconds: Math.min(seconds, length), of: length });
    }, true);
  };

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

  /** A part for the Find page: recommendations while nothing is looked for. */
  Gallae.forYou = function (options) {
    const grid = el("div", { class: "ga-grid" });
    const root = el("section", { class: "ga-for-you", hidden: true, "aria-label": t("for_you") }, el("h3", { text: t("for_you") }), grid);
    let filled = false;
    return {
      root,
      show(on) {
        root.hidden = !on;
        if (!on || filled) return;
        filled = true;
        Gallae.recommend(grid, {}, options);
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
