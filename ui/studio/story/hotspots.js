/* Choices that lie on the picture: rectangles drawn with the pointer or moved by keyboard, at one moment or at several. */
(function () {
  "use strict";
  const { el, t, button, iconButton } = Gallae;
  const LEAST = 2; // per cent of the picture that a rectangle has at least
  const MIDDLE = { left: 35, top: 35, width: 30, height: 30 };
  const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const within = (value, least, most) => Math.round(10 * Math.min(Math.max(value, least), most)) / 10;

  /** Return a rectangle inside of the picture, no smaller than it may be. */
  function inside({ left, top, width, height }) {
    const size = { width: within(width, LEAST, 100), height: within(height, LEAST, 100) };
    return { left: within(left, 0, 100 - size.width), top: within(top, 0, 100 - size.height), ...size };
  }

  /** Return where a hotspot lies at a moment, as the player has it. */
  function rectangleAt(frames, ms) {
    const [left, top, width, height] = window.GALLAE.rectangleAt(frames.map((one) => [one.at_ms, one.left, one.top, one.width, one.height]), ms);
    return { left, top, width, height };
  }

  /** Return key frames with a rectangle put at a moment; a single one stands for all moments and keeps its own. */
  function framesWith(frames, ms, rectangle) {
    if (frames.length < 2) return [{ at_ms: frames.length ? frames[0].at_ms : 0, ...rectangle }];
    return withMoment(frames, ms, rectangle);
  }

  const withMoment = (frames, ms, rectangle) =>
    [...frames.filter((one) => one.at_ms !== ms), { at_ms: ms, ...rectangle }].sort((one, other) => one.at_ms - other.at_ms);

  /** The dialog over one node, with one of its choices chosen. */
  class Hotspots {
    constructor(desk, node, choiceId) {
      [this.desk, this.node, this.choiceId] = [desk, node, choiceId];
      this.lasts = Gallae.nodeLasts(node);
      const { opens_ms: opens } = this.choice;
      this.now = Math.round(Math.min(this.lasts, opens === null ? Math.max(0, this.lasts - 10_000) : opens));
      this.build();
      this.choose(choiceId);
    }

    get choice() {
      return this.desk.store.choice(this.choiceId);
    }

    get name() {
      return Gallae.inLanguage(this.choice.label) || t("unnamed_choice");
    }

    change(fields) {
      this.desk.store.edit({ op: "change_choice", id: this.choiceId, ...fields });
    }

    build() {
      this.stage = el("div", { class: "ga-spot-stage" });
      this.stage.style.aspectRatio = String(Gallae.storyRatio(this.desk.store));
      this.picture = Gallae.still(this.stage);
      this.rectangle = el("button", { type: "button", class: "ga-spot" }, el("span", { class: "ga-spot-name" }), el("i", { class: "ga-spot-corner" }));
      this.stage.append(this.rectangle);
      this.time = el("input", { type: "range", class: "ga-range", min: "0", max: String(Math.round(this.lasts)), step: "50", value: String(this.now), "aria-label": t("hotspot_at") });
      this.clock = el("span", { class: "ga-quiet" });
      this.side = el("div", { class: "ga-spot-side" });
      this.dialog = el("dialog", { class: "ga-dialog ga-spots", "aria-label": t("hotspot_title") }, el("h2", { text: t("hotspot_title") }),
        el("p", { class: "ga-quiet", text: t("hotspot_how") }),
        el("div", { class: "ga-spot-parts" }, el("div", {}, this.stage, el("div", { class: "ga-row ga-spot-time" }, this.time, this.clock)), this.side),
        el("div", { class: "ga-row end" }, button(t("close"), () => this.dialog.close(), { kind: "strong" })));
      this.time.addEventListener("input", () => this.goTo(Number(this.time.value)));
      this.stage.addEventListener("pointerdown", (event) => this.press(event));
      this.rectangle.addEventListener("keydown", (event) => this.key(event));
      this.rectangle.addEventListener("keyup", () => this.keep());
      this.dialog.addEventListener("close", () => this.dialog.remove());
      document.body.append(this.dialog);
      this.dialog.showModal();
    }

    choose(id) {
      this.choiceId = id;
      this.showSide();
      this.goTo(this.now);
    }

    showSide() {
      const { store } = this.desk;
      const choices = store.choicesOf(this.node.id);
      const { choice } = this;
      const has = choice.hotspot.length > 0;
      this.side.replaceChildren(...[
        Gallae.choiceField(t("hotspot_which"), "spot-which", this.choiceId,
          choices.map((one) => [one.id, Gallae.inLanguage(one.label) || t("unnamed_choice")]), (id) => this.choose(id)),
        ...Gallae.textFields(t("choice_label"), "spot-label", choice.label, (label) => { this.change({ label }); this.showSide(); this.draw(); }),
        has ? null : button(t("hotspot_put"), () => { this.put(MIDDLE); this.keep(); this.rectangle.focus(); }, { kind: "quiet" }),
        has ? el("h3", { text: t("hotspot_moments") }) : null,
        has ? el("ul", { class: "ga-spot-moments" }, ...choice.hotspot.map((one) => this.momentLine(one))) : null,
        has ? button(t("hotspot_add_moment"), () => this.setFrames(withMoment(choice.hotspot, this.now, inside(rectangleAt(choice.hotspot, this.now)))), { kind: "quiet" }) : null,
        has ? button(t("hotspot_off"), () => this.setFrames([]), { kind: "quiet danger" }) : null,
      ].filter(Boolean));
    }

    momentLine(one) {
      const time = Gallae.clock(one.at_ms, true);
      return el("li", {}, button(t("hotspot_moment", { time }), () => this.goTo(one.at_ms), { kind: "link" }),
        this.choice.hotspot.length > 1 ? iconButton("bin", t("hotspot_forget_moment", { time }), () =>
          this.setFrames(this.choice.hotspot.filter((other) => other.at_ms !== one.at_ms)), { kind: "icon danger" }) : null);
    }

    /** Show the picture of a moment, and where the rectangles are then. */
    goTo(ms) {
      this.now = ms;
      this.time.value = String(ms);
      this.clock.textContent = t("hotspot_at_of", { now: Gallae.clock(ms, true), all: Gallae.clock(Math.round(this.lasts)) });
      this.picture.show(Gallae.momentOf(this.desk.store, this.node, ms));
      this.drawn = null;
      this.draw();
    }

    draw() {
      const { choice, desk } = this;
      this.stage.querySelectorAll(".ga-spot-other").forEach((one) => one.remove());
      for (const other of desk.store.choicesOf(this.node.id)) {
        if (other.id === this.choiceId || !other.hotspot.length) continue;
        this.stage.append(place(el("div", { class: "ga-spot-other", text: Gallae.inLanguage(other.label) }), rectangleAt(other.hotspot, this.now)));
      }
      const rectangle = this.drawn || (choice.hotspot.length ? rectangleAt(choice.hotspot, this.now) : null);
      this.rectangle.hidden = !rectangle;
      if (!rectangle) return;
      place(this.rectangle, rectangle);
      this.rectangle.firstChild.textContent = this.name;
      const told = Object.fromEntries(Object.entries(rectangle).map(([side, value]) => [side, Math.round(value)]));
      this.rectangle.setAttribute("aria-label", t("hotspot_rectangle", { name: this.name, ...told }));
    }

    /** Show a rectangle that is not kept yet. */
    put(rectangle) {
      this.drawn = inside(rectangle);
      this.draw();
    }

    keep() {
      if (this.drawn) this.setFrames(framesWith(this.choice.hotspot, this.now, this.drawn));
    }

    setFrames(hotspot) {
      this.change({ hotspot });
      this.drawn = null;
      this.showSide();
      this.draw();
    }

    key(event) {
      const [right, down] = KEYS[event.key] || [];
      if (right === undefined) return;
      event.preventDefault();
      const step = event.altKey ? 0.2 : 2;
      const from = this.drawn || rectangleAt(this.choice.hotspot, this.now);
      if (event.shiftKey) this.put({ ...from, width: Math.min(from.width + right * step, 100 - from.left), height: Math.min(from.height + down * step, 100 - from.top) });
      else this.put({ ...from, left: from.left + right * step, top: from.top + down * step });
    }

    /** Move the rectangle, pull its corner, or draw a new one, until the pointer is let go. */
    press(event) {
      if (event.button) return;
      event.preventDefault();
      const room = this.stage.getBoundingClientRect();
      const at = (one) => ({ x: ((one.clientX - room.left) / room.width) * 100, y: ((one.clientY - room.top) / room.height) * 100 });
      const first = at(event);
      const corner = event.target.matches(".ga-spot-corner");
      const from = event.target.closest(".ga-spot") && rectangleAt(this.choice.hotspot, this.now);
      const move = (one) => {
        const { x, y } = at(one);
        if (corner) this.put({ ...from, width: Math.min(from.width + x - first.x, 100 - from.left), height: Math.min(from.height + y - first.y, 100 - from.top) });
        else if (from) this.put({ ...from, left: from.left + x - first.x, top: from.top + y - first.y });
        else if (Math.abs(x - first.x) >= 1 || this.drawn) this.put(between(first, { x, y }));
      };
      const done = () => {
        this.stage.removeEventListener("pointermove", move);
        this.keep();
        if (!this.rectangle.hidden) this.rectangle.focus();
      };
      this.stage.setPointerCapture(event.pointerId);
      this.stage.addEventListener("pointermove", move);
      this.stage.addEventListener("lostpointercapture", done, { once: true });
    }
  }

  /** Return the rectangle between two points, as far as it lies on the picture. */
  function between(one, other) {
    const [left, right] = [one.x, other.x].map((x) => within(x, 0, 100)).sort((a, b) => a - b);
    const [top, bottom] = [one.y, other.y].map((y) => within(y, 0, 100)).sort((a, b) => a - b);
    return { left, top, width: right - left, height: bottom - top };
  }

  function place(element, rectangle) {
    for (const side of ["left", "top", "width", "height"]) element.style[side] = rectangle[side] + "%";
    return element;
  }

  /** Place the choices of a node on its picture, beginning with one of them. */
  Gallae.drawHotspots = (desk, choice) => new Hotspots(desk, desk.store.node(choice.source), choice.id);

  /** The part of a choice's view that says whether it lies on the picture. */
  Gallae.hotspotView = function (desk, choice) {
    const node = desk.store.node(choice.source);
    if (!node || !node.clips.length) return null;
    return el("div", { class: "ga-row" }, button(t("hotspot_draw"), () => Gallae.drawHotspots(desk, choice), { kind: "quiet" }),
      choice.hotspot.length ? el("span", { class: "ga-quiet", text: t("hotspot_has") }) : null);
  };
})();
