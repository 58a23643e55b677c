/* A story tried at once, from any node and with chosen variables: the films themselves play, nothing is rendered. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const TICK_MS = 100;

  /** Plays the pieces of a node one after the other and says how far it is, in ms of the node's own time. */
  class Pieces {
    constructor(frame) {
      this.video = el("video", { playsinline: true, preload: "auto" });
      this.card = el("p", { class: "ga-preview-card", hidden: true });
      frame.append(this.video, this.card);
    }

    begin(node) {
      [this.node, this.place, this.before, this.began, this.ended] = [node, -1, 0, performance.now(), false];
      this.card.hidden = node.media.length > 0;
      this.card.textContent = Gallae.inLanguage(node.card);
      this.video.hidden = !node.media.length;
      if (node.media.length) this.next();
      else this.video.pause();
    }

    next() {
      const piece = this.node.media[this.place + 1];
      if (this.place >= 0) this.before += lasts(this.node.media[this.place]);
      if (!piece) {
        this.ended = true;
        this.video.pause();
        return;
      }
      this.place += 1;
      if (this.video.getAttribute("src") !== piece.url) this.video.src = piece.url;
      this.video.currentTime = piece.start_ms / 1000 + 0.0005;
      [this.video.playbackRate, this.video.volume] = [piece.speed, piece.volume];
      this.video.play().catch(() => undefined); // the browser may want a gesture first
    }

    /** Look where it is; to be called often. */
    tick() {
      if (!this.node.media.length) {
        this.ended = performance.now() - this.began >= this.node.duration_ms;
        return;
      }
      const piece = this.node.media[this.place];
      if (!this.ended && !this.video.seeking && this.video.currentTime * 1000 >= piece.end_ms - 20) this.next();
    }

    get now() {
      if (this.ended) return this.node.duration_ms;
      if (!this.node.media.length) return performance.now() - this.began;
      const piece = this.node.media[this.place];
      return this.before + Math.max(0, this.video.currentTime * 1000 - piece.start_ms) / piece.speed;
    }

    again() {
      this.place = this.node.media.length - 2;
      this.before = this.node.media.slice(0, -1).reduce((sum, piece) => sum + lasts(piece), 0);
      this.ended = false;
      this.next();
    }
  }

  const lasts = (piece) => (piece.end_ms - piece.start_ms) / piece.speed;

  /** One try of a story. */
  class Try {
    constructor(story, parts) {
      [this.story, this.parts] = [story, parts];
      this.pieces = new Pieces(parts.frame);
      this.timer = setInterval(() => this.tick(), TICK_MS);
    }

    start(node, variables) {
      this.walker = new window.GALLAE.Walker({ ...this.story, start: node, variables }, 1 + Math.floor(Math.random() * 1e6));
      this.way = [];
      this.arrived();
    }

    arrived() {
      const { walker } = this;
      [this.wanted, this.over] = ["", 0];
      this.way.push({ place: walker.place, title: walker.node.title });
      this.pieces.begin(walker.node);
      this.offer(false);
      this.parts.show(this);
    }

    /** Show the choices that are open, or none. */
    offer(open) {
      this.open = open;
      this.parts.choices.replaceChildren(...(open ? this.walker.offered : []).map((choice, number) =>
        button(`${number + 1}  ${Gallae.inLanguage(choice.label)}`, () => this.choose(choice), { kind: "quiet", "aria-pressed": String(this.wanted === choice.id) })));
    }

    choose(choice) {
      this.wanted = choice.id;
      if (choice.atOnce || this.over) this.go(() => this.walker.take(choice.id));
      else this.offer(true);
    }

    go(step) {
      step();
      this.arrived();
    }

    tick() {
      const { walker, pieces } = this;
      pieces.tick();
      if (walker.window) this.tickWindow();
      else if (pieces.ended && walker.goesOn) this.go(() => walker.advance());
      else if (pieces.ended && walker.ended && !this.over) {
        this.over = 1;
        this.parts.choices.replaceChildren(el("p", { class: "ga-quiet", text: [t("preview_over"), walker.node.ending && Gallae.inLanguage(walker.node.ending.title)].filter(Boolean).join(" – ") }));
      }
    }

    tickWindow() {
      const { walker, pieces } = this;
      const { opens_ms: opens, closes_ms: closes } = walker.window;
      if (pieces.ended) this.over = this.over || performance.now() - pieces.now; // time goes on while the last picture stands
      const now = this.over ? performance.now() - this.over : pieces.now;
      if (!this.open && now >= opens) this.offer(true);
      if (this.wanted && this.over) this.go(() => walker.take(this.wanted));
      else if (closes !== null && now >= closes && this.over) this.go(() => walker.timeOut());
      else if (pieces.ended && walker.node.loops && pieces.node.media.length) pieces.again();
    }

    back() {
      if (this.way.length < 2) return;
      this.way.pop();
      const { place } = this.way.pop();
      this.walker.stand(place);
      this.arrived();
    }

    end() {
      clearInterval(this.timer);
      this.pieces.video.pause();
    }
  }

  /** A box for what a variable holds when the try begins; `values` is kept up to date. */
  function variableBox(values, place) {
    const [name, start] = values[place];
    if (typeof start === "boolean") return Gallae.tick(name, "preview-" + name, start, (on) => (values[place] = [name, on]));
    return Gallae.field(name, "preview-" + name, String(start), (text, box) => {
      const value = typeof start === "number" ? Number(text) : text;
      if (typeof start === "number" && !(text.trim() && Number.isFinite(value))) box.value = String(values[place][1]);
      else values[place] = [name, value];
    });
  }

  /** Open a preview of a story from a node on. */
  Gallae.preview = async function (store, nodeId) {
    await store.send();
    const story = await Gallae.attempt(() => Gallae.api("GET", `/stories/${store.story.id}/preview`));
    const first = nodeId && story && story.nodes[nodeId] ? nodeId : story && story.start;
    if (!story || !story.nodes[first]) return;
    const values = story.variables.map((one) => one.slice());
    const [frame, choices] = [el("div", { class: "ga-screen ga-preview-screen" }), el("div", { class: "ga-preview-choices", role: "group", "aria-label": t("choices") })];
    const [title, now, way] = [el("strong"), el("ul", { class: "ga-preview-values" }), el("ol", { class: "ga-preview-way" })];
    const show = (one) => {
      title.textContent = one.walker.node.title || t("untitled_node");
      now.replaceChildren(...Object.entries(one.walker.state.values).map(([name, value]) => el("li", { text: `${name} = ${value}` })));
      way.replaceChildren(...one.way.map((step) => el("li", { text: step.title || t("untitled_node") })));
    };
    const tried = new Try(story, { frame, choices, show });
    const begin = () => tried.start(first, values);
    const side = el("aside", { class: "ga-preview-side" }, values.length ? el("h3", { text: t("preview_begins_with") }) : null, ...values.map((_, place) => variableBox(values, place)),
      el("div", { class: "ga-row" }, button(t("preview_again"), begin, { kind: "quiet" }), button(t("preview_back"), () => tried.back(), { kind: "quiet" })),
      values.length ? el("h3", { text: t("preview_now") }) : null, now, el("h3", { text: t("preview_way") }), way);
    const dialog = el("dialog", { class: "ga-dialog ga-preview", "aria-label": t("preview") },
      el("div", { class: "ga-row ga-whole" }, title, button(t("close"), () => dialog.close(), { kind: "quiet" })),
      el("div", { class: "ga-preview-parts" }, el("div", {}, frame, choices), side));
    dialog.addEventListener("close", () => {
      tried.end();
      dialog.remove();
    });
    dialog.addEventListener("keydown", (event) => {
      const chosen = /^[1-9]$/.test(event.key) && !event.target.closest("input") && choices.querySelectorAll("button")[Number(event.key) - 1];
      if (chosen) chosen.click();
    });
    document.body.append(dialog);
    dialog.showModal();
    begin();
  };
})();
