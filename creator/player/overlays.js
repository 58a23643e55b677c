/* The two screens around the film: before it starts, and after an ending, with the credits. */
(function (gallae) {
  "use strict";

  function paragraph(className, text) {
    const element = document.createElement("p");
    element.className = className;
    element.textContent = text;
    return element;
  }

  gallae.StartScreen = class {
    constructor(section, story) {
      this.section = section;
      section.querySelector("h1").textContent = story.title;
    }

    /** Ask for the click without which a browser plays no sound. */
    ask() {
      this.section.classList.add("asking");
      this.section.querySelector("button:not([hidden])").focus({ preventScroll: true });
    }

    /** Say whether there is a place to go on from, and what happened up to it (`""` for nothing to say). */
    offerToGoOn(canGoOn, recap) {
      this.section.querySelector("[data-does=resume]").hidden = !canGoOn;
      this.section.querySelector(".recap").hidden = !(canGoOn && recap);
      this.section.querySelector(".recap .told").textContent = recap;
      this.section.querySelector("[data-does=start]").classList.toggle("strong", !canGoOn);
      this.section.querySelector(".line").hidden = canGoOn;
    }

    hide() {
      this.section.hidden = true;
    }
  };

  gallae.EndScreen = class {
    constructor(section, story) {
      this.section = section;
      this.story = story;
    }

    /**
     * Show an ending's title, how many endings have been seen, and whose films these were.
     * @param can Whether there is a choice (`goBack`) or a checkpoint (`goToCheckpoint`) to go back to.
     */
    show(title, seen, can, words) {
      const section = this.section;
      section.querySelector("h2").textContent = title || words.theEnd;
      const all = Object.values(this.story.nodes).filter((node) => node.isEnd).length;
      section.querySelector(".seen").textContent = all > 1 ? words.seen(seen, all) : "";
      section.querySelector("[data-does=back]").hidden = !can.goBack;
      section.querySelector("[data-does=checkpoint]").hidden = !can.goToCheckpoint;
      section.querySelector("ul").replaceChildren(...this.story.credits.map((credit) => this.credit(credit, words)));
      section.querySelector(".end-credits").hidden = this.story.credits.length === 0;
      if (section.hidden) {
        section.hidden = false;
        section.scrollTop = 0;
        section.querySelector("[data-does=again]").focus({ preventScroll: true });
      }
    }

    credit(credit, words) {
      const entry = document.createElement("li");
      entry.append(paragraph("film", credit.title));
      const makers = [credit.credit, credit.provider].filter((text, place, all) => text && all.indexOf(text) === place);
      if (makers.length) entry.append(paragraph("maker", makers.join(" · ")));
      const licence = paragraph("licence", "");
      if (credit.licence_url) {
        const link = document.createElement("a");
        link.href = credit.licence_url;
        link.target = "_blank";
        link.rel = "license noopener noreferrer";
        link.textContent = credit.licence;
        licence.append(link);
      } else {
        licence.textContent = credit.licence || words.unknownLicence;
      }
      entry.append(licence);
      return entry;
    }

    hide() {
      this.section.hidden = true;
    }
  };
})(window.GALLAE);
