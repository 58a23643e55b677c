/* The hits as a grid that grows while one scrolls, by relevance or film by film; cards out of view cost nothing to draw. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const AHEAD = "1200px"; // further hits are fetched when the end comes so close
  const FIRST = 12; // cards made before the page is painted; the others come right after
  const IN_CHUNK = 60; // full rows of one to six cards
  const GROUPED = "gallae-by-film";

  /** Shows hits. `more(offset)` fetches the hits after so many; `card(scene)` makes a card. */
  class Hits {
    constructor(grid, { compact, card, more }) {
      Object.assign(this, { grid, compact, card, more });
      this.root = el("div", { class: "ga-hit-list" }, grid);
      this.further = Gallae.button(t("show_more"), () => this.fetch(), { kind: "quiet ga-further", hidden: true });
      this.root.append(this.further);
      this.byFilm = !compact && localStorage.getItem(GROUPED) === "yes";
      [this.scenes, this.next, this.turn] = [[], null, 0];
      new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.fetch(), { rootMargin: AHEAD }).observe(this.further);
    }

    /** Show an answer instead of what is there. */
    show(found) {
      this.turn += 1;
      this.shown = new Set();
      this.scenes = [];
      this.grid.replaceChildren();
      this.films = new Map();
      this.begin(found);
    }

    /** Take everything away: something else is shown. */
    clear() {
      this.turn += 1;
      this.next = null;
      this.further.hidden = true;
    }

    /** Take the first hits of an answer, paint, and then take the others. */
    begin(found) {
      const { turn } = this;
      this.append({ hits: found.hits.slice(0, FIRST), next: null });
      const others = () => turn === this.turn && this.append({ hits: found.hits.slice(FIRST), next: found.next });
      if (found.hits.length > FIRST) requestAnimationFrame(() => setTimeout(others));
      else others();
    }

    append(found) {
      const fresh = found.hits.filter((scene) => !this.shown.has(scene.id)); // the library may have changed since
      fresh.forEach((scene) => this.shown.add(scene.id));
      this.scenes.push(...fresh);
      this.put(fresh);
      this.next = found.next;
      this.further.hidden = this.next === null;
      if (this.next !== null) this.look();
    }

    /** An end that stays in view tells no observer; so look again when there is time. */
    look() {
      const turn = this.turn;
      setTimeout(() => {
        const place = this.further.getBoundingClientRect();
        if (turn === this.turn && this.further.offsetParent && place.top < window.innerHeight) this.fetch();
      }, 300);
    }

    async fetch() {
      const { turn, next } = this;
      if (next === null || this.fetching === turn) return;
      this.fetching = turn;
      const found = await Gallae.attempt(() => this.more(next));
      this.fetching = 0;
      if (found && turn === this.turn) this.append(found);
    }

    put(scenes) {
      this.grid.className = this.byFilm ? "ga-by-film" : "ga-chunks" + (this.compact ? " compact" : "");
      for (const scene of scenes) (this.byFilm ? this.sectionOf(scene) : this.chunk()).append(this.card(scene));
      if (!this.compact && !this.grid.querySelector(".ga-card[tabindex='0']") && scenes.length) this.grid.querySelector(".ga-card").tabIndex = 0;
    }

    /** Return what takes the next card: a thousand cards in one grid would be laid out anew whenever one is drawn. */
    chunk() {
      const last = this.grid.lastElementChild;
      if (last && last.childElementCount < IN_CHUNK) return last;
      const made = el("div", { class: this.compact ? "ga-column" : "ga-grid" });
      this.grid.append(made);
      return made;
    }

    sectionOf(scene) {
      if (!this.films.has(scene.film_id)) {
        const cards = el("div", { class: "ga-grid" });
        this.films.set(scene.film_id, cards);
        this.grid.append(el("section", { "aria-label": scene.film_title }, el("h3", { text: scene.film_title }), cards));
      }
      return this.films.get(scene.film_id);
    }

    /** Return the switch between the two orders. */
    orderSwitch() {
      const choice = (byFilm, text) => Gallae.button(t(text), () => this.group(byFilm), { kind: "link", "aria-pressed": String(this.byFilm === byFilm) });
      this.switch = el("span", { class: "ga-order", role: "group", "aria-label": t("order") }, choice(false, "by_relevance"), choice(true, "by_film"));
      return this.switch;
    }

    group(byFilm) {
      if (this.byFilm === byFilm) return;
      this.byFilm = byFilm;
      localStorage.setItem(GROUPED, byFilm ? "yes" : "no");
      this.switch.replaceWith(this.orderSwitch());
      this.switch.querySelector("[aria-pressed=true]").focus();
      this.films = new Map();
      this.grid.replaceChildren();
      this.put(this.scenes);
    }
  }

  Gallae.Hits = Hits;
})();
