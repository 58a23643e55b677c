/* Asks newcomers what they like: scenes that tell tastes apart, one after the other; it can be left and taken up again. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const KEPT = "gallae-survey"; // answers so far, in this browser only until they are sent
  const LIKE = "like";
  const NOT = "not";

  /** Return an invitation that becomes the survey; `done()` is called when the answers count. */
  Gallae.survey = function (done) {
    const root = el("div", { class: "ga-survey" });
    const kept = read();
    let scenes = [];

    function invite() {
      const begun = Object.keys(kept.answers).length > 0;
      root.replaceChildren(el("p", { text: t("survey_how") }), button(t(begun ? "survey_go_on" : "survey_begin"), begin, { kind: "quiet" }));
    }

    async function begin() {
      const asked = await Gallae.attempt(() => Gallae.api("GET", "/survey"));
      if (!asked) return;
      const ids = asked.map((scene) => scene.id);
      scenes = asked;
      for (const id of Object.keys(kept.answers)) if (!ids.includes(Number(id))) delete kept.answers[id];
      next();
    }

    function next() {
      const place = scenes.findIndex((scene) => !kept.answers[scene.id]);
      if (place < 0) {
        finish();
        return;
      }
      const answer = (text, said, kind) => button(t(text), () => say(scenes[place], said), { kind });
      const some = Object.keys(kept.answers).length > 0;
      const first = answer("liked", LIKE, "strong");
      root.replaceChildren(
        el("p", { class: "ga-quiet", role: "status", text: t("survey_progress", { number: place + 1, count: scenes.length }) }),
        el("div", { class: "ga-survey-bar", "aria-hidden": "true" }, bar(place / scenes.length)),
        Gallae.card(scenes[place], {}),
        el("div", { class: "ga-row" }, first, answer("not_for_me", NOT, ""), answer("survey_skip", "skip", "quiet")),
        el("div", { class: "ga-row" }, place ? button(t("survey_back"), () => back(place), { kind: "link" }) : null,
          some ? button(t("survey_enough"), finish, { kind: "link" }) : null, button(t("survey_later"), invite, { kind: "link" })));
      first.focus();
    }

    function bar(share) {
      const made = el("i");
      made.style.width = 100 * share + "%";
      return made;
    }

    function say(scene, said) {
      kept.answers[scene.id] = said;
      write(kept);
      next();
    }

    function back(place) {
      delete kept.answers[scenes[place - 1].id];
      write(kept);
      next();
    }

    async function finish() {
      const those = (said) => Object.keys(kept.answers).filter((id) => kept.answers[id] === said).map(Number);
      const told = await Gallae.attempt(() => Gallae.api("POST", "/survey", { liked: those(LIKE), not_liked: those(NOT) }));
      if (!told) return;
      kept.answers = {};
      write({ ...kept, done: true });
      root.remove();
      const unheard = !told.kept && Object.keys(told.refused).length;
      Gallae.say(t(unheard ? "survey_not_kept" : "survey_done"), unheard ? "" : "good");
      done();
    }

    invite();
    return root;
  };

  /** Say whether the survey was answered in this browser. */
  Gallae.surveyDone = () => Boolean(read().done);
  /** Forget what was answered, so that it can be asked again. */
  Gallae.forgetSurvey = () => localStorage.removeItem(KEPT);

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) || "{}");
      return { done: Boolean(kept.done), answers: kept.answers && typeof kept.answers === "object" ? kept.answers : {} };
    } catch {
      return { done: false, answers: {} };
    }
  }

  const write = (kept) => localStorage.setItem(KEPT, JSON.stringify(kept));
})();
