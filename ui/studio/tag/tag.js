/* Tags: a queue, a search, the ontology, how far curators agree, and going out and in; one mode at a time. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const MODES = ["queue", "search", "ontology", "agreement", "exchange"];

  const COMMON = [[["Z"], "key_undo"], [["?"], "key_help"]];
  let wanted = null; // a scene that another place asks for; this place may not have been opened yet
  let showWanted = () => undefined;

  Gallae.hear("tag-scene", (scene) => {
    wanted = scene;
    Gallae.go("tag");
    showWanted();
  });

  Gallae.place("tag", function (root) {
    root.classList.add("ga-tag");
    const tabs = el("div", { class: "ga-modes", role: "tablist", "aria-label": t("tag_modes") });
    const undo = Gallae.iconButton("undo", t("key_undo"), () => Gallae.statements.back(), { disabled: true });
    root.append(el("div", { class: "ga-tag-top" }, tabs, el("div", { class: "ga-row" }, undo, Gallae.curatorField())));
    const modes = Object.fromEntries(MODES.map((name) => [name, mode(name)]));
    let open = "";

    function mode(name) {
      const tab = el("button", { type: "button", role: "tab", id: "ga-mode-" + name, "aria-controls": "ga-panel-" + name, text: t("mode_" + name), on: { click: () => go(name) } });
      const panel = el("div", { class: "ga-mode", role: "tabpanel", id: "ga-panel-" + name, "aria-labelledby": "ga-mode-" + name, hidden: true });
      tabs.append(tab);
      root.append(panel);
      return { tab, panel, made: null };
    }

    function go(name) {
      if (open && open !== name && modes[open].made.leave) modes[open].made.leave();
      for (const [one, { tab, panel }] of Object.entries(modes)) {
        tab.setAttribute("aria-selected", String(one === name));
        tab.tabIndex = one === name ? 0 : -1;
        panel.hidden = one !== name;
      }
      open = name;
      const chosen = modes[name];
      if (!chosen.made) chosen.made = Gallae.tagModes[name](chosen.panel, help);
      else if (chosen.made.again) chosen.made.again();
      return chosen.made;
    }

    tabs.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = MODES[(MODES.indexOf(open) + step + MODES.length) % MODES.length];
      go(next);
      modes[next].tab.focus();
    });

    function help() {
      Gallae.keyHelp([...(modes[open].made.listed || []), ...COMMON]);
    }

    const always = { z: () => Gallae.statements.back(), "?": help };
    Gallae.tagKeys(() => (document.body.dataset.place === "tag" && open ? { ...modes[open].made.keys, ...always } : {}));
    Gallae.hear("statements-changed", (count) => (undo.disabled = !count));
    Gallae.hear("place", (place) => place !== "tag" && open && modes[open].made.leave && modes[open].made.leave());

    showWanted = function () {
      if (wanted) go("search").show(wanted);
      wanted = null;
    };
    Gallae.concepts.load().then(() => (wanted ? showWanted() : open || go("queue")));
  });
})();
