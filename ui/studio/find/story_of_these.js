/* Makes a story of the scenes that were found for the sentences of a synopsis: one leads to the next. */
(function () {
  "use strict";
  const { t } = Gallae;
  const APART = 280; // between nodes
  const TITLE = 80; // characters

  /** Begin a story with a node for each sentence, and open it; a sentence without a scene is one still to be filled. */
  Gallae.storyOfThese = async function (sentences) {
    const title = sentences[0].text.slice(0, TITLE);
    const begun = await Gallae.attempt(() => Gallae.api("POST", "/stories", { title, language: Gallae.language }));
    if (!begun) return;
    const nodes = sentences.map((one, place) => node(one, place, place === sentences.length - 1));
    const choices = nodes.slice(1).map((next, place) =>
      ({ op: "connect", id: "c" + (place + 1), source: nodes[place].id, target: next.id, label: {}, default: true }));
    const edit = { base: begun.rev || 1, operations: [...nodes, ...choices] };
    const told = await Gallae.attempt(() => Gallae.api("POST", `/stories/${begun.id}/operations`, edit));
    if (!told) return;
    Gallae.wake("story");
    Gallae.tell("open-story", begun.id);
    Gallae.go("story");
    Gallae.say(t("story_made", { count: nodes.length }), "good");
  };

  function node({ text, scene }, place, last) {
    return {
      op: "add_node", id: "n" + (place + 1), title: text.slice(0, TITLE), beat: text, position: [place * APART, 0],
      clips: scene ? [Gallae.clipOf(scene)] : [], ending: last ? { title: {} } : null,
    };
  }
})();
