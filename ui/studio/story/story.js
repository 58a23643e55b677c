/* The story's desk: finder on the left, graph or list in the middle, inspector on the right. */
(function () {
  "use strict";
  const { el, t, button, iconButton } = Gallae;
  const LAST = "gallae-story";

  class Desk {
    constructor(root) {
      this.store = new Gallae.StoryStore((what) => this.changed(what));
      [this.problems, this.chosen, this.listed] = [[], { kind: "", id: "" }, false];
      this.build(root);
      this.ready = this.begin();
      Gallae.hear("add-to-story", (scene) => this.addScene(scene));
      Gallae.hear("show-problem", (one) => this.select(one.node_id || one.choice_id));
      document.addEventListener("keydown", (event) => this.key(event));
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
        iconButton("tidy", t("tidy"), () => this.tidy()), iconButton("fit", t("fit"), () => this.graph && this.graph.fit()), this.lister);
      this.previewer = button(t("preview"), () => Gallae.preview(this.store, this.chosen.kind === "node" ? this.chosen.id : ""), { kind: "quiet" });
      const head = el("header", { class: "ga-toolbar" }, this.menu.root,
        button(t("new_story"), () => this.ask(false), { kind: "quiet" }), button(t("draft"), () => this.ask(true), { kind: "quiet" }),
        Gallae.storyImporter(this, root),
        this.tools, this.saved, this.previewer, this.publisher.root);
      this.finderBox = el("aside", { class: "ga-side ga-finder", "aria-label": t("find_scenes") });
      this.graphBox = el("div", { class: "ga-graph", role: "application", "aria-label": t("story_graph") });
      this.outlineBox = el("div", { class: "ga-outline-box", hidden: true });
      this.emptyBox = el("div", { class: "ga-empty", hidden: true });
      this.inspectorBox = el("aside", { class: "ga-side ga-inspector", "aria-label": t("inspector") });
      root.append(head, this.finderBox, el("div", { class: "ga-middle" }, this.graphBox, this.outlineBox, this.emptyBox), this.inspectorBox);
      Gallae.finder(this.finderBox, { compact: true, actions: [{ icon: "plus", text: t("add_to_story"), run: (scene) => this.addScene(scene) }] });
    }

    async begin() {
      this.graph = await Gallae.StoryGraph.in(this.graphBox, this.store, this);
      const wanted = new URLSearchParams(location.search).get("story") || localStorage.getItem(LAST);
      const stories = await this.menu.fill(wanted);
      const there = stories.find((story) => story.id === wanted) || stories[0];
      if (there) await this.open(there.id);
      else this.show();
    }

    async open(id, notes) {
      await this.store.send();
      this.chosen = { kind: "", id: "" };
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
      Gallae.askForStory((id, notes) => this.open(id, notes), withSynopsis);
    }

    changed(what) {
      if (what === "saved" || what === "loaded") this.check();
      if (what === "saved" && this.store.savedAt) {
        this.saved.textContent = t("saved_at", { time: this.store.savedAt.toLocaleTimeString(Gallae.language, { hour: "2-digit", minute: "2-digit" }) });
        this.menu.fill(this.store.story.id);
      }
      this.show();
    }

    async check() {
      const { story } = this.store;
      let found = [];
      try {
        found = await Gallae.api("GET", `/stories/${story.id}/problems`);
      } catch (error) {
        if (!(error instanceof Gallae.Problem)) throw error; // said when it matters: while saving
      }
      if (this.store.story !== story && this.store.story.id !== story.id) return;
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
        if (this.graph) this.graph.cy.elements().remove();
        this.inspectorBox.replaceChildren();
        this.inspectorBox.says = "";
        return;
      }
      this.undo.disabled = !this.store.canUndo;
      this.redo.disabled = !this.store.canRedo;
      if (this.graph) this.graph.show(this.problems);
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

    /** Put the chosen nodes into a new group. */
    addGroup() {
      const chosen = this.graph.chosenNodes();
      if (!chosen.length) {
        Gallae.say(t("choose_nodes_first"));
        return;
      }
      const id = Gallae.freshId("g");
      const places = chosen.map((node) => node.position || [0, 0]);
      const position = [Math.min(...places.map((place) => place[0])) - 230, Math.round(places.reduce((sum, place) => sum + place[1], 0) / places.length)];
      this.store.edit({ op: "add_group", id, candidates: chosen.map((node) => ({ node: node.id, condition: "", score: "" })), position });
      this.select(id);
    }

    /** Choose a node or choice by its id, here and in the graph. */
    select(kindOrId, id) {
      if (id === undefined) {
        const { store } = this;
        const kind = store.node(kindOrId) ? "node" : store.choice(kindOrId) ? "choice" : store.group(kindOrId) ? "group" : "";
        this.graph.select(kindOrId);
        this.select(kind, kind ? kindOrId : "");
        return;
      }
      if (this.chosen.kind === kindOrId && this.chosen.id === id) return;
      this.chosen = { kind: kindOrId, id };
      Gallae.inspect(this.inspectorBox, this, kindOrId, id);
      if (this.listed) Gallae.outline(this.outlineBox, this, id);
    }

    move(moves) {
      this.store.edit(...moves.map(({ kind, ...one }) => ({ op: "move_" + kind, ...one })));
    }

    addNode(position) {
      const id = Gallae.freshId("n");
      this.store.edit({ op: "add_node", id, title: t("new_node"), position: position || this.graph.freePlace() });
      this.select(id);
    }

    /** Add a found scene as a node, or as a further clip of a node. */
    async addScene(scene, nodeId, position) {
      await this.ready;
      if (!this.store.story) {
        const begun = await Gallae.attempt(() => Gallae.api("POST", "/stories", { title: t("untitled_story"), language: Gallae.language }));
        if (!begun) return;
        await this.open(begun.id);
      }
      this.store.learnScene(scene);
      const clip = Gallae.clipOf(scene);
      const node = nodeId && this.store.node(nodeId);
      const id = node ? node.id : Gallae.freshId("n");
      this.store.edit(node ? { op: "change_node", id, clips: [...node.clips, clip] }
        : { op: "add_node", id, title: clip.scene_title.slice(0, 80), clips: [clip], position: position || this.graph.freePlace() });
      this.select(id);
      if (document.body.dataset.place !== "story") {
        Gallae.say(t("added_to", { title: this.store.story.title || t("untitled_story") }), "good", { text: t("open_story"), run: () => Gallae.go("story") });
      }
    }

    /** Add a scene as a node to which a node leads. */
    async addNext(scene, source) {
      const [x, y] = this.store.node(source).position || [0, 0];
      await this.addScene(scene, "", [x + 280, y + 90 * this.store.choicesOf(source).length]);
      this.connect(source, this.chosen.id);
    }

    drop(scene, nodeId, position) {
      this.addScene(scene, nodeId, position);
    }

    connect(source, target) {
      const id = Gallae.freshId("c");
      const first = this.store.choicesOf(source).length === 0;
      this.store.edit({ op: "connect", id, source, target, label: {}, default: first });
      this.select(id);
    }

    connectToNew(source, position) {
      const from = this.store.node(source).position || [0, 0];
      const id = Gallae.freshId("n");
      this.store.edit({ op: "add_node", id, title: t("new_node"), position: position || [from[0] + 280, from[1] + 90 * this.store.choicesOf(source).length] });
      this.connect(source, id);
    }

    rename(kind, id, text) {
      if (kind !== "choice") this.store.edit({ op: "change_" + kind, id, title: text.trim() });
      else {
        const { [this.store.story.language]: _old, ...others } = this.store.choice(id).label;
        const label = text.trim() ? { ...others, [this.store.story.language]: text.trim() } : others;
        this.store.edit({ op: "change_choice", id, label });
      }
    }

    remove(kind, id) {
      this.chosen = { kind: "", id: "" };
      this.store.edit({ op: kind === "choice" ? "disconnect" : "remove_" + kind, id });
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

    key(event) {
      if (document.body.dataset.place !== "story" || !this.store.story) return;
      if (event.target.closest("input, textarea, select, dialog, video")) return;
      if ((event.key === "Delete" || event.key === "Backspace") && this.chosen.id) this.remove(this.chosen.kind, this.chosen.id);
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") this.store.step(event.shiftKey ? "redo" : "undo");
      else return;
      event.preventDefault();
    }
  }

  Gallae.place("story", (root) => {
    root.desk = new Desk(root);
  });
})();
