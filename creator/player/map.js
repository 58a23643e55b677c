/* The map of what a viewer has seen: nodes by their distance from the start, and the ways that lead on from them. */
(function (gallae) {
  "use strict";

  const { element } = gallae;

  gallae.Map = class {
    /** @param textIn finds a text of the story in the viewer's language. */
    constructor(section, story, journey, textIn) {
      Object.assign(this, { section, story, journey, textIn });
    }

    get open() {
      return !this.section.hidden;
    }

    /** @param here The node that is on the screen. */
    show(here, words) {
      const { endings, seenEndings } = this.journey;
      const left = endings.length - seenEndings.length;
      const counted = `${words.seen(seenEndings.length, endings.length)}. ${left ? words.left(left) : words.allSeen}`;
      this.section.querySelector(".counted").textContent = counted;
      this.section.querySelector(".levels").replaceChildren(...this.journey.levels().map((names) => this.level(names, here, words)));
      this.section.hidden = false;
      this.section.querySelector("button").focus({ preventScroll: true });
    }

    level(names, here, words) {
      const entry = element("li");
      const list = element("ol");
      list.append(...names.map((name) => this.place(name, here, words)));
      entry.append(list);
      return entry;
    }

    place(name, here, words) {
      const node = this.story.nodes[name];
      const entry = element("li", node.isEnd ? "place ends" : "place");
      const title = (node.ending && this.textIn(node.ending.title)) || node.title || name;
      entry.append(element("h3", "", title));
      if (node.isEnd) entry.append(element("p", "eyebrow", words.ending));
      if (name === here) entry.setAttribute("aria-current", "true");
      const offered = node.choices.filter((choice) => !choice.automatic);
      if (offered.length) {
        const ways = element("ul");
        ways.append(...offered.map((choice) => this.way(choice, words)));
        entry.append(ways);
      }
      return entry;
    }

    way(choice, words) {
      const taken = this.journey.choices.has(choice.id);
      const entry = element("li", taken ? "way taken" : "way", this.textIn(choice.label));
      entry.append(element("span", "unseen", ` (${taken ? words.wayTaken : words.wayNotTaken})`));
      return entry;
    }

    hide() {
      this.section.hidden = true;
    }
  };
})(window.GALLAE);
