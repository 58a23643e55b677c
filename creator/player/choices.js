/* The choices over the picture, as buttons below or as places on it, and the bar that says how long they are open. */
(function (gallae) {
  "use strict";

  gallae.Choices = class {
    /**
     * @param section Heading, countdown and list.
     * @param spots The list of those that lie on the picture.
     * @param pick Called with the id of the choice that the viewer takes.
     */
    constructor(section, spots, pick) {
      this.section = section;
      this.spots = spots;
      this.heading = section.querySelector("h2");
      this.list = section.querySelector("ol");
      this.bar = section.querySelector(".countdown");
      this.pick = pick;
      this.frames = new Map(); // key frames by button
      this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    }

    get open() {
      return !this.section.hidden && !this.section.classList.contains("chosen");
    }

    get buttons() {
      return [...this.list.querySelectorAll("button"), ...this.spots.querySelectorAll("button")];
    }

    /** Offer choices: `[{ id, text, default, thumbnail, hotspot }]`. */
    show(choices, heading) {
      const entries = choices.map((choice, place) => this.option(choice, place));
      const onPicture = (place) => choices[place].hotspot && choices[place].hotspot.length > 0;
      this.heading.textContent = heading;
      this.frames = new Map(choices.flatMap((choice, place) => (onPicture(place) ? [[entries[place].firstChild, choice.hotspot]] : [])));
      this.list.replaceChildren(...entries.filter((_, place) => !onPicture(place)));
      this.spots.replaceChildren(...entries.filter((_, place) => onPicture(place)));
      this.list.hidden = this.list.children.length === 0;
      this.spots.hidden = this.frames.size === 0;
      this.section.dataset.count = choices.length;
      this.section.dataset.pictures = String(choices.some((choice) => choice.thumbnail));
      this.section.classList.remove("chosen");
      this.spots.classList.remove("chosen");
      this.section.hidden = false;
      this.countdown(null);
      this.focusFirst();
    }

    option(choice, place) {
      const entry = document.createElement("li");
      const button = document.createElement("button");
      const key = gallae.element("kbd", "", place < 9 ? String(place + 1) : "·");
      button.type = "button";
      button.dataset.choice = choice.id;
      key.setAttribute("aria-hidden", "true");
      if (choice.default) button.classList.add("default");
      if (choice.thumbnail) button.append(picture(choice.thumbnail));
      button.append(key, gallae.element("span", "", choice.text));
      button.addEventListener("click", () => this.pick(choice.id));
      entry.append(button);
      return entry;
    }

    /** Move what lies on the picture to where it is at a time of the node. */
    place(time, area) {
      for (const [button, frames] of this.frames) gallae.placeOn(button, frames, time, area);
    }

    /** Put the keyboard on the default choice, unless the viewer has it somewhere else. */
    focusFirst() {
      const here = document.activeElement;
      if (here && here.closest(".panel:not([hidden])")) return;
      const button = this.buttons.find((one) => one.classList.contains("default")) || this.buttons[0];
      if (button) button.focus({ preventScroll: true });
    }

    /** Show the share of time that is left, from 1 to 0; `null`: there is no limit. */
    countdown(share, seconds) {
      this.bar.hidden = share === null;
      if (share === null) return;
      const shown = this.calm.matches && seconds > 0 ? (Math.ceil(share * seconds) / seconds) : share;
      this.bar.firstElementChild.style.transform = `scaleX(${Math.max(0, Math.min(1, shown))})`;
    }

    /** Show which one was taken; unless that is `final`, another can be. */
    mark(id, final) {
      for (const part of [this.section, this.spots]) part.classList.toggle("chosen", final);
      for (const button of this.buttons) {
        const taken = button.dataset.choice === id;
        button.classList.toggle("taken", taken);
        button.disabled = final;
        if (!final) button.setAttribute("aria-pressed", String(taken));
      }
    }

    hide() {
      this.section.hidden = this.spots.hidden = true;
      this.list.replaceChildren();
      this.spots.replaceChildren();
      this.frames.clear();
    }

    /** Move the keyboard to the next or the previous choice. */
    move(step) {
      const { buttons } = this;
      const here = buttons.indexOf(document.activeElement);
      const next = here < 0 ? 0 : (here + step + buttons.length) % buttons.length;
      if (buttons[next]) buttons[next].focus();
    }
  };

  function picture(file) {
    const image = document.createElement("img");
    image.src = file;
    image.alt = ""; // the label says it
    return image;
  }
})(window.GALLAE);
