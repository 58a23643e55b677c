/* Finds scenes: one box for a piece of story, how it was read as chips, facets with counts, and the hits as cards. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const ENOUGH = 20; // scenes from which on some are recommended; fewer are seen at a glance
  const PAUSE = 220; // ms of quiet after which what was typed is looked for

  /** Fill an element with a finder. Options: `compact`, `actions`, `open(scene)`, `found(answer)`. */
  Gallae.finder = function (root, options) {
    const state = { chosen: {}, film: null, ignored: new Set(), ways: noWays(), asked: 0, timer: 0, limit: options.compact ? 40 : 60, found: null };
    const box = el("input", { type: "search", class: "ga-input ga-query", placeholder: t("find_hint"), title: t("find_how"), "aria-label": t("find_scenes") });
    const menus = el("div", { class: "ga-facets" });
    const chips = el("div", { class: "ga-chips ga-asked" });
    const notes = el("div", { class: "ga-notes", role: "status" });
    const told = el("p", { class: "ga-found", role: "status" });
    const lines = el("div", { class: "ga-lines" });
    const grid = el("div", { class: options.compact ? "ga-column" : "ga-grid" });
    const forYou = options.compact ? null : Gallae.forYou(options);
    const hits = new Gallae.Hits(grid, { compact: options.compact, card: (scene) => Gallae.card(scene, shown), more: further });
    const results = el("div", { class: "ga-hits" }, lines, forYou && forYou.root, hits.root);
    const beside = options.compact ? null : el("aside", { class: "ga-beside", "aria-label": t("asked_beside") });
    const head = el("div", { class: "ga-finder-head" }, box, menus, chips, notes, told);
    root.append(head, beside ? el("div", { class: "ga-results" }, results, beside) : results);

    box.addEventListener("input", () => {
      clearTimeout(state.timer);
      state.ways = noWays();
      state.timer = setTimeout(look, PAUSE);
    });
    box.addEventListener("keydown", (event) => event.key === "Enter" && look());

    const change = {
      choose(facet, label, on) {
        const others = (state.chosen[facet] || []).filter((one) => one !== label);
        state.chosen[facet] = on ? [...others, label] : others;
        look();
      },
      unchoose: (facet, label) => change.choose(facet, label, false),
      film(film) {
        state.film = film;
        look();
      },
      without(part) {
        if (part.name) state.ignored.add(part.name);
        else box.value = part.without;
        look();
      },
    };

    const judged = options.compact ? [] : [
      { icon: "like", text: t("like_this"), run: (scene) => go({ ...noWays(), like: scene }) },
      { icon: "plus", text: t("closer"), run: (scene) => go({ ...state.ways, closer: [...state.ways.closer, scene.id] }) },
      { icon: "minus", text: t("not_this"), run: (scene) => go({ ...state.ways, not_this: [...state.ways.not_this, scene.id] }) },
    ];
    const shown = { ...options, actions: [...(options.actions || []), ...judged] };

    function go(ways) {
      state.ways = ways;
      look();
      if (ways.like || ways.story) window.scrollTo({ top: 0 });
    }

    function search(text) {
      box.value = text;
      look();
    }

    function query() {
      const asked = new URLSearchParams({ q: box.value, limit: state.limit });
      for (const [facet, labels] of Object.entries(state.chosen)) labels.forEach((label) => asked.append(facet, label));
      if (state.film) asked.append("film", state.film.film_id);
      state.ignored.forEach((name) => asked.append("ignore", name));
      for (const name of ["closer", "not_this"]) new Set(state.ways[name]).forEach((scene) => asked.append(name, scene));
      return asked;
    }

    /** Ask for the hits after so many of the list that is shown. */
    function further(offset) {
      const asked = new URLSearchParams(state.listed);
      asked.set("offset", offset);
      asked.set("counts", "false");
      return Gallae.api("GET", state.listedAt + asked);
    }

    function ask() {
      const { like, story } = state.ways;
      state.listed = query();
      state.listedAt = like ? `/search/like/${like.id}?` : "/scenes?";
      if (story) return Gallae.api("POST", "/search/story", { text: box.value, film: state.film && state.film.film_id });
      return Gallae.api("GET", (!like && box.value.includes(">>") ? "/search/in-order?" : state.listedAt) + state.listed);
    }

    async function look() {
      clearTimeout(state.timer);
      if (!box.value.trim()) state.ignored.clear();
      const turn = ++state.asked;
      root.classList.add("looking");
      const found = await Gallae.attempt(ask);
      if (turn !== state.asked) return; // a newer question is on its way
      root.classList.remove("looking");
      if (found) show(found);
    }

    function show(found) {
      const list = !found.sequences && !found.sentences;
      if (forYou) forYou.show(list && !isAsked(found), found.total >= ENOUGH);
      if (list) showList(found);
      else showWay(found);
      chips.append(...wayChips());
      if (state.ignored.size) chips.append(Gallae.button(t("asked_again"), readNamesAgain, { kind: "link" }));
      if (!list || Gallae.isStory(box.value)) told.append(" ", storyButton());
      root.style.setProperty("--ga-head", head.offsetHeight + "px");
      if (options.found) options.found(found);
    }

    function showList(found) {
      Gallae.showFacets(menus, beside, found, state.chosen, state.film, change);
      chips.replaceChildren(...Gallae.askedChips(found.query, state.chosen, state.film, change));
      notes.replaceChildren(...Gallae.askedNotes(found, search));
      told.textContent = howMany(found);
      const several = !options.compact && found.hits.length > 1 && (found.query.words || state.ways.like);
      lines.replaceChildren(...(several ? Gallae.timelines(found.timelines, point) : []));
      if (!options.compact && found.films.length > 1) told.append(hits.orderSwitch());
      hits.show(found);
    }

    function showWay(found) {
      hits.clear();
      grid.className = options.compact ? "ga-column" : found.sentences ? "ga-board" : "ga-ways";
      const filters = Gallae.askedChips({ parts: [] }, state.chosen, state.film, change);
      chips.replaceChildren(...filters);
      lines.replaceChildren();
      notes.replaceChildren(...(found.notes || []).map((note) => el("p", { text: Gallae.inLanguage(note.message) })));
      const made = found.sequences ? Gallae.sequences(found.sequences, shown) : Gallae.toldStory(found.sentences, shown);
      told.textContent = found.sentences ? t("story_found", { count: found.sentences.length })
        : t(made.length ? "in_order_found" : "in_order_none", { count: made.length, time: Gallae.clock(found.within_ms) });
      if (found.sentences && !options.compact) told.append(" ", Gallae.button(t("make_story_of_these"), () => Gallae.storyOfThese(found.sentences), { kind: "" }));
      grid.replaceChildren(...made);
    }

    function storyButton() {
      if (state.ways.story) return Gallae.button(t("as_single"), () => go(noWays()), { kind: "link" });
      return Gallae.isStory(box.value) ? Gallae.button(t("as_story"), () => go({ ...noWays(), story: true }), { kind: "link" }) : "";
    }

    function wayChips() {
      const { like, closer, not_this } = state.ways;
      const made = [];
      if (like) made.push(Gallae.wayChip(t("asked_like", { name: Gallae.sceneName(like) }), () => go(noWays())));
      if (closer.length) made.push(Gallae.wayChip(t("asked_closer", { count: new Set(closer).size }), () => go({ ...state.ways, closer: [] })));
      if (not_this.length) made.push(Gallae.wayChip(t("asked_not_this", { count: new Set(not_this).size }), () => go({ ...state.ways, not_this: [] })));
      return made;
    }

    function point(scene) {
      const card = grid.querySelector(`.ga-card[data-scene="${scene}"]`);
      grid.querySelectorAll(".ga-card.chosen").forEach((one) => one.classList.remove("chosen"));
      if (!card) return;
      card.classList.add("chosen");
      card.scrollIntoView({ block: "center", behavior: "smooth" });
    }

    function readNamesAgain() {
      state.ignored.clear();
      look();
    }

    const isFiltered = () => Boolean(state.film) || Object.values(state.chosen).some((labels) => labels.length);
    const isAsked = (found) => isFiltered() || found.query.words || found.query.parts.length > 0 || Boolean(state.ways.like);

    function howMany(found) {
      const filtered = isFiltered();
      if (!found.hits.length) return t(filtered || box.value.trim() ? "found_none" : "library_empty");
      const kind = filtered || found.query.words || found.query.parts.length ? "found" : "all";
      return t(kind === "found" && found.total === 1 ? "found_one" : kind + "_count", { count: found.total.toLocaleString(Gallae.language) });
    }

    document.addEventListener("click", (event) => {
      for (const menu of menus.querySelectorAll("details[open]")) if (!menu.contains(event.target)) menu.open = false;
    });
    Gallae.hear("films-changed", () => {
      const video = grid.querySelector("video");
      if (hits.scenes.length > state.limit) return; // nor the place of who has come far down
      if (!video || video.paused) look(); // nobody's scene is taken away while it plays
    });
    Gallae.hear("tags-changed", () => !options.compact && look());
    look();
    return { look, box, query };
  };

  const noWays = () => ({ like: null, closer: [], not_this: [], story: false });

  function ask(place, what, scene) {
    Gallae.wake(place);
    Gallae.tell(what, scene);
  }

  Gallae.place("find", function (root) {
    root.classList.add("ga-find");
    const { box } = Gallae.finder(root, {
      actions: [{ text: t("add_to_story"), run: (scene) => ask("story", "add-to-story", scene) },
        { text: t("trim"), run: Gallae.trimCard },
        { text: t("tag_scene"), run: (scene) => ask("tag", "tag-scene", scene) }],
    });
    Gallae.cardKeys(root, box, { a: (card) => ask("story", "add-to-story", card.scene) });
  });
})();
