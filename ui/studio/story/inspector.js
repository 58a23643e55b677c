/* What is chosen in the story: a node with its clips and choices, one choice, or the story itself. */
(function () {
  "use strict";
  const { el, t, button, iconButton, field, withText } = Gallae;
  const LANGUAGES = ["en", "ko"];
  const ENDINGS = ["neutral", "good", "bad", "secret"];

  /**
   * Show in `root` what is chosen; `desk` has store, problems, select, and edits go through its store.
   * While somebody writes there, it waits until they are done: what is half written must not be lost.
   */
  Gallae.inspect = function (root, desk, kind, id) {
    const { store } = desk;
    if (isWriting(root)) {
      document.activeElement.addEventListener("blur", () => store.story && Gallae.inspect(root, desk, desk.chosen.kind, desk.chosen.id), { once: true });
      return;
    }
    const says = JSON.stringify([kind, id, store.state, desk.problems]);
    if (root.says === says) return; // drawn anew only when there is something new to say
    root.says = says;
    const shown = kind === "node" ? nodeView(desk, store.node(id))
      : kind === "group" && store.group(id) ? Gallae.groupView(desk, store.group(id))
      : kind === "choice" ? choiceView(desk, store.choice(id), true) : storyView(desk);
    const kept = keepFocus(root);
    root.replaceChildren(shown);
    kept();
  };

  /** Whether something stands in the box under the cursor that nobody has been told yet. */
  function isWriting(root) {
    if (!root.dataset.listens) {
      root.dataset.listens = "1";
      root.addEventListener("change", (event) => (event.target.defaultValue = event.target.value), true);
    }
    const box = document.activeElement;
    return root.contains(box) && box.matches("input:not([type=checkbox]), textarea") && box.value !== box.defaultValue;
  }

  function keepFocus(root) {
    const name = root.contains(document.activeElement) ? document.activeElement.dataset.field : "";
    return () => {
      const again = name && [...root.querySelectorAll("[data-field]")].find((box) => box.dataset.field === name);
      if (again) again.focus();
    };
  }

  function problemsOf(desk, test) {
    const found = desk.problems.filter(test);
    return found.length ? el("ul", { class: "ga-problems" }, ...found.map((one) => problemLine(desk, one))) : null;
  }

  function problemLine(desk, one) {
    const text = Gallae.inLanguage(one.message);
    const target = one.node_id || one.choice_id;
    return el("li", { class: one.severity }, target ? button(text, () => desk.select(target), { kind: "link" }) : el("span", { text }));
  }

  function storyView(desk) {
    const { story } = desk.store;
    const change = (fields) => desk.store.edit({ op: "change_story", ...fields });
    return el("div", {}, el("h3", { text: t("the_story") }),
      field(t("story_title"), "title", story.title, (text) => change({ title: text })),
      Gallae.choiceField(t("story_language"), "language", story.language, LANGUAGES.map((code) => [code, t("language_" + code)]), (language) => change({ language })),
      el("p", { class: "ga-quiet", text: t("story_size", { nodes: story.nodes.length, endings: story.nodes.filter((node) => node.ending).length }) }),
      el("h3", { text: t("problems") }),
      problemsOf(desk, (one) => one.severity !== "note" || !one.node_id) || el("p", { class: "ga-good", text: t(story.nodes.length ? "no_problems" : "nothing_yet") }),
      story.nodes.length ? el("div", { class: "ga-row" }, button(t("choose_scenes"), () => Gallae.chooseScenes(desk), { kind: "quiet" }),
        button(t("to_shoot_list"), () => Gallae.showToShoot(desk), { kind: "quiet" })) : null,
      Gallae.variables(desk),
      Gallae.wholeFilm(desk, change),
      el("p", { class: "ga-quiet", text: t("graph_how") }),
      el("div", { class: "ga-row ga-whole" },
        el("a", { class: "ga-button quiet", href: `/api/v1/stories/${story.id}/file`, download: true, text: t("download_story") }),
        button(t("delete_story"), () => desk.removeStory(), { kind: "quiet danger" })));
  }

  function nodeView(desk, node) {
    if (!node) return storyView(desk);
    const { store } = desk;
    const change = (fields) => store.edit({ op: "change_node", id: node.id, ...fields });
    const start = store.story.start === node.id;
    return el("div", {}, el("h3", { text: t("node") }),
      problemsOf(desk, (one) => one.node_id === node.id && !one.choice_id),
      field(t("node_title"), "node-title", node.title, (text) => change({ title: text })),
      node.beat ? el("p", { class: "ga-beat", text: node.beat }) : null,
      el("div", { class: "ga-row" },
        start ? el("span", { class: "ga-badge start", text: t("starts_here") })
          : button(t("start_here"), () => store.edit({ op: "set_start", id: node.id }), { kind: "quiet" }),
        Gallae.tick(t("ends_here"), "ending", Boolean(node.ending), (ends) => change({ ending: ends ? { title: {}, kind: "neutral" } : null })),
        iconButton("bin", t("remove_node"), () => desk.remove("node", node.id), { kind: "icon danger" })),
      node.ending ? Gallae.choiceField(t("ending_kind"), "ending-kind", node.ending.kind, ENDINGS.map((kind) => [kind, t("ending_" + kind)]),
        (kind) => change({ ending: { ...node.ending, kind } })) : null,
      node.ending ? el("div", { class: "ga-pair" }, ...Gallae.textFields(t("ending_title"), "ending", node.ending.title, (title) => change({ ending: { ...node.ending, title } }))) : null,
      el("h3", { text: t("clips") }), clipList(desk, node, change),
      button(t(node.clips.length ? "other_scenes" : "find_a_scene"), () => Gallae.chooseScenes(desk, node.id), { kind: "quiet" }),
      Gallae.nodeRules(desk, node, change),
      node.ending ? null : el("h3", { text: t("choices") }),
      node.ending ? null : el("div", {}, ...store.choicesOf(node.id).map((choice) => choiceView(desk, choice, false)), connector(desk, node), Gallae.comesNext(desk, node)));
  }

  function clipList(desk, node, change) {
    if (!node.clips.length) return el("p", { class: "ga-quiet", text: t("no_clips") });
    return el("div", {}, ...node.clips.map((clip, place) => Gallae.clipView(desk.store, clip, {
      trim: (trimmed) => change({ clips: node.clips.map((one, at) => (at === place ? trimmed : one)) }),
      remove: () => change({ clips: node.clips.filter((_, at) => at !== place) }),
      earlier: place ? () => change({ clips: swapped(node.clips, place) }) : null,
      name: `${node.id}-clip${place}`,
      before: node.clips[place - 1] || null,
    })));
  }

  function swapped(entries, place) {
    const order = entries.slice();
    [order[place - 1], order[place]] = [order[place], order[place - 1]];
    return order;
  }

  function connector(desk, node) {
    const others = desk.store.story.nodes.filter((other) => other.id !== node.id);
    const list = el("select", { class: "ga-input", "aria-label": t("lead_to"), data: { field: "connect" } },
      el("option", { value: "", text: t("lead_to") }),
      ...others.map((other) => el("option", { value: other.id, text: desk.nameOf(other) })),
      ...desk.store.story.groups.map((group) => el("option", { value: group.id, text: desk.nameOf(group) })),
      el("option", { value: "+", text: t("lead_to_new") }));
    list.addEventListener("change", () => {
      if (list.value === "+") desk.connectToNew(node.id);
      else if (list.value) desk.connect(node.id, list.value);
    });
    return list;
  }

  function choiceView(desk, choice, alone) {
    if (!choice) return storyView(desk);
    const { store } = desk;
    const change = (fields) => store.edit({ op: "change_choice", id: choice.id, ...fields });
    const target = store.node(choice.target) || store.group(choice.target);
    const earlier = store.choicesOf(choice.source).filter((one) => one.order < choice.order).pop();
    return el("section", { class: "ga-choice", data: { choice: choice.id } },
      alone ? el("h3", { text: t("choice") }) : null,
      problemsOf(desk, (one) => one.choice_id === choice.id),
      ...LANGUAGES.map((code) => field(t("language_" + code), `${choice.id}-${code}`, choice.label[code], (text) =>
        change({ label: withText(choice.label, code, text) }), { placeholder: t("choice_label") })),
      el("div", { class: "ga-row" }, button("→ " + (target ? desk.nameOf(target) : choice.target), () => desk.select(choice.target), { kind: "link" }),
        earlier ? iconButton("up", t("earlier"), () => store.edit({ op: "change_choice", id: choice.id, order: earlier.order },
          { op: "change_choice", id: earlier.id, order: choice.order })) : null,
        iconButton("bin", t("remove_choice"), () => desk.remove("choice", choice.id), { kind: "icon danger" })),
      Gallae.tick(t("default_choice"), choice.id + "-default", choice.default, (byDefault) => change({ default: byDefault })),
      el("div", { class: "ga-pair" }, timeField("opens", choice, change), timeField("closes", choice, change)),
      Gallae.hotspotView(desk, choice), Gallae.choiceRules(desk, choice, change));
  }

  function timeField(which, choice, change) {
    const name = which + "_ms";
    return Gallae.momentField(t("choice_" + which), `${choice.id}-${which}`, choice[name], (ms) => change({ [name]: ms }), { placeholder: t("by_itself") });
  }
})();
