/* The story that is open: its document, its revision, and the edits on their way to the server. */
(function () {
  "use strict";

  const newNode = () => ({ title: "", clips: [], ending: null, beat: "", position: null, effects: [], wanted: null, to_shoot: {},
    checkpoint: null, loops: false, returns: false, hold: "freeze" });
  const newChoice = () => ({ label: {}, default: false, opens_ms: null, closes_ms: null, condition: "", effects: [], automatic: false,
    weight: null, once: false, leaving: "at_end", returns_to: "", hotspot: [], thumbnail: false });
  const MOST = 2000; // operations that the server makes at once
  const STARTS = { flag: false, number: 0, text: "" };

  const makes = {
    add_node: (story, op) => {
      const { op: _name, ...node } = op;
      story.nodes.push({ ...newNode(), ...node });
      if (!story.start) story.start = op.id;
    },
    change_node: (story, op) => change(story.nodes, op),
    move_node: (story, op) => change(story.nodes, op),
    remove_node: (story, op) => {
      story.groups.forEach((group) => (group.candidates = group.candidates.filter((one) => one.node !== op.id)));
      story.groups.filter((group) => !group.candidates.length).forEach((group) => makes.remove_group(story, group));
      story.nodes = story.nodes.filter((node) => node.id !== op.id);
      story.choices = story.choices.filter((choice) => choice.source !== op.id && choice.target !== op.id);
      story.choices.filter((choice) => choice.returns_to === op.id).forEach((choice) => (choice.returns_to = ""));
      if (story.start === op.id) story.start = "";
    },
    connect: (story, op) => {
      const { op: _name, ...choice } = op;
      const orders = story.choices.filter((one) => one.source === op.source).map((one) => one.order);
      story.choices.push({ ...newChoice(), order: Math.max(-1, ...orders) + 1, ...choice });
      onlyDefault(story, op.id);
    },
    change_choice: (story, op) => {
      change(story.choices, op);
      onlyDefault(story, op.id);
    },
    disconnect: (story, op) => (story.choices = story.choices.filter((choice) => choice.id !== op.id)),
    add_group: (story, op) => {
      const { op: _name, ...group } = op;
      story.groups.push({ title: "", pick: "first", position: null, ...group });
    },
    change_group: (story, op) => change(story.groups, op),
    move_group: (story, op) => change(story.groups, op),
    remove_group: (story, op) => {
      story.groups = story.groups.filter((group) => group.id !== op.id);
      story.choices = story.choices.filter((choice) => choice.target !== op.id);
    },
    add_variable: (story, op) => story.variables.push({ name: op.name, kind: op.kind, start: op.start ?? STARTS[op.kind] }),
    change_variable: (story, op) => {
      const { op: _name, name, new_name: newName, ...fields } = op;
      Object.assign(story.variables.find((one) => one.name === name) || {}, fields, newName ? { name: newName } : {});
    },
    remove_variable: (story, op) => (story.variables = story.variables.filter((one) => one.name !== op.name)),
    set_start: (story, op) => (story.start = op.id),
    change_story: (story, op) => {
      const { op: _name, ...fields } = op;
      Object.assign(story, fields);
    },
  };

  function change(entries, op) {
    const { op: _name, id, ...fields } = op;
    Object.assign(entries.find((entry) => entry.id === id) || {}, fields);
  }

  function onlyDefault(story, id) {
    const changed = story.choices.find((choice) => choice.id === id);
    if (!changed || !changed.default) return;
    for (const choice of story.choices) {
      if (choice.source === changed.source && choice.id !== id) choice.default = false;
    }
  }

  /** Return a new id: what two tabs make at once must not be called the same. */
  Gallae.freshId = (prefix) => prefix + "_" + crypto.getRandomValues(new Uint32Array(2)).reduce((text, number) => text + number.toString(36), "").slice(0, 9);

  /** Open stories and edit them; `changed(what)` hears "loaded", "edited" or "saved". */
  Gallae.StoryStore = class {
    constructor(changed) {
      this.changed = changed;
      this.story = null;
      this.rev = 0;
      this.state = 0; // goes up whenever the story here becomes another
      this.footage = [];
      this.waiting = [];
      this.sending = false;
    }

    async load(id) {
      this.take(await Gallae.api("GET", `/stories/${id}`));
    }

    /** Take in what others did, if they did anything and nothing of ours is on its way. */
    async takeNews() {
      if (this.sending || this.waiting.length) return;
      const { id } = this.story;
      const view = await Gallae.attempt(() => Gallae.api("GET", `/stories/${id}`));
      if (view && this.story && this.story.id === id && view.rev > this.rev && !this.sending) this.take(view);
    }

    take(view) {
      this.state += 1;
      this.story = view.story;
      this.waiting.flat().forEach((operation) => makes[operation.op](this.story, operation)); // made while this was on its way
      this.rev = view.rev;
      this.footage = view.footage;
      this.playedAt = view.played_at;
      [this.canUndo, this.canRedo] = [view.can_undo, view.can_redo];
      this.savedAt = this.savedAt || null;
      this.changed("loaded");
    }

    /** Have no story open. */
    close() {
      [this.story, this.rev, this.footage, this.playedAt] = [null, 0, [], ""];
    }

    node(id) {
      return this.story.nodes.find((node) => node.id === id);
    }

    group(id) {
      return this.story.groups.find((group) => group.id === id);
    }

    choice(id) {
      return this.story.choices.find((choice) => choice.id === id);
    }

    choicesOf(id) {
      return this.story.choices.filter((choice) => choice.source === id).sort((one, other) => one.order - other.order);
    }

    /** Return what a clip shows, or undefined while nobody knows. */
    footageOf(clip) {
      const same = this.footage.filter((one) => one.film === clip.film);
      return same.find((one) => one.start_ms === clip.start_ms && one.end_ms === clip.end_ms) || same.find((one) =>
        one.start_ms < clip.end_ms && clip.start_ms < one.end_ms);
    }

    learnScene(scene) {
      this.footage.push({ film: scene.film, start_ms: scene.start_ms, end_ms: scene.end_ms, film_title: scene.film_title,
        ratio: scene.ratio, picture: scene.picture, playing: scene.playing });
    }

    /** Make an edit here at once, and at the server as soon as it has made those before; it is undone as one. */
    edit(...operations) {
      if (!operations.length) return this.send();
      this.state += 1;
      operations.forEach((operation) => makes[operation.op](this.story, operation));
      for (let first = 0; first < operations.length; first += MOST) this.waiting.push(operations.slice(first, first + MOST));
      this.changed("edited");
      return this.send();
    }

    async send() {
      if (this.sending || !this.waiting.length) return this.sent;
      this.sending = true;
      this.sent = this.drain();
      try {
        await this.sent;
      } finally {
        this.sending = false;
      }
      return this.sent;
    }

    async drain() {
      let loadAgain = false;
      while (this.waiting.length || loadAgain) {
        if (!this.waiting.length) {
          loadAgain = false;
          if (!this.story) return; // closed meanwhile
          await Gallae.attempt(() => this.load(this.story.id));
          continue;
        }
        const operations = this.waiting.shift();
        const id = this.story.id;
        const answer = await Gallae.attempt(() =>
          Gallae.api("POST", `/stories/${id}/operations`, { base: this.rev, operations }));
        if (this.story.id !== id) return;
        if (!answer || !answer.ok || answer.missed === null) {
          if (answer && !answer.ok) Gallae.say(answer.detail, "bad");
          this.waiting = [];
          await Gallae.attempt(() => this.load(id));
          return;
        }
        // Only the server knows in which expressions a variable got its new name.
        const renamed = operations.some((one) => one.op === "change_variable" && one.new_name);
        loadAgain = loadAgain || renamed || answer.missed.length > 0;
        this.rev = answer.rev;
        [this.canUndo, this.canRedo, this.savedAt] = [true, false, new Date()];
      }
      this.changed("saved");
    }

    /** Have the server make an edit that came from outside; it is seen here once the server found nothing wrong with it. */
    async propose(operations) {
      await this.send();
      this.sending = true;
      const { id } = this.story;
      let answer;
      try {
        answer = await Gallae.attempt(() => Gallae.api("POST", `/stories/${id}/operations`, { base: this.rev, operations }));
        if (answer && !answer.ok) Gallae.say(answer.detail, "bad");
        if (answer && this.story && this.story.id === id) await Gallae.attempt(() => this.load(id));
      } finally {
        this.sending = false;
      }
      if (answer && answer.ok) {
        this.savedAt = new Date();
        this.changed("saved");
      }
      await this.send();
      return Boolean(answer && answer.ok);
    }

    async step(direction) {
      await this.send();
      const view = await Gallae.attempt(() => Gallae.api("POST", `/stories/${this.story.id}/${direction}`));
      if (view) {
        this.take(view);
        this.savedAt = new Date();
        this.changed("saved");
      }
    }
  };
})();
