/* Moments as xAPI statements: those of the video profile for watching, `answered` for choosing. */
(function (gallae) {
  "use strict";

  const VERB = "http://adlnet.gov/expapi/verbs/";
  const VIDEO = "https://w3id.org/xapi/video/";
  const OWN = "urn:gallae:extension:";
  const SESSION = `${VIDEO}extensions/session-id`;
  const VERBS = { started: `${VERB}initialized`, chosen: `${VERB}answered`, watched: `${VIDEO}verbs/paused`, ended: `${VERB}completed`, gone: `${VERB}terminated` };

  const seconds = (ms) => Math.round(ms) / 1000;
  const duration = (ms) => `PT${seconds(ms).toFixed(2)}S`;
  const place = (story, ...parts) => ["urn:gallae:story", story.id, ...parts].map(encodeURI).join(":");

  function activity(story, moment) {
    if (moment.event !== "chosen") return { id: place(story), definition: { type: `${VIDEO}activity-type/video`, name: { [story.language]: story.title } } };
    const { choices } = story.nodes[moment.node];
    const definition = {
      type: "http://adlnet.gov/expapi/activities/cmi.interaction",
      interactionType: "choice",
      choices: choices.map((choice) => ({ id: choice.id, description: choice.label })),
    };
    return { id: place(story, "node", moment.node), definition };
  }

  function result(moment) {
    const extensions = {};
    if (moment.event === "chosen") {
      extensions[`${OWN}reaction-ms`] = moment.reaction_ms;
      extensions[`${OWN}by`] = moment.by;
      return { response: moment.choice, extensions, ...(moment.reaction_ms === null ? {} : { duration: duration(moment.reaction_ms) }) };
    }
    if (moment.event === "watched") {
      extensions[`${VIDEO}extensions/time`] = seconds(moment.to_ms);
      extensions[`${VIDEO}extensions/played-segments`] = `${seconds(moment.from_ms).toFixed(3)}[.]${seconds(moment.to_ms).toFixed(3)}`;
      extensions[`${OWN}node`] = moment.node;
      return { extensions };
    }
    if (moment.event === "ended") return { completion: true, extensions: { [`${OWN}node`]: moment.node, [`${OWN}ending`]: moment.kind } };
    return undefined;
  }

  /**
   * A moment as a statement, or `null` if it is none that is sent.
   * @param actor A random name of the viewer, and the address to which it is known.
   */
  gallae.statementOf = function (moment, story, actor, home) {
    const verb = VERBS[moment.event];
    if (!verb || (moment.event === "chosen" && moment.by === "automatic")) return null;
    const id = moment.event === "started" ? moment.play : gallae.newName();
    const told = {
      id,
      actor: { objectType: "Agent", account: { homePage: home, name: actor } },
      verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf("/") + 1) } },
      object: { objectType: "Activity", ...activity(story, moment) },
      context: {
        contextActivities: { category: [{ id: `${VIDEO.replace(/\/$/, "")}` }] },
        extensions: { [SESSION]: moment.play },
      },
      timestamp: moment.at,
    };
    const outcome = result(moment);
    return outcome ? { ...told, result: outcome } : told;
  };
})(window.GALLAE);
