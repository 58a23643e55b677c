/* A scene beside its six facets: it plays, its tags and suggestions are answered, and more are added. */
(function () {
  "use strict";
  const { el, t } = Gallae;

  /** Return a sheet: `show(scene)`, and what keys do with it. Options: `beside`, an element under the picture. */
  Gallae.tagSheet = function (options) {
    const picture = el("div", { class: "ga-tag-picture" });
    const name = el("h2", {});
    const where = el("p", { class: "ga-quiet" });
    const spoken = el("p", { class: "ga-tag-said", tabindex: "0" });
    const facets = el("div", { class: "ga-tag-facets" });
    const left = el("div", { class: "ga-tag-left" }, picture, el("div", { class: "ga-tag-name" }, name, where), spoken, options && options.beside);
    const root = el("div", { class: "ga-tag-sheet" }, left, facets);
    let scene = null;
    let current = ""; // the concept of the suggestion that keys answer
    const answered = new Set(); // concepts whose answer is on its way

    const rows = Gallae.FACETS.map(row);
    facets.append(...rows.map((one) => one.section));

    const sheet = {
      root,
      get scene() {
        return scene;
      },
      show(wanted, play) {
        scene = wanted;
        picture.replaceChildren(Gallae.screen(scene.playing, scene.picture, scene.ratio, Gallae.sceneName(scene)));
        name.textContent = Gallae.sceneName(scene);
        where.textContent = [scene.film_title, scene.clock].join(" · ");
        spoken.textContent = scene.text || t("nothing_said");
        spoken.classList.toggle("silent", !scene.text);
        spoken.scrollTop = 0;
        current = "";
        answered.clear();
        for (const { field } of rows) [field.box.value, field.box.disabled] = ["", false];
        draw();
        if (play) sheet.play();
      },
      play() {
        const video = picture.querySelector("video");
        if (video && !video.paused) video.pause();
        else if (video) video.play();
        else if (scene) Gallae.playIn(picture.querySelector(".ga-screen"), scene.playing);
      },
      pause() {
        const video = picture.querySelector("video");
        if (video) video.pause();
      },
      /** Go to the field of a facet, 0 to 5. */
      field(number) {
        rows[number].field.box.focus();
      },
      /** Go to the next or the previous suggestion. */
      move(step) {
        const all = suggestions();
        if (!all.length) return;
        const at = all.findIndex((one) => one.dataset.concept === current);
        point(all[(at + step + all.length) % all.length], true);
      },
      /** Answer the suggestion that is pointed at. */
      answer(holds) {
        const chip = suggestions().find((one) => one.dataset.concept === current);
        if (chip) judge({ concept: current }, holds);
      },
      focus() {
        const chip = suggestions().find((one) => one.dataset.concept === current);
        if (chip) chip.focus({ preventScroll: true });
      },
      suggestions: () => suggestions().length,
    };

    const suggestions = () => [...facets.querySelectorAll(".ga-suggestion:not(.answered)")];

    function point(chip, focus) {
      current = chip ? chip.dataset.concept : "";
      facets.querySelectorAll(".ga-suggestion").forEach((one) => {
        one.classList.toggle("current", one === chip);
        one.tabIndex = one === chip ? 0 : -1;
      });
      if (chip && focus) chip.focus({ preventScroll: false });
    }

    /** The next suggestion is pointed at before the server has answered, so that keys can follow each other quickly. */
    async function judge(tag, holds) {
      const [mine, at] = [scene, suggestions().findIndex((one) => one.dataset.concept === tag.concept)];
      const inside = facets.contains(document.activeElement) && document.activeElement.tagName !== "INPUT";
      answered.add(tag.concept);
      markAnswered();
      const left = suggestions();
      point(left[Math.min(Math.max(at, 0), left.length - 1)], inside);
      await Gallae.statements.say(mine, tag.concept, holds);
      if (mine !== scene) return;
      answered.delete(tag.concept);
      draw();
    }

    function markAnswered() {
      facets.querySelectorAll(".ga-suggestion").forEach((one) => one.classList.toggle("answered", answered.has(one.dataset.concept)));
    }

    function draw() {
      const inside = facets.contains(document.activeElement) && document.activeElement.tagName !== "INPUT";
      rows.forEach((one) => one.draw());
      markAnswered();
      const all = suggestions();
      point(all.find((one) => one.dataset.concept === current) || all[0], inside);
      facets.querySelectorAll(".ga-suggestion").forEach((one) => one.addEventListener("focus", () => point(one, false)));
    }

    /** A row keeps its field, and what is being typed there, while its chips change. */
    function row(facet, number) {
      const name = t("facet_" + facet);
      const isSaid = (concept) => scene.tags.some((tag) => tag.concept === concept.iri && !Gallae.isSuggestion(tag));
      const field = Gallae.completion({ facet, invent: true, label: t("add_tag_to", { facet: name }), keep: (concept) => !isSaid(concept),
        choose: (concept) => Gallae.statements.say(scene, concept.iri, true), left: () => sheet.focus() });
      field.box.disabled = true; // until there is a scene
      const chips = el("div", { class: "ga-chips" }, field);
      const section = el("section", { class: "ga-tag-row", data: { facet } },
        el("h3", {}, el("kbd", { text: number + 1, "aria-hidden": "true" }), el("span", { text: name })), chips);
      return {
        section,
        field,
        draw() {
          const made = Gallae.facetChips(scene, facet, judge);
          section.classList.toggle("missing", !made.length);
          if (!made.length) made.push(el("span", { class: "ga-quiet", text: t("nothing_said_yet") }));
          while (chips.firstChild !== field) chips.firstChild.remove();
          field.before(...made);
        },
      };
    }

    Gallae.hear("scene-tags", (changed) => {
      if (!scene || changed.id !== scene.id) return;
      scene.tags = changed.tags;
      draw();
    });
    Gallae.hear("scenes-tags", async () => {
      const read = scene && (await Gallae.attempt(() => Gallae.api("GET", `/scenes/${scene.id}`)));
      if (read) Gallae.tell("scene-tags", read);
    });
    Gallae.hear("concepts-changed", () => scene && draw());
    return sheet;
  };
})();
