/* Long work as the page knows it: told by server-sent events, or asked for now and then where there are none. */
(function () {
  "use strict";
  const { t } = Gallae;
  const [BUSY, IDLE] = [1000, 6000]; // ms between two looks, where nothing is told
  const known = new Map();
  const old = new Set(); // those that had ended before this page was opened
  let source = null;
  let timer = 0;
  let first = true;

  const jobs = (Gallae.jobs = {
    /** All jobs that are not over, and those that ended while this page was open; the newest first. */
    all: () => [...known.values()].filter((job) => !old.has(job.id)).sort((a, b) => b.id - a.id),

    /** Pause, resume, cancel or retry a job. */
    act: async function (job, what) {
      const answer = await Gallae.attempt(() => Gallae.api("POST", `/jobs/${job.id}/${what}`));
      if (answer) take(answer);
      return answer;
    },

    /** How long a job's stage still takes, in words, or "". */
    timeLeft: function (job) {
      const seconds = job.seconds_left;
      if (seconds === null || seconds === undefined) return "";
      if (seconds < 60) return t("seconds_left", { count: seconds });
      const minutes = Math.ceil(seconds / 60);
      if (minutes < 60) return t("minutes_left", { count: minutes });
      return t("hours_left", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    },

    /** How much of its stage a job has done, from 0 to 1, or null where nobody knows. */
    share: (job) => (job.total ? Math.min(1, job.done / job.total) : null),

    /** Where a job stands, in one line. */
    told: function (job) {
      if (job.final) return job.message || t("job_" + job.state);
      if (["waiting", "cancelling", "pausing"].includes(job.state)) return t("job_" + job.state);
      const share = jobs.share(job);
      return [job.state === "paused" ? t("job_paused") : "", stage(job), share !== null && Math.floor(share * 100) + " %", jobs.timeLeft(job)]
        .filter(Boolean).join(" · ");
    },
  });

  function stage(job) {
    if (!job.stage) return job.state === "paused" ? "" : t("job_starting");
    const key = "stage_" + job.stage.replace(/ /g, "_");
    const name = t(key) === key ? job.stage : t(key);
    return job.steps ? t("step_of", { step: job.step, steps: job.steps, stage: name }) : name;
  }

  /** Whether a job brings a film. */
  const brings = (job) => job.kind === "add" || job.kind === "sample";

  /** Take in how a job stands, unless something newer is known. */
  function take(job) {
    const before = known.get(job.id);
    if (before && Date.parse(before.changed_at) > Date.parse(job.changed_at)) return;
    known.set(job.id, job);
    if (first && job.final) old.add(job.id);
    if (old.has(job.id)) return;
    Gallae.tell("job", job);
    if (!job.final || (before && before.final)) return;
    if (brings(job)) Gallae.tell("films-changed");
    if (job.state !== "done") return;
    if (brings(job)) Gallae.say(t("film_added", { title: job.result.title || job.subject }), "good");
    (job.result.notes || []).forEach((note) => Gallae.say(typeof note === "string" ? note : Gallae.inLanguage(note)));
  }

  /** Ask how all jobs stand; oldest first, so that they are told in the order in which they were asked for. */
  async function look() {
    clearTimeout(timer);
    try {
      const [last, unfinished] = await Promise.all([Gallae.api("GET", "/jobs?limit=20"), Gallae.api("GET", "/jobs/unfinished")]);
      const found = new Map([...last, ...unfinished].map((job) => [job.id, job]));
      [...found.values()].sort((a, b) => a.id - b.id).forEach(take);
      first = false;
    } catch (error) {
      if (!(error instanceof Gallae.Problem)) throw error; // the server is away: look again later
    }
    const busy = jobs.all().some((job) => !job.final && job.state !== "paused");
    if (!source) timer = setTimeout(look, busy ? BUSY : IDLE);
  }

  /** Listen while the page is seen: a browser holds few connections to one place, and hidden tabs need none. */
  function listen() {
    if (document.hidden || source || !window.EventSource) return;
    source = new EventSource("/api/v1/jobs/events");
    source.addEventListener("open", look); // what was missed before
    source.addEventListener("job", (event) => take(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (source && source.readyState === EventSource.CLOSED) leave(); // turned away: it does not come again by itself
    });
  }

  function leave() {
    if (source) source.close();
    source = null;
    if (!document.hidden) timer = setTimeout(look, BUSY);
  }

  Gallae.hear("jobs-changed", look);
  jobs.begin = function () {
    document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
    listen();
    if (!source) look();
  };
})();
