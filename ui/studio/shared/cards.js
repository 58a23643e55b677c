/* A scene is a card everywhere: picture, what is said or seen, film and time, tags as chips, why it was found. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const SCENE = "application/x-gallae-scene";

  /** Return a chip for a concept, tinted by its facet. */
  Gallae.chip = function (tag, remove) {
    const chip = el("span", { class: "ga-chip", data: { facet: tag.facet }, title: t("facet_" + tag.facet) },
      el("span", { text: Gallae.inLanguage(tag.labels) }));
    if (remove) {
      chip.append(Gallae.iconButton("close", t("remove_named", { name: Gallae.inLanguage(tag.labels) }), remove));
    }
    return chip;
  };

  /** Return what people call a scene. */
  Gallae.sceneName = (scene) => scene.heading || `${scene.film_title} ${scene.number + 1}`;

  /** Return a scene as a clip of a story: all of it, or what it was trimmed to (`scene.trim`). */
  Gallae.clipOf = (scene) => {
    const { start_ms, end_ms } = scene.trim || scene;
    return { film: scene.film, start_ms, end_ms, scene_title: Gallae.sceneName(scene) };
  };

  /** Return the scene that is dragged over something, or null. */
  Gallae.droppedScene = function (event) {
    const text = event.dataTransfer.getData(SCENE);
    return text ? JSON.parse(text) : null;
  };
  Gallae.dragsScene = (event) => event.dataTransfer.types.includes(SCENE);

  /** Return a card; `actions` are {text, icon, run(scene, button)}, `compact` lays it out for a narrow column. */
  Gallae.card = function (scene, options) {
    const { actions = [], compact = false, open = null } = options || {};
    const name = Gallae.sceneName(scene);
    const screen = Gallae.screen(scene.playing, scene.picture, scene.ratio, name);
    const card = el("article", { class: "ga-card" + (compact ? " compact" : ""), draggable: "true", tabindex: "-1", data: { scene: scene.id },
      "aria-label": [name, scene.heading ? scene.film_title : "", scene.clock].filter(Boolean).join(", ") }, screen, body(scene, compact, actions));
    card.scene = scene;
    Gallae.glimpsesOnFocus(card, screen, scene.playing);
    card.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData(SCENE, JSON.stringify(scene));
      event.dataTransfer.effectAllowed = "copy";
    });
    Gallae.noteWatching(card, scene);
    if (open) {
      card.classList.add("openable");
      card.tabIndex = 0;
      const run = () => {
        Gallae.note("opened", scene);
        open(scene);
      };
      card.addEventListener("click", run);
      card.addEventListener("keydown", (event) => event.key === "Enter" && event.target === card && run());
    }
    return card;
  };

  function body(scene, compact, actions) {
    const tags = scene.tags.slice().sort((one, other) => other.confidence - one.confidence).slice(0, compact ? 3 : 5);
    return el("div", { class: "ga-card-body" },
      el("p", { class: "ga-told" }, ...(scene.text ? Gallae.marked(scene.text, scene.marks) : [scene.heading || t("nothing_said")])),
      el("p", { class: "ga-where" }, el("span", { class: "ga-film", text: scene.film_title }), el("span", { class: "ga-clock", text: scene.clock })),
      tags.length ? el("div", { class: "ga-chips" }, ...tags.map((tag) => Gallae.chip(tag))) : null,
      compact ? null : why(scene),
      actions.length ? el("div", { class: "ga-actions" }, ...actions.map((action) => actionButton(action, scene))) : null);
  }

  function actionButton(action, scene) {
    const run = (event) => {
      event.stopPropagation();
      action.run(scene, event.currentTarget);
    };
    return action.icon
      ? Gallae.iconButton(action.icon, action.text, run)
      : Gallae.button(action.text, run, { kind: "quiet" });
  }

  function why(scene) {
    if (!scene.reasons.length) return null;
    const best = scene.reasons[0];
    const said = best.text === scene.text ? shares(scene) : [" ", ...Gallae.marked(best.text, best.marks)];
    return el("p", { class: "ga-why", title: scene.reasons.map((one) => one.text).join("\n") },
      el("b", { text: t("why_" + best.signal) }), ...said, best.start_ms === null ? null : playFrom(scene, best.start_ms));
  }

  /** How much each signal counts, where the line itself is shown above already. */
  function shares(scene) {
    const counted = new Map();
    for (const one of scene.reasons) counted.set(one.signal, (counted.get(one.signal) || 0) + one.share);
    const [[, first], ...rest] = counted;
    const told = rest.filter(([, share]) => share >= 0.01).map(([signal, share]) => ` · ${t("why_" + signal)} ${Math.round(share * 100)} %`);
    return [` ${Math.round(first * 100)} %`, ...told];
  }

  function playFrom(scene, ms) {
    const time = Gallae.clock(ms);
    const start = scene.playing.start_ms + Math.max(0, ms - scene.start_ms);
    const run = (event) => {
      event.stopPropagation();
      Gallae.playIn(event.target.closest(".ga-card").querySelector(".ga-screen"), { ...scene.playing, start_ms: start });
    };
    return Gallae.button(time, run, { kind: "link", title: t("play_from", { time }) });
  }
})();
