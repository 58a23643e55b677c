/* The choices over the picture, and the bar that says how long they are open. */
(function (gallae) {
  "use strict";

  gallae.Choices = class {
    constructor(section, pick) {
      this.section = section;
      this.heading = section.querySelector("h2");
      this.list = section.querySelector("ol");
      this.bar = section.querySelector(".countdown");
      this.pick = pick;
      this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    }

    get open() {
      return !this.section.hidden && !this.section.classList.contains("chosen");
    }

    get buttons() {
      return [...this.list.querySelectorAll("button")];
    }

    /** Offer choices: `[{ id, text, language, default }]`. */
    show(choices, heading) {
      this.heading.textContent = heading;
      this.list.replaceChildren(...choices.map((choice, place) => this.option(choice, place)));
      this.section.dataset.count = choices.length;
      this.section.classList.remove("chosen");
      this.section.hidden = false;
      this.countdown(null);
      this.focusFirst();
    }

    option(choice, place) {
      const entry = document.createElement("li");
      const button = document.createElement("button");
      const key = document.createElement("kbd");
      const label = document.createElement("span");
      button.type = "button";
      button.dataset.choice = choice.id;
      key.textContent = place < 9 ? String(place + 1) : "·";
      key.setAttribute("aria-hidden", "true");
      label.textContent = choice.text;
      if (choice.default) button.classList.add("default");
      button.append(key, label);
      button.addEventListener("click", () => this.pick(choice.id));
      entry.append(button);
      return entry;
    }

    /** Put the keyboard on the default choice, unless the viewer has it somewhere else. */
    focusFirst() {
      const here = document.activeElement;
      if (here && here.closest(".settings:not([hidden])")) return;
      const button = this.list.querySelector(".default") || this.list.querySelector("button");
      if (button) button.focus({ preventScroll: true });
    }

    /** Show the share of time that is left, from 1 to 0; `null`: there is no limit. */
    countdown(share, seconds) {
      this.bar.hidden = share === null;
      if (share === null) return;
      const shown = this.calm.matches && seconds > 0 ? (Math.ceil(share * seconds) / seconds) : share;
      this.bar.firstElementChild.style.transform = `scaleX(${Math.max(0, Math.min(1, shown))})`;
    }

    mark(id) {
      this.section.classList.add("chosen");
      for (const button of this.buttons) {
        button.classList.toggle("taken", button.dataset.choice === id);
        button.disabled = true;
      }
    }

    hide() {
      this.section.hidden = true;
      this.list.replaceChildren();
    }

    /** Move the keyboard to the next or the previous choice. */
    move(step) {
      const buttons = this.buttons;
      const here = buttons.indexOf(document.activeElement);
      const next = here < 0 ? 0 : (here + step + buttons.length) % buttons.length;
      buttons[next].focus();
    }
  };
})(window.GALLAE);
