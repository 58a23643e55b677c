/* A story tried at once, from any node and with chosen variables: the films themselves play, nothing is rendered. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  /** A box for what a variable holds when the try begins; `values` is kept up to date. */
  function variableBox(values, place) {
    const [name, start] = values[place];
    if (typeof start === "boolean") return Gallae.tick(name, "preview-" + name, start, (on) => (values[place] = [name, on]));
    if (typeof start === "number") {
      return Gallae.numberField(name, "preview-" + name, start, { least: -1e9, most: 1e9 }, (value) => (values[place] = [name, value]));
    }
    return Gallae.field(name, "preview-" + name, start, (text) => (values[place] = [name, text]));
  }

  /** What of a node only the finished film shows, in a few words each. */
  function notShown(store, node, asks) {
    const clips = node ? node.clips : [];
    const left = clips.flatMap(({ treatment }) => (treatment ? Gallae.treatmentTold({ ...treatment, speed: 1, muted: false,
      volume_db: treatment.muted ? 0 : Math.max(0, treatment.volume_db), fit: treatment.fit === "blur" ? "blur" : "pad" }) : []));
    if (asks && node && node.hold === "ping_pong" && !node.loops) left.push(t("hold_ping_pong"));
    return [...new Set(left)];
  }

  /** The page of a preview: picture, choices, and what is known of the way here. */
  class Preview {
    constructor(store, story, first) {
      [this.store, this.story, this.first] = [store, story, first];
      this.values = story.variables.map((one) => one.slice());
      this.build();
      this.tried = new Gallae.StoryTry(story, this.frame, this);
      this.frame.append(this.spots);
      this.dialog.addEventListener("close", () => {
        this.tried.end();
        this.dialog.remove();
      });
      document.body.append(this.dialog);
      this.dialog.showModal();
      this.tried.start(first, this.values);
    }

    build() {
      this.frame = el("div", { class: "ga-screen ga-preview-screen", tabindex: "0", autofocus: true, role: "group", "aria-label": t("preview") });
      this.frame.style.aspectRatio = String(Gallae.storyRatio(this.store));
      this.spots = el("div", { class: "ga-preview-spots" });
      this.left = el("p", { class: "ga-quiet ga-preview-left" });
      this.bar = el("div", { class: "ga-preview-bar", hidden: true }, el("i"));
      this.choices = el("div", { class: "ga-preview-choices", role: "group", "aria-label": t("choices") });
      this.missing = el("p", { class: "ga-quiet", role: "status" });
      [this.title, this.now, this.way] = [el("strong"), el("ul", { class: "ga-preview-values" }), el("ol", { class: "ga-preview-way" })];
      this.stopper = button(t("preview_pause"), () => this.tried.pause(!this.tried.isPaused), { kind: "quiet" });
      this.backer = button(t("preview_back"), () => this.tried.back(), { kind: "quiet" });
      const { values } = this;
      const side = el("aside", { class: "ga-preview-side" }, el("div", { class: "ga-row" }, this.stopper, this.backer,
        button(t("preview_again"), () => this.tried.start(this.first, values), { kind: "quiet" })),
      values.length ? el("h3", { text: t("preview_begins_with") }) : null, ...values.map((_, place) => variableBox(values, place)),
      values.length ? el("h3", { text: t("preview_now") }) : null, this.now, el("h3", { text: t("preview_way") }), this.way,
      el("p", { class: "ga-quiet", text: t("preview_how") }));
      this.dialog = el("dialog", { class: "ga-dialog ga-preview", "aria-label": t("preview") },
        el("div", { class: "ga-row ga-whole" }, this.title, button(t("close"), () => this.dialog.close(), { kind: "quiet" })),
        el("div", { class: "ga-preview-parts" }, el("div", {}, this.frame, this.bar, this.choices, this.left, this.missing), side));
      this.dialog.addEventListener("keydown", (event) => this.key(event));
    }

    arrived({ walker, way }) {
      this.title.textContent = walker.node.title || t("untitled_node");
      this.now.replaceChildren(...Object.entries(walker.state.values).map(([name, value]) => el("li", { text: `${name} = ${value}` })));
      this.way.replaceChildren(...way.map((step) => el("li", { text: step.title || t("untitled_node") })));
      this.backer.disabled = way.length < 2;
      const node = this.store.node(walker.state.node);
      const lost = node ? node.clips.length - walker.node.media.length : 0;
      const unseen = notShown(this.store, node, Boolean(walker.window));
      this.missing.textContent = [lost ? t("preview_missing", { count: lost }) : "",
        unseen.length ? t("preview_not_shown", { what: unseen.join(", ") }) : ""].filter(Boolean).join(" ");
      if (!this.dialog.contains(document.activeElement) || document.activeElement === this.dialog) this.frame.focus({ preventScroll: true });
    }

    /** Show the choices that are open, on the picture or below it. */
    offered(choices, chosen, final) {
      const within = this.choices.contains(document.activeElement) || this.spots.contains(document.activeElement);
      this.buttons = choices.map((choice, number) => this.choiceButton(choice, number, chosen, final));
      const onPicture = (place) => choices[place].hotspot.length > 0;
      this.spots.replaceChildren(...this.buttons.filter((_, place) => onPicture(place)));
      this.choices.replaceChildren(...this.buttons.filter((_, place) => !onPicture(place)));
      this.hotspots = choices.map((choice, place) => [this.buttons[place], choice.hotspot]).filter(([, frames]) => frames.length);
      this.placeHotspots();
      this.bar.hidden = true;
      this.left.textContent = "";
      if (within) this.frame.focus({ preventScroll: true });
    }

    choiceButton(choice, number, chosen, final) {
      const spot = choice.hotspot.length > 0;
      const made = button(`${number + 1}  ${Gallae.inLanguage(choice.label) || t("goes_on")}`, () => this.tried.choose(choice),
        { kind: spot ? "ga-preview-spot" : "quiet", "aria-pressed": String(choice === chosen), disabled: final && choice !== chosen });
      const target = choice.thumbnail && this.store.node(choice.target);
      const footage = target && target.clips.length && this.store.footageOf(target.clips[0]);
      if (footage && footage.picture) made.prepend(el("img", { class: "ga-preview-thumbnail", src: footage.picture, alt: "" }));
      if (choice.default && this.tried.walker.window.closes_ms !== null) made.append(el("span", { class: "ga-quiet", text: t("preview_default") }));
      return made;
    }

    placeHotspots() {
      const room = { left: 0, top: 0, width: this.frame.clientWidth, height: this.frame.clientHeight };
      this.hotspots.forEach(([made, frames]) => window.GALLAE.placeOn(made, frames, this.tried.now, room));
    }

    /** Show how much time is left to choose. */
    told(left) {
      const { opens_ms: opens, closes_ms: closes } = this.tried.walker.window;
      this.left.textContent = left === null ? t("preview_no_time") : t("preview_time_left", { seconds: Math.max(0, Math.ceil(left / 1000)) });
      this.bar.hidden = left === null;
      if (left !== null) this.bar.firstChild.style.width = `${Math.max(0, Math.min(100, (100 * left) / Math.max(1, closes - opens)))}%`;
      this.placeHotspots();
    }

    paused(on) {
      this.stopper.textContent = t(on ? "preview_go_on" : "preview_pause");
    }

    over(node) {
      const ending = node.ending && Gallae.inLanguage(node.ending.title);
      this.choices.replaceChildren(el("p", { class: "ga-quiet", role: "status", text: [t("preview_over"), ending].filter(Boolean).join(" – ") }));
    }

    key(event) {
      if (event.target.closest("input, select, textarea")) return;
      if (/^[1-9]$/.test(event.key) && this.buttons[Number(event.key) - 1]) this.buttons[Number(event.key) - 1].click();
      else if (event.key === "Backspace") this.tried.back();
      else if (event.key === " " && !event.target.closest("button, summary")) this.tried.pause(!this.tried.isPaused);
      else return;
      event.preventDefault();
    }
  }

  /** Open a preview of a story from a node on. */
  Gallae.preview = async function (store, nodeId) {
    await store.send();
    const story = await Gallae.attempt(() => Gallae.api("GET", `/stories/${store.story.id}/preview`));
    if (!story) return;
    const first = story.nodes[nodeId] ? nodeId : story.start;
    if (story.nodes[first]) new Preview(store, story, first);
    else Gallae.say(t("preview_none"), "bad");
  };
})();
