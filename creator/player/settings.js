/* What a viewer has set: kept in this browser if it allows that. */
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

  const USUAL = {
    timeLimit: true, stretch: 1, muted: false, volume: 1, captionSize: "normal", captionLook: "shade", description: false, letters: true,
    report: !navigator.globalPrivacyControl && navigator.doNotTrack !== "1",
  };

  /** Settings of one viewer: those of `USUAL`, `language`, and `captions` (a language or ""). */
  gallae.Settings = class {
    constructor(story) {
      const language = gallae.browserLanguage();
      const captions = story.languages.find((name) => name.slice(0, 2) === language) ||
        story.languages.find((name) => name === story.language) || story.languages[0] || "";
      this.values = { ...USUAL, language, captions, ...sound(gallae.kept(KEY, {})) };
      if (this.values.captions && !story.languages.includes(this.values.captions)) this.values.captions = captions;
      this.lastCaptions = this.values.captions || captions;
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
  };

  /** Kept settings without what is no setting: another page may have written there. */
  function sound(kept) {
    const kinds = { ...USUAL, language: "", captions: "" };
    return Object.fromEntries(Object.entries(kept).filter(([name, value]) => name in kinds && typeof value === typeof kinds[name]));
  }
})(window.GALLAE);
