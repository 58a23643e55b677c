/* The story's desk: finder on the left, graph or list in the middle, inspector on the right. */
(function () {
  "use strict";
  const { el, t, button, iconButton } = Gallae;
  const LAST = "gallae-story";
  const QUIET = 400; // milliseconds without an edit before the story is checked: a check costs more than an edit

  class Desk {
    constructor(root) {
      this.store = new Gallae.StoryStore((what) => this.changed(what));
      [this.problems, this.listed] = [[], false];
      this.forget();
      this.build(root);
      this.ready = this.begin();
      Gallae.hear("add-to-story", (scene) => this.addScene(scene));
      Gallae.hear("open-story", (id) => this.ready.then(() => this.open(id)));
      Gallae.hear("show-problem", (one) => this.select(one.node_id || one.choice_id));
      document.addEventListener("keydown", (event) => this.key(event));
      window.addEventListener("focus", () => this.lookAgain());
      Gallae.listenForClipboard(this);
    }

    build(root) {
      root.classList.add("ga-desk");
      this.menu = Gallae.storyMenu((id) => this.open(id));
      this.publisher = Gallae.publisher(this.store);
      this.undo = iconButton("undo", t("undo"), () => this.store.step("undo"));
      this.redo = iconButton("redo", t("redo"), () => this.store.step("redo"));
      this.saved = el("span", { class: "ga-quiet ga-saved", role: "status" });
      this.lister = iconButton("list", t("as_list"), () => this.list(!this.listed), { "aria-pressed": "false" });
      this.tools = el("div", { class: "ga-row" }, iconButton("plus", t("add_node"), () => this.addNode()),
        iconButton("group", t("add_group"), () => this.addGroup()), this.undo, this.redo, iconButton("clock", t("history"), () => this.history()),
        iconButton("tidy", t("tidy"), () => this.tidy()), iconButton("fit", t("fit"), () => this.graph && this.graph.fit()),
        iconButton("search", t("search_story"), () => this.search.open()), this.lister);
      this.previewer = button(t("preview"), () => Gallae.preview(this.store, this.chosen.kind === "node" ? this.chosen.id : ""), { kind: "quiet" });
      const head = el("header", { class: "ga-toolbar" }, this.menu.root,
        button(t("new_story"), () => this.ask(false), { kind: "quiet" }), button(t("draft"), () => this.ask(true), { kind: "quiet" }),
        Gallae.storyImporter(this, root),
        this.tools, this.saved, this.previewer, this.publisher.root);
      this.finderBox = el("aside", { class: "ga-side ga-finder", "aria-label": t("find_scenes") });
      this.graphBox = el("div", { class: "ga-graph", role: "group", tabindex: "0", "aria-label": t("story_graph") });
      this.outlineBox = el("div", { class: "ga-outline-box", hidden: true });
      this.emptyBox = el("div", { class: "ga-empty", hidden: true });
      this.inspectorBox = el("aside", { class: "ga-side ga-inspector", "aria-label": t("inspector") });
      this.selection = Gallae.selectionTools(this);
      this.search = Gallae.storySearch(this);
      this.middle = el("div", { class: "ga-middle" }, this.graphBox, this.outlineBox, this.emptyBox, this.selection.root, this.search.root);
      root.append(head, this.finderBox, this.middle, this.inspectorBox);
      Gallae.finder(this.finderBox, { compact: true, actions: [{ icon: "plus", text: t("add_to_story"), run: (scene) => this.addScene(scene) }] });
    }

    async begin() {
      this.graph = await Gallae.StoryGraph.in(this.graphBox, this.store, this);
      [Gallae.minimap, Gallae.graphMarks, Gallae.nodeMenu].forEach((part) => part(this));
      const wanted = new URLSearchParams(location.search).get("story") || localStorage.getItem(LAST);
      const stories = await this.menu.fill(wanted);
      const there = stories.find((story) => story.id === wanted) || stories[0];
      if (there) await this.open(there.id);
      else this.show();
    }

    async open(id, notes) {
      await this.store.send();
      this.forget();
      if ((await Gallae.attempt(() => this.store.load(id).then(() => true))) !== true) return;
      localStorage.setItem(LAST, id);
      await this.menu.fill(id);
      this.graph.fitWhenSeen();
      const told = (notes || []).filter((note) => { // gaps are among the problems already
        const node = this.store.node(note.node_id);
        return node && node.clips.length;
      });
      told.slice(0, 2).forEach((note) => Gallae.say(Gallae.inLanguage(note.message)));
      if (notes && this.store.story.nodes.length) Gallae.say(t("drafted_look"), "good", { text: t("choose_scenes"), run: () => Gallae.chooseScenes(this) });
    }

    ask(withSynopsis) {
      Gallae.askForStory((id, notes) => this.ready.then(() => this.open(id, notes)), withSynopsis); // not before the last one is open
    }

    changed(what) {
      if (what === "loaded" || what === "saved") this.checkSoon();
      if (what === "saved" && this.store.savedAt) {
        this.saved.textContent = t("saved_at", { time: this.store.savedAt.toLocaleTimeString(Gallae.language, { hour: "2-digit", minute: "2-digit" }) });
        this.menu.name(this.store.story);
        this.showHistory();
        return; // what is shown is what was edited
      }
      this.show();
    }

    checkSoon() {
      clearTimeout(this.waitsToCheck);
      this.waitsToCheck = setTimeout(() => this.store.story && this.check(), QUIET);
    }

    async check() {
      const { story } = this.store;
      const turn = (this.checked = (this.checked || 0) + 1);
      let found = [];
      try {
        found = await Gallae.api("GET", `/stories/${story.id}/problems`);
      } catch (error) {
        if (!(error instanceof Gallae.Problem)) throw error; // said when it matters: while saving
      }
      if (turn !== this.checked) return; // a later answer may come first
      if (!this.store.story || this.store.story.id !== story.id) return;
      if (JSON.stringify(found) === JSON.stringify(this.problems)) return;
      this.problems = found;
      this.show();
    }

    show() {
      const { story } = this.store;
      this.emptyBox.hidden = Boolean(story && story.nodes.length);
      this.tools.hidden = !story;
      this.previewer.hidden = !story || !story.nodes.length;
      this.publisher.show(this.problems);
      if (!this.emptyBox.hidden) this.showEmpty(story);
      if (!story) {
        if (this.graph) this.graph.clear();
        this.inspectorBox.replaceChildren();
        this.inspectorBox.says = "";
        return;
      }
      this.showHistory();
      if (this.graph) this.graph.show(this.problems);
      this.search.again();
      this.showChosen();
    }

    showHistory() {
      this.undo.disabled = !this.store.canUndo;
      this.redo.disabled = !this.store.canRedo;
    }

    showChosen() {
      this.selection.show(this.several);
      if (this.listed) Gallae.outline(this.outlineBox, this, this.chosen.id);
      Gallae.inspect(this.inspectorBox, this, this.chosen.kind, this.chosen.id);
    }

    showEmpty(story) {
      this.emptyBox.replaceChildren(el("h2", { text: t(story ? "empty_story" : "no_story") }),
        el("p", { text: t(story ? "empty_story_how" : "no_story_how") }),
        story ? "" : el("div", { class: "ga-row" }, button(t("draft_from_text"), () => this.ask(true), { kind: "strong" }),
          button(t("new_story"), () => this.ask(false), { kind: "quiet" })));
    }

    list(on) {
      this.listed = on;
      this.outlineBox.hidden = !on;
      this.graphBox.hidden = on;
      this.lister.setAttribute("aria-pressed", String(on));
      this.show();
    }

    /** What a node or group is called. */
    nameOf(node) {
      return node.title || node.beat || t(node.pick ? "pick_" + node.pick : "untitled_node");
    }

    kindOf(id) {
      return this.store.node(id) ? "node" : this.store.choice(id) ? "choice" : this.store.group(id) ? "group" : "";
    }

    forget() {
      [this.chosen, this.several] = [{ kind: "", id: "" }, []];
    }

    /** Choose nodes, choices or groups by their ids, here and in the graph. */
    select(...ids) {
      this.graph.select(...ids);
      this.take(ids.map((id) => ({ kind: this.kindOf(id), id })).filter((one) => one.kind));
    }

    /** Hear what was chosen in the graph; what is not drawn there may still be chosen here. */
    choose(entries) {
      const drawn = (one) => this.graph.cy.getElementById(one.id).length > 0;
      if (!entries.length && this.several.length && !this.several.some(drawn)) return;
      this.take(entries);
    }

    take(entries) {
      const before = this.several.map((one) => one.id).join(" ");
      this.several = entries;
      this.chosen = entries.length === 1 ? entries[0] : { kind: "", id: "" };
      if (this.store.story && before !== entries.map((one) => one.id).join(" ")) this.showChosen();
    }

    async removeStory() {
      const { story } = this.store;
      if (!window.confirm(t("delete_story_sure", { title: story.title || t("untitled_story") }))) return;
      await this.store.send();
      if ((await Gallae.attempt(() => Gallae.api("DELETE", `/stories/${story.id}`).then(() => true))) !== true) return;
      this.store.close();
      const others = await this.menu.fill("");
      if (others.length) await this.open(others[0].id);
      else this.show();
    }

    history() {
      Gallae.showHistory(this.store, (view) => {
        this.store.take(view);
        this.store.changed("saved");
      });
    }

    async tidy() {
      await this.store.send();
      const view = await Gallae.attempt(() => Gallae.api("POST", `/stories/${this.store.story.id}/layout`));
      if (!view) return;
      this.store.take(view);
      this.graph.fit();
    }

    /** Back at this window: take in what was done to the story elsewhere meanwhile. */
    async lookAgain() {
      if (document.body.dataset.place === "story" && this.store.story) await this.store.takeNews();
    }
  }

  Object.assign(Desk.prototype, Gallae.deskEdits, Gallae.deskSelection, Gallae.deskKeys, Gallae.deskList);

  Gallae.place("story", (root) => {
    root.desk = new Desk(root);
  });
})();
