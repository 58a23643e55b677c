/* Scenes for nodes: for each node the five that fit best, with picture and reason; take one, exchange it, leave it open. */
(function () {
  "use strict";
  const { el, t, button, iconButton } = Gallae;

  const isPlayed = (node, scene) => node.clips.some((clip) => clip.film === scene.film && clip.start_ms < scene.end_ms && scene.start_ms < clip.end_ms);

  /** One choice among the scenes: a radio button with what is seen and why. */
  function option(value, checked, ...inside) {
    const radio = el("input", { type: "radio", name: "ga-candidate", value, checked });
    return { radio, label: el("label", { class: "ga-candidate-label" }, radio, ...inside) };
  }

  function candidateView(one, number, node) {
    const { scene } = one;
    const share = Math.round(100 * one.fit);
    const why = scene.reasons.length ? `${t("why_" + scene.reasons[0].signal)}: ${scene.reasons[0].text}` : "";
    const { label } = option(String(number), false,
      el("span", { class: "ga-candidate-text" }, el("strong", { text: scene.text || scene.heading || t("nothing_said") }),
        el("span", { class: "ga-quiet", text: `${scene.film_title} · ${scene.clock}` }),
        why ? el("span", { class: "ga-quiet ga-candidate-why", text: why, title: why }) : null,
        el("span", { class: "ga-quiet" + (one.fits ? "" : " ga-weak"), text: t(one.fits ? "candidate_fit" : "candidate_weak", { share }) }),
        isPlayed(node, scene) ? el("span", { class: "ga-badge", text: t("candidate_now") }) : null));
    return el("div", { class: "ga-candidate" }, Gallae.screen(scene.playing, scene.picture, scene.ratio, Gallae.sceneName(scene)), label);
  }

  /** The edits that give a node a scene: in place of its first clip, and no other is sought when it is published. */
  function taking(node, scene) {
    return { op: "change_node", id: node.id, clips: [{ ...Gallae.clipOf(scene), treatment: null }, ...node.clips.slice(1)], wanted: null };
  }

  /** The edits that leave a node open: a card says what is to be shot. */
  function leavingOpen(store, node) {
    const words = node.beat || node.title || t("untitled_node");
    const card = Object.values(node.to_shoot).some((text) => text.trim()) ? node.to_shoot : { [store.story.language]: words.slice(0, 120) };
    return { op: "change_node", id: node.id, clips: [], wanted: null, to_shoot: card };
  }

  /** One round of choosing, over all nodes of the open story. */
  class Choosing {
    constructor(desk, nodeId) {
      this.desk = desk;
      this.found = [];
      this.build();
      const { nodes } = desk.store.story;
      const open = nodes.findIndex((node) => !node.clips.length);
      const asked = nodes.findIndex((node) => node.id === nodeId);
      this.go(asked >= 0 ? asked : Math.max(0, open));
    }

    get node() {
      return this.desk.store.story.nodes[this.place];
    }

    build() {
      this.list = el("ol", { class: "ga-choosing-nodes", "aria-label": t("nodes") });
      this.title = el("strong", { class: "ga-choosing-title" });
      this.count = el("span", { class: "ga-quiet" });
      this.beat = el("p", { class: "ga-beat" });
      this.words = el("input", { class: "ga-input", type: "search", maxlength: "1000", "aria-label": t("candidates_asked"), placeholder: t("candidates_asked") });
      this.told = el("p", { class: "ga-quiet", role: "status" });
      this.options = el("div", { class: "ga-candidates", role: "radiogroup" });
      const head = el("div", { class: "ga-row ga-choosing-head" }, iconButton("back", t("node_before"), () => this.go(this.place - 1)),
        this.title, this.count, iconButton("forth", t("node_after"), () => this.go(this.place + 1)));
      this.dialog = el("dialog", { class: "ga-dialog ga-choosing", "aria-label": t("choose_scenes") }, el("h2", { text: t("choose_scenes") }),
        el("div", { class: "ga-choosing-parts" }, this.list, el("div", { class: "ga-choosing-one" }, head, this.beat, this.words, this.told, this.options)),
        el("div", { class: "ga-row end" }, el("span", { class: "ga-quiet ga-choosing-how", text: t("choose_scenes_how") }),
          button(t("close"), () => this.dialog.close(), { kind: "quiet" }), button(t("take_and_go_on"), () => this.take(), { kind: "strong" })));
      this.words.addEventListener("keydown", (event) => event.key === "Enter" && this.look());
      this.options.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !event.target.matches("input")) return;
        event.preventDefault();
        this.take();
      });
      this.dialog.addEventListener("keydown", (event) => this.key(event));
      this.dialog.addEventListener("close", () => this.dialog.remove());
      document.body.append(this.dialog);
      this.dialog.showModal();
    }

    key(event) {
      const step = { PageUp: -1, PageDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.go(this.place + step);
    }

    /** Go to a node by its place in the story. */
    go(place) {
      const { nodes } = this.desk.store.story;
      if (place < 0 || place >= nodes.length) return;
      this.place = place;
      this.title.textContent = this.desk.nameOf(this.node);
      this.count.textContent = t("node_of", { place: place + 1, count: nodes.length });
      this.beat.textContent = this.node.beat;
      this.beat.hidden = !this.node.beat || this.node.beat === this.desk.nameOf(this.node);
      this.options.setAttribute("aria-label", t("candidates_for", { name: this.desk.nameOf(this.node) }));
      this.words.value = "";
      this.mark();
      this.look();
    }

    mark() {
      const { nodes } = this.desk.store.story;
      this.list.replaceChildren(...nodes.map((node, place) => el("li", { class: place === this.place ? "chosen" : "" },
        button(this.desk.nameOf(node), () => this.go(place), { kind: "link", "aria-current": place === this.place ? "true" : null }),
        el("span", { class: node.clips.length ? "ga-good" : "ga-quiet", text: t(node.clips.length ? "has_scene" : "is_open") }))));
      this.list.children[this.place].scrollIntoView({ block: "nearest" });
    }

    async look() {
      const { node } = this;
      this.told.textContent = t("candidates_looking");
      const words = this.words.value.trim();
      const address = `/stories/${this.desk.store.story.id}/nodes/${encodeURIComponent(node.id)}/candidates`;
      const answer = await Gallae.attempt(() => this.desk.store.send().then(() => Gallae.api("GET", `${address}?q=${encodeURIComponent(words)}`)));
      if (this.node !== node && (!this.node || this.node.id !== node.id)) return; // gone on meanwhile
      this.show(answer ? answer.candidates : []);
    }

    show(found) {
      this.found = found;
      const { node } = this;
      this.told.textContent = [found.length ? "" : t("candidates_none"), node.clips.length > 1 ? t("several_clips", { count: node.clips.length }) : ""].filter(Boolean).join(" ");
      const open = option("open", false, el("span", { text: t("leave_open") }));
      this.options.replaceChildren(...found.map((one, number) => candidateView(one, number, node)), el("div", { class: "ga-candidate ga-candidate-open" }, open.label));
      const played = found.findIndex((one) => isPlayed(node, one.scene));
      const radios = this.options.querySelectorAll("input");
      const chosen = radios[played >= 0 ? played : found.length && found[0].fits ? 0 : radios.length - 1];
      chosen.checked = true;
      if (document.activeElement !== this.words || !this.words.value) chosen.focus({ preventScroll: true });
    }

    /** Do what is chosen, and go on to the next node. */
    take() {
      const { store } = this.desk;
      const chosen = this.options.querySelector("input:checked");
      if (!chosen) return;
      const one = this.found[Number(chosen.value)];
      if (!one) store.edit(leavingOpen(store, this.node));
      else if (!isPlayed(this.node, one.scene)) {
        store.learnScene(one.scene);
        store.edit(taking(this.node, one.scene));
      }
      if (this.place + 1 < store.story.nodes.length) this.go(this.place + 1);
      else {
        this.mark();
        Gallae.say(t("all_chosen"), "good");
        this.dialog.close();
      }
    }
  }

  /** Go through the nodes of the open story and choose a scene for each, from one of them on. */
  Gallae.chooseScenes = function (desk, nodeId) {
    if (desk.store.story && desk.store.story.nodes.length) return new Choosing(desk, nodeId);
    return null;
  };
})();
