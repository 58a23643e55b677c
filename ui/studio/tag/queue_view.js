/* The queue on the page: one scene after the other, answered by keys if one likes. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  const KEYS = [...Gallae.SHEET_KEYS, [["N"], "key_next"], [["P"], "key_previous"], [["S"], "key_skip"]];

  Gallae.tagModes.queue = function (root, help) {
    root.classList.add("ga-queue");
    const told = el("p", { class: "ga-queue-told", role: "status" });
    const film = el("select", { class: "ga-input", "aria-label": t("queue_film") });
    const bars = Gallae.coverageBars((facet) => queue.start({ facet }));
    const head = el("div", { class: "ga-queue-head" }, told, film, bars.root);
    const actions = el("div", { class: "ga-row ga-queue-actions" },
      Gallae.iconButton("back", t("key_previous"), () => queue.go(-1)),
      button(t("key_next"), () => queue.go(1), { class: "ga-button ga-next" }),
      button(t("key_skip"), () => queue.skip(), { kind: "quiet" }));
    const sheet = Gallae.tagSheet({ beside: actions });
    const legend = Gallae.keyLegend([...KEYS.filter(([keys]) => "AXN1S".includes(keys[0])), [["Z"], "key_undo"]], help);
    const done = el("div", { class: "ga-empty", hidden: true });
    root.append(head, sheet.root, done, legend);
    const queue = new Gallae.TagQueue(show);
    let stale = false; // tags of many scenes were changed elsewhere: the queue is asked for anew

    function show() {
      const scene = queue.scene;
      sheet.root.hidden = legend.hidden = !scene;
      done.hidden = Boolean(scene);
      if (!scene) return finish();
      sheet.show(scene, isSeen() && Gallae.playsByItself());
      tell();
      focus();
      queue.prepare();
    }

    /** The suggestion takes the focus, unless somebody stands in a field or at a button. */
    function focus() {
      const at = document.activeElement;
      if (!at || at === document.body || at.closest(".ga-suggestion")) sheet.focus();
    }

    function tell() {
      told.textContent = t("queue_place", { place: queue.place + 1, total: Math.max(queue.total, queue.scenes.length) });
      actions.querySelector(".ga-next").classList.toggle("strong", !sheet.suggestions());
    }

    function finish() {
      sheet.pause();
      told.textContent = "";
      const none = !queue.scenes.length;
      done.replaceChildren(el("h2", { text: t(none ? "queue_none" : "queue_done") }), el("p", { text: t(none ? "queue_none_how" : "queue_done_how") }),
        none ? "" : button(t("queue_again"), () => queue.start({}), { kind: "strong" }));
    }

    /** Nothing is played behind another mode, nor before somebody has pressed anything. */
    const isSeen = () => root.offsetParent !== null && navigator.userActivation.hasBeenActive;

    async function fillFilms() {
      const films = (await Gallae.attempt(() => Gallae.api("GET", "/films"))) || [];
      const chosen = film.value;
      film.replaceChildren(el("option", { value: "", text: t("queue_all_films") }), ...films.map((one) => el("option", { value: one.id, text: one.title })));
      film.value = chosen;
    }
    film.addEventListener("change", () => {
      bars.film(film.value);
      queue.start({ film: film.value });
    });

    Gallae.hear("scene-tags", (changed) => queue.scene && changed.id === queue.scene.id && tell());
    Gallae.hear("taking-back", (last) => last.scene && root.offsetParent !== null && queue.show(last.scene));
    Gallae.hear("scenes-tags", () => (stale = true));
    Gallae.hear("films-changed", fillFilms);
    fillFilms();
    queue.start({});
    return {
      sheet,
      leave: () => sheet.pause(),
      again() {
        if (stale || !queue.scene) queue.start({});
        stale = false;
      },
      keys: { ...Gallae.sheetKeys(sheet), n: () => queue.go(1), p: () => queue.go(-1), s: () => queue.skip() },
      listed: KEYS,
    };
  };
})();
