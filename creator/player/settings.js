/* What a viewer has set: kept in this browser if it allows that, and the endings seen of each story. */
(function (gallae) {
  "use strict";

  const KEY = "gallae.settings";

  /** Read a kept value; a browser that keeps nothing for pages from a disk is no reason not to play. */
  gallae.kept = function (key, otherwise) {
    try {
      return JSON.parse(window.localStorage.getItem(key)) || otherwise;
    } catch (refused) {
      return otherwise;
    }
  };

  gallae.keep = function (key, value) {
    try {
      window.localStorage.setItem(key, JSON.stringify(value));
    } catch (refused) {
      /* Then it holds until the page is closed. */
    }
  };

  /** Settings of one viewer: `language`, `captions` (a language or ""), `timeLimit`, `muted`. */
  gallae.Settings = class {
    constructor(story) {
      const language = gallae.browserLanguage();
      const captions = story.languages.find((name) => name.slice(0, 2) === language) ||
        story.languages.find((name) => name === story.language) || story.languages[0] || "";
      this.values = Object.assign({ language, captions, timeLimit: true, muted: false }, gallae.kept(KEY, {}));
      if (this.values.captions && !story.languages.includes(this.values.captions)) this.values.captions = captions;
      this.lastCaptions = this.values.captions || captions;
      this.seenKey = `gallae.seen.${story.id}`;
      this.seen = new Set(gallae.kept(this.seenKey, []));
      this.listeners = [];
    }

    get(name) {
      return this.values[name];
    }

    set(name, value) {
      this.values[name] = value;
      if (name === "captions" && value) this.lastCaptions = value;
      gallae.keep(KEY, this.values);
      this.listeners.forEach((listener) => listener(name));
    }

    onChange(listener) {
      this.listeners.push(listener);
    }

    see(ending) {
      this.seen.add(ending);
      gallae.keep(this.seenKey, [...this.seen]);
    }
  };
})(window.GALLAE);
