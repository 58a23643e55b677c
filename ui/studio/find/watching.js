/* What is noted of a person's work so that recommendations fit better: sent a few at a time, and never in anybody's way. */
(function () {
  "use strict";
  const SEND_AFTER = 2000; // ms in which further events go along with the first
  const OVER_AFTER = 10000; // ms of standing still after which watching a scene was one episode
  const LEAST = 0.2; // seconds; less is a slip
  const MOST = 200; // events in one request

  const waiting = [];
  const episodes = new Set();
  let timer = 0;

  /** Note that something was done with a scene: `opened`, `previewed`, `liked`, `not_for_me`. */
  Gallae.note = function (kind, scene, more) {
    waiting.push({ kind, scene: scene.id, ...(more || {}) });
    timer = timer || setTimeout(send, SEND_AFTER);
  };

  async function send(options) {
    clearTimeout(timer);
    timer = 0;
    const events = waiting.splice(0, MOST);
    if (!events.length) return;
    try {
      await Gallae.api("POST", "/events", { events }, options);
    } catch (error) {
      if (!(error instanceof Gallae.Problem)) throw error; // what cannot be noted is nobody's trouble
    }
  }

  /** Note how long a scene was watched in its card: one event for one episode, however often it was paused. */
  Gallae.noteWatching = function (card, scene) {
    const episode = { scene, videos: new Set(), told: 0, timer: 0 };
    card.addEventListener("play", (event) => {
      if (event.target.muted) return; // a glimpse
      clearTimeout(episode.timer);
      episode.videos.add(event.target);
      episodes.add(episode);
    }, true);
    card.addEventListener("pause", (event) => {
      if (event.target.muted) return;
      clearTimeout(episode.timer);
      episode.timer = setTimeout(() => over(episode), OVER_AFTER);
    }, true);
  };

  /** Return how much of a video was seen, in seconds; what was seen twice counts once. */
  function secondsOf(video) {
    const ranges = video.played;
    let seconds = 0;
    for (let place = 0; place < ranges.length; place += 1) seconds += ranges.end(place) - ranges.start(place);
    return seconds;
  }

  function over(episode) {
    clearTimeout(episode.timer);
    episodes.delete(episode);
    const { scene, videos } = episode;
    const length = (scene.end_ms - scene.start_ms) / 1000;
    const seen = [...videos].reduce((sum, video) => sum + secondsOf(video), 0);
    const fresh = seen - episode.told;
    if (fresh <= LEAST) return;
    episode.told = seen;
    Gallae.note("previewed", scene, { seconds: Math.min(fresh, length), of: length });
  }

  window.addEventListener("pagehide", () => {
    [...episodes].forEach(over);
    send({ keepalive: true });
  });
})();
