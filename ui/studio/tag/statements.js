/* What a curator says of scenes, and taking the last of it back. */
(function () {
  "use strict";
  const { t } = Gallae;
  const MOST = 200; // statements that can be taken back

  const said = [];
  let turn = Promise.resolve();

  /** One after the other, so that what is taken back is what was said last, however quickly keys follow. */
  const inTurn = (work) => (turn = turn.then(work, work));

  /** Send what is said of one scene; returns its tags, or undefined when that failed. */
  async function send(scene, holds, concept, curator) {
    const tags = await Gallae.attempt(() => Gallae.api("POST", `/scenes/${scene.id}/${holds ? "tags" : "untag"}`, { concept, curator }));
    if (tags) told(scene, tags);
    return tags;
  }

  /** Take a word back: what was suggested before is suggested again. */
  async function takeBack(scene, concept, curator) {
    const found = await Gallae.attempt(async () => {
      await Gallae.api("POST", "/tagging/several", { concept, holds: null, scenes: [scene.id], curator });
      return Gallae.api("GET", `/scenes/${scene.id}`);
    });
    if (found) told(scene, found.tags);
    return found;
  }

  function told(scene, tags) {
    scene.tags = tags;
    Gallae.tell("scene-tags", scene);
    Gallae.tell("tags-changed");
  }

  const labelOf = (iri) => (Gallae.concepts.get(iri) ? Gallae.inLanguage(Gallae.concepts.get(iri).labels) : iri);

  async function say(scene, concept, holds, curator) {
    const tags = await send(scene, holds, concept, curator);
    if (!tags) return undefined;
    Gallae.statements.note({ scene, text: t("taken_back_named", { name: labelOf(concept), scene: Gallae.sceneName(scene) }),
      back: () => takeBack(scene, concept, curator) });
    return tags;
  }

  async function back() {
    const last = said.pop();
    if (!last) return Gallae.say(t("nothing_to_take_back"));
    Gallae.tell("taking-back", last); // before it is done, so that nobody who goes on is called back later
    const done = await last.back();
    if (done === undefined) said.push(last); // it was not undone, and what went wrong has been said
    Gallae.tell("statements-changed", said.length);
    return done === undefined ? undefined : Gallae.say(last.text);
  }

  Gallae.statements = {
    /** Say that a concept holds of a scene, or that it does not; it can be taken back. */
    say(scene, concept, holds) {
      const curator = Gallae.curator();
      return inTurn(() => say(scene, concept, holds, curator));
    },
    /** Note something that `back()` undoes; it returns something when it did. */
    note(done) {
      said.push(done);
      if (said.length > MOST) said.shift();
      Gallae.tell("statements-changed", said.length);
    },
    /** Undo the last, and say so. */
    back: () => inTurn(back),
  };
})();
