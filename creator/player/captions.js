/* Captions over the picture, and what is to be seen in words: plain text, above the choices when those are open. */
(function (gallae) {
  "use strict";

  gallae.Captions = class {
    /**
     * @param element Where captions are shown.
     * @param described Where is shown, and spoken by screen readers, what is to be seen.
     */
    constructor(element, described) {
      this.lines = new Lines(element);
      this.described = new Lines(described);
    }

    /** Show what is said at `time` milliseconds of an item in a language, and a track of descriptions; "" for none. */
    show(item, time, language, descriptions) {
      this.lines.show(item, time, language);
      this.described.show(item, time, descriptions);
    }

    clear() {
      this.lines.write("", "");
      this.described.write("", "");
    }
  };

  class Lines {
    constructor(element) {
      this.element = element;
      this.shown = "";
    }

    show(item, time, track) {
      const lines = (item && item.captions && item.captions[track]) || [];
      const said = lines.filter(([start, end]) => start <= time && time < end).map((line) => line[2]);
      this.write(said.join("\n"), track);
    }

    write(text, track) {
      if (text === this.shown) return;
      this.shown = text;
      this.element.textContent = "";
      if (!text) return;
      const words = gallae.element("span", "", text);
      if (track !== "und") words.lang = track.split("-x-")[0];
      this.element.append(words);
    }
  }
})(window.GALLAE);
