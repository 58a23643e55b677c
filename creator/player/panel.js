/* The settings: filled in the viewer's language, and written when one of them is changed. */
(function (gallae) {
  "use strict";

  const STRETCHES = [1, 2, 5, 10]; // WCAG 2.2.1: up to ten times

  gallae.Panel = class {
    constructor(section, story, settings, sender) {
      Object.assign(this, { section, story, settings, sender });
      section.addEventListener("input", ({ target }) => this.changed(target));
    }

    field(name) {
      return this.section.querySelector(`[data-setting=${name}]`);
    }

    changed(field) {
      const { setting } = field.dataset;
      const value = field.type === "checkbox" ? field.checked : field.value;
      this.settings.set(setting, ["volume", "stretch"].includes(setting) ? Number(value) : value);
    }

    /** Fill in everything as it is set. */
    fill(words) {
      const { story, settings } = this;
      const language = settings.get("language");
      const tracks = ["", ...story.languages].map((name) => [name, name ? gallae.nameOfLanguage(name, language) : words.off]);
      this.options("captions", tracks);
      this.options("captionSize", Object.entries(words.captionSizes));
      this.options("captionLook", Object.entries(words.captionLooks));
      this.options("stretch", STRETCHES.map((count) => [String(count), words.times(count)]));
      this.field("language").value = language;
      this.field("volume").value = settings.get("volume");
      for (const name of ["timeLimit", "description", "letters"]) this.field(name).checked = settings.get(name);
      for (const name of ["captions", "captionSize", "captionLook"]) this.hide(name, story.languages.length + (story.descriptions || []).length === 0);
      this.hide("description", !(story.descriptions || []).length);
      this.hide("stretch", !settings.get("timeLimit"));
      this.hide("report", !this.sender.asks);
      this.field("report").checked = settings.get("report");
      this.field("report").closest("label").querySelector("span").textContent = words.report(this.sender.host);
    }

    hide(name, hidden) {
      this.field(name).closest("label").hidden = hidden;
    }

    /** Fill a list of values and texts; one that is open stays as it is. */
    options(name, entries) {
      const menu = this.field(name);
      menu.replaceChildren(...entries.map(([value, text]) => new Option(text, value)));
      menu.value = String(this.settings.get(name));
    }
  };
})(window.GALLAE);
