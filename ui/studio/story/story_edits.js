/* What a story's desk does to the story: each is one edit, and is undone as one. */
(function () {
  "use strict";
  const { t } = Gallae;

  /** The methods of a desk that edit; it has store, graph, chosen, several and select. */
  Gallae.deskEdits = {
    move(moves) {
      const inside = Gallae.hiddenIn(this.store.story);
      const along = moves.filter((one) => one.kind === "group").flatMap((one) => this.movedAlong(one, inside));
      this.store.edit(...[...moves, ...along].map(({ kind, ...one }) => ({ op: "move_" + kind, ...one })));
    },

    /** What a folded group holds moves with it. */
    movedAlong(moved, inside) {
      const group = this.store.group(moved.id);
      if (!group.position) return [];
      const [dx, dy] = [moved.position[0] - group.position[0], moved.position[1] - group.position[1]];
      return this.store.story.nodes.filter((node) => inside.get(node.id) === group.id && node.position)
        .map((node) => ({ kind: "node", id: node.id, position: [node.position[0] + dx, node.position[1] + dy] }));
    },

    addNode(position) {
      const id = Gallae.freshId("n");
      this.store.edit({ op: "add_node", id, title: t("new_node"), position: position || this.graph.freePlace() });
      this.select(id);
    },

    /** Put the chosen nodes into a new group. */
    addGroup() {
      const chosen = this.chosenNodes();
      if (!chosen.length) {
        Gallae.say(t("choose_nodes_first"));
        return;
      }
      const id = Gallae.freshId("g");
      const places = chosen.map((node) => node.position || [0, 0]);
      const position = [Math.min(...places.map((place) => place[0])) - 230, Math.round(places.reduce((sum, place) => sum + place[1], 0) / places.length)];
      this.store.edit({ op: "add_group", id, candidates: chosen.map((node) => ({ node: node.id, condition: "", score: "" })), position });
      this.select(id);
    },

    /** The operation that makes a node of a found scene. */
    sceneNode(scene, position) {
      this.store.learnScene(scene);
      const clip = Gallae.clipOf(scene);
      return { op: "add_node", id: Gallae.freshId("n"), title: clip.scene_title.slice(0, 80), clips: [clip], position };
    },

    /** Add a found scene as a node, or as a further clip of a node. */
    async addScene(scene, nodeId, position) {
      await this.ready;
      if (!(await this.someStory())) return;
      const made = this.sceneNode(scene, position || this.graph.freePlace());
      const node = nodeId && this.store.node(nodeId);
      this.store.edit(node ? { op: "change_node", id: node.id, clips: [...node.clips, ...made.clips] } : made);
      this.select(node ? node.id : made.id);
      if (document.body.dataset.place !== "story") {
        Gallae.say(t("added_to", { title: this.store.story.title || t("untitled_story") }), "good", { text: t("open_story"), run: () => Gallae.go("story") });
      }
    },

    /** Begin a story where there is none; return whether there is one now. */
    async someStory() {
      if (this.store.story) return true;
      const begun = await Gallae.attempt(() => Gallae.api("POST", "/stories", { title: t("untitled_story"), language: Gallae.language }));
      if (begun) await this.open(begun.id);
      return Boolean(begun);
    },

    /** Add a scene as a node to which a node leads. */
    async addNext(scene, source) {
      await this.addScene(scene, "", this.placeAfter(source));
      this.connect(source, this.chosen.id);
    },

    drop(scene, nodeId, position) {
      this.addScene(scene, nodeId, position);
    },

    /** Put a scene between the ends of a choice: the choice leads to it, and it goes on to where the choice led. */
    insert(scene, choiceId, position) {
      const choice = this.store.choice(choiceId);
      const made = this.sceneNode(scene, position);
      this.store.edit(made, { op: "change_choice", id: choice.id, target: made.id },
        { op: "connect", id: Gallae.freshId("c"), source: made.id, target: choice.target, label: {}, default: true });
      this.select(made.id);
    },

    connect(source, target) {
      const made = this.leads(source, target);
      this.store.edit(made);
      this.select(made.id);
    },

    connectToNew(source, position) {
      const id = Gallae.freshId("n");
      const made = this.leads(source, id);
      this.store.edit({ op: "add_node", id, title: t("new_node"), position: position || this.placeAfter(source) }, made);
      this.select(made.id);
    },

    /** The operation that lets a node lead to another. */
    leads(source, target) {
      return { op: "connect", id: Gallae.freshId("c"), source, target, label: {}, default: this.store.choicesOf(source).length === 0 };
    },

    placeAfter(source) {
      const [x, y] = this.store.node(source).position || [0, 0];
      return this.graph.freePlace([x + 280, y]);
    },

    rename(kind, id, text) {
      if (kind !== "choice") this.store.edit({ op: "change_" + kind, id, title: text.trim() });
      else this.store.edit({ op: "change_choice", id, label: Gallae.withText(this.store.choice(id).label, this.store.story.language, text) });
    },

    remove(kind, id) {
      this.removeAll([{ kind, id }]);
    },

    /** Remove several things as one edit; what goes with another needs no operation of its own. */
    removeAll(entries) {
      const ids = (kind) => entries.filter((one) => one.kind === kind).map((one) => one.id);
      const gone = new Set([...ids("node"), ...ids("group")]);
      const choices = ids("choice").map((id) => this.store.choice(id)).filter((one) => one && !gone.has(one.source) && !gone.has(one.target));
      this.forget();
      this.store.edit(...choices.map((one) => ({ op: "disconnect", id: one.id })), ...ids("group").map((id) => ({ op: "remove_group", id })),
        ...ids("node").map((id) => ({ op: "remove_node", id })));
    },

    /** Let a choice change places with the one before it (-1) or after it (1). */
    reorder(choice, step) {
      const siblings = this.store.choicesOf(choice.source);
      const other = siblings[siblings.indexOf(choice) + step];
      if (!other) return;
      const [mine, theirs] = [choice.order, other.order];
      this.store.edit({ op: "change_choice", id: choice.id, order: theirs }, { op: "change_choice", id: other.id, order: mine === theirs ? mine - step : mine });
    },

    fold(id, folded) {
      Gallae.fold(this.store.story, id, folded);
      this.show();
      this.select(id);
    },
  };
})();
