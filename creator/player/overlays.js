/* The two screens around the film: before it starts, and after an ending, with the credits. */
(function (gallae) {
  "use strict";

  const paragraph = (className, text) => gallae.element("p", className, text);

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

    /** Say that a link leads to an ending, "" if none does. */
    offerEnding(title, words) {
      this.section.querySelector(".shared").hidden = this.section.querySelector("[data-does=visit]").hidden = !title;
      this.section.querySelector(".shared").textContent = title ? words.sharedLine(title) : "";
    }

    /** Tell what is sent to whom, if anything is: `{ host, agreed }`. */
    tell(host, agreed, words) {
      this.section.querySelector(".telling").hidden = !host;
      this.section.querySelector(".telling span").textContent = words.report(host);
      this.section.querySelector(".telling input").checked = agreed;
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
     * @param can Whether there is a choice (`goBack`) or a checkpoint (`goToCheckpoint`) to go back to, and an ending
     *   to link to (`share`).
     */
    show(title, journey, can, words) {
      const section = this.section;
      section.querySelector("h2").textContent = title || words.theEnd;
      const [all, seen] = [journey.endings.length, journey.seenEndings.length];
      section.querySelector(".seen").textContent = all > 1 ? words.seen(seen, all) : "";
      section.querySelector("[data-does=share]").hidden = !can.share;
      section.querySelector(".link").hidden = true;
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

    /** Show a link, ready to be copied. */
    showLink(link) {
      const field = this.section.querySelector(".link input");
      this.section.querySelector(".link").hidden = false;
      field.value = link;
      field.focus();
      field.select();
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
