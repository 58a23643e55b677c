/* What every script of the studio stands on: words, elements, the API, messages. Data is only ever text. */
(function () {
  "use strict";
  const Gallae = (window.Gallae = window.Gallae || {});
  const words = window.GALLAE_WORDS || {};

  Gallae.language = window.GALLAE_LANGUAGE || "en";

  /** Return a text of the screen, with {names} filled in. */
  Gallae.t = function (key, values) {
    const text = words[key] === undefined ? key : words[key];
    return text.replace(/\{(\w+)\}/g, (whole, name) =>
      values && values[name] !== undefined ? String(values[name]) : whole);
  };

  /** Return a label in the visitor's language, else in any. */
  Gallae.inLanguage = function (labels) {
    return labels[Gallae.language] || labels.en || Object.values(labels).find(Boolean) || "";
  };

  /** Make an element. Properties: `class`, `text`, `on` (listeners), `data`; all others are attributes. */
  Gallae.el = function (tag, properties, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name === "text") made.textContent = value;
      else if (name === "class") made.className = value;
      else if (name === "on") for (const [kind, run] of Object.entries(value)) made.addEventListener(kind, run);
      else if (name === "data") Object.assign(made.dataset, value);
      else if (name === "value") {
        if ("defaultValue" in made) made.defaultValue = value; // so that what is typed can be told from what was there
        made.value = value;
      }
      else made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return made;
  };

  /** A button; `kind` is "", "strong", "quiet" or "danger". */
  Gallae.button = function (text, run, properties) {
    const { kind, ...rest } = properties || {};
    return Gallae.el("button", { type: "button", class: "ga-button " + (kind || ""), text, on: { click: run }, ...rest });
  };

  const shapes = {
    play: "M5 3l11 7-11 7z", undo: "M8 4L3 9l5 5M3 9h8a5 5 0 0 1 0 10H8", redo: "M12 4l5 5-5 5M17 9H9a5 5 0 0 0 0 10h3",
    plus: "M10 4v12M4 10h12", close: "M5 5l10 10M15 5L5 15", up: "M10 16V5M5 10l5-5 5 5", down: "M10 4v11M5 10l5 5 5-5",
    back: "M12 4l-6 6 6 6", forth: "M8 4l6 6-6 6", list: "M4 5h12M4 10h12M4 15h12", tidy: "M3 8h5v4H3zM12 3h5v4h-5zM12 13h5v4h-5zM8 10h2V5h2M10 10v5h2",
    fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4", search: "M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM13.5 13.5L18 18",
    moon: "M16 12A7 7 0 1 1 8 4a6 6 0 0 0 8 8z", like: "M3 8c2.5-3 4.5-3 7 0s4.5 3 7 0M3 14c2.5-3 4.5-3 7 0s4.5 3 7 0", minus: "M4 10h12",
    group: "M3 4h6v4H3zM3 12h6v4H3zM9 6h3v8H9M12 10h5", clock: "M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14M10 6v4l3 2",
    check: "M4 10.5l4 4 8-9",
    pause: "M7 4v12M13 4v12", bin: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11", more: "M4 10h.1M10 10h.1M16 10h.1",
  };

  /** Add drawings, each a path in a square of 20. */
  Gallae.addDrawings = (more) => Object.assign(shapes, more);

  /** A small line drawing. */
  Gallae.icon = function (name) {
    const space = "http://www.w3.org/2000/svg";
    const drawing = document.createElementNS(space, "svg");
    drawing.setAttribute("viewBox", "0 0 20 20");
    drawing.setAttribute("class", "ga-icon" + (name === "play" ? " filled" : ""));
    drawing.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", shapes[name]);
    drawing.append(line);
    return drawing;
  };

  /** A button with only a drawing, named for screen readers and on hover. */
  Gallae.iconButton = function (icon, name, run, properties) {
    const made = Gallae.button("", run, { kind: "icon", "aria-label": name, title: name, ...(properties || {}) });
    made.append(Gallae.icon(icon));
    return made;
  };

  /** An error that the server answered with, for people. */
  class Problem extends Error {
    constructor(status, detail, remedy) {
      super([detail, remedy].filter(Boolean).join(" "));
      this.status = status;
    }
  }
  Gallae.Problem = Problem;

  /** Ask the API; throws a Problem. */
  Gallae.api = async function (method, path, body, options) {
    let response;
    try {
      response = await fetch("/api/v1" + path, {
        method,
        headers: body === undefined || body instanceof FormData ? {} : { "Content-Type": "application/json" },
        body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
        signal: options && options.signal,
        keepalive: Boolean(options && options.keepalive), // goes out though the page is closed
      });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Problem(0, Gallae.t("server_gone"), "");
    }
    if (response.status === 204) return null;
    const answer = await response.json();
    if (!response.ok) throw new Problem(response.status, answer.detail || "", answer.remedy || "");
    return answer;
  };

  /** Run something that may fail and say so if it does. */
  Gallae.attempt = async function (work) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem) Gallae.say(error.message, "bad");
      else if (error.name !== "AbortError") throw error;
      return undefined;
    }
  };

  /** Show a message for a while. */
  Gallae.say = function (text, kind, action) {
    let place = document.querySelector(".ga-messages");
    if (!place) {
      place = Gallae.el("div", { class: "ga-messages", role: "status", "aria-live": "polite" });
      document.body.append(place);
    }
    const message = Gallae.el("div", { class: "ga-message " + (kind || "") }, Gallae.el("span", { text }));
    if (action) message.append(Gallae.button(action.text, () => { message.remove(); action.run(); }, { kind: "quiet" }));
    message.append(Gallae.iconButton("close", Gallae.t("close"), () => message.remove()));
    place.append(message);
    setTimeout(() => message.remove(), kind === "bad" ? 12000 : 6000);
  };

  /** Return `1:05` or `1:02:03` for milliseconds; with `exact`, also thousandths. */
  Gallae.clock = function (ms, exact) {
    const whole = Math.floor(ms / 1000);
    const pad = (number) => String(number).padStart(2, "0");
    const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
    const text = hours ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`;
    return exact ? `${text}.${String(ms % 1000).padStart(3, "0")}` : text;
  };

  /** Return the milliseconds of `1:05.250`, `65.25` or `1:02:03`, or null. */
  Gallae.milliseconds = function (text) {
    if (!/^\s*\d+(:\d{1,2}){0,2}([.,]\d{1,3})?\s*$/.test(text)) return null;
    const seconds = text.trim().replace(",", ".").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    return Math.round(seconds * 1000);
  };

  const listeners = {};
  /** Hear of something that another place does: `Gallae.hear("films-changed", run)`. */
  Gallae.hear = (name, run) => (listeners[name] = listeners[name] || []).push(run);
  /** Tell the other places. */
  Gallae.tell = (name, value) => (listeners[name] || []).forEach((run) => run(value));

  const places = {};
  const awake = {}; // by name: the element of a place that was filled before its tab was opened
  /** Define what fills a place; `mount` puts it into an element when Gradio has made that. */
  Gallae.place = (name, fill) => (places[name] = fill);
  Gallae.mount = function (name, element, context) {
    const root = element.querySelector(".ga-root") || element;
    if (root.dataset.filled) return;
    if (awake[name]) {
      root.replaceWith(awake[name]);
      return;
    }
    awake[name] = root;
    root.dataset.filled = "1";
    places[name](root, context || {});
  };
  /** Fill a place whose tab nobody opened yet (Gradio makes a tab's content when it is first opened), so that it hears. */
  Gallae.wake = function (name) {
    if (awake[name]) return;
    const root = Gallae.el("div", { class: "ga-root" });
    document.body.append(Gallae.el("div", { hidden: true, class: "ga-asleep" }, root));
    Gallae.mount(name, root);
  };
})();
