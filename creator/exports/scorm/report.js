/* Tells a learning platform (SCORM 1.2) that the story was begun, where the viewer is, and that an ending was met.

   It watches what the player says of itself on the page, #room[data-state][data-node], and asks nothing of it. */
(function () {
  "use strict";

  const MOST_PARENTS = 500; // windows in one another, as the SCORM runtime says
  const MOST_STATE = 4096; // characters that a platform keeps of cmi.suspend_data
  const MOST_PLACE = 255; // characters of cmi.core.lesson_location
  const room = document.getElementById("room");
  const begun = Date.now();
  const endings = [];
  let finished = false;

  /** The platform's API in this window's parents, or in those of the window that opened it; null if there is none. */
  function found(first) {
    let here = first;
    for (let depth = 0; here && depth < MOST_PARENTS; depth += 1) {
      try {
        if (here.API) return here.API;
      } catch {
        return null; // a window of another origin: no platform that wants to hear anything
      }
      if (here.parent === here) return null;
      here = here.parent;
    }
    return null;
  }

  const api = found(window) || found(window.opener);
  if (!api || !room || String(api.LMSInitialize("")) !== "true") return;

  function time(ms) {
    const two = (value) => String(value).padStart(2, "0");
    const hundredths = Math.floor(ms / 10);
    const hours = Math.min(9999, Math.floor(hundredths / 360000));
    const minutes = two(Math.floor(hundredths / 6000) % 60);
    return `${two(hours)}:${minutes}:${two(Math.floor(hundredths / 100) % 60)}.${two(hundredths % 100)}`;
  }

  function isComplete() {
    return ["completed", "passed"].includes(api.LMSGetValue("cmi.core.lesson_status"));
  }

  /** The endings that were met before and are now, as far as the platform has room for them. */
  function keepEnding(node) {
    if (endings.includes(node)) return;
    endings.push(node);
    let told = JSON.stringify({ endings });
    while (told.length > MOST_STATE) {
      endings.shift();
      told = JSON.stringify({ endings });
    }
    api.LMSSetValue("cmi.suspend_data", told);
  }

  function remembered() {
    try {
      const state = JSON.parse(api.LMSGetValue("cmi.suspend_data") || "{}");
      return Array.isArray(state.endings) ? state.endings.filter((one) => typeof one === "string") : [];
    } catch {
      return []; // something else wrote there
    }
  }

  function tell() {
    const { state, node } = room.dataset;
    if (node) api.LMSSetValue("cmi.core.lesson_location", node.slice(0, MOST_PLACE));
    if (state === "ended") {
      keepEnding(node);
      if (!isComplete()) api.LMSSetValue("cmi.core.lesson_status", "completed");
    }
    api.LMSCommit("");
  }

  function finish() {
    if (finished) return;
    finished = true;
    api.LMSSetValue("cmi.core.session_time", time(Date.now() - begun));
    api.LMSSetValue("cmi.core.exit", isComplete() ? "" : "suspend");
    api.LMSCommit("");
    api.LMSFinish("");
  }

  endings.push(...remembered());
  if (!isComplete()) api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSCommit("");
  new MutationObserver(() => { if (!finished) tell(); }).observe(room, {
    attributes: true,
    attributeFilter: ["data-state", "data-node"],
  });
  window.addEventListener("pagehide", finish);
})();
