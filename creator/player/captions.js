/* Captions over the picture: plain text, above the choices when those are open. */
(function (gallae) {
  "use strict";

  gallae.Captions = class {
    constructor(element) {
      this.element = element;
      this.shown = "";
    }

    /** Show what is said at `time` milliseconds of an item, in a language; "" for none. */
    show(item, time, language) {
      const lines = (item && item.captions && item.captions[language]) || [];
      const said = lines.filter(([start, end]) => start <= time && time < end).map((line) => line[2]);
      this.write(said.join("\n"), language);
    }

    write(text, language) {
      if (text === this.shown) return;
      this.shown = text;
      this.element.textContent = "";
      if (!text) return;
      const words = document.createElement("span");
      words.textContent = text;
      if (language !== "und") words.lang = language;
      this.element.append(words);
    }
  };
})(window.GALLAE);
