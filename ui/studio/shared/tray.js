/* Long work in a tray at the bottom: how far each job is, stopping it, trying again. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const [BUSY, IDLE] = [700, 6000]; // ms between two looks

  Gallae.place("tray", function (root) {
    root.classList.add("ga-tray");
    const seen = new Map();
    const hidden = new Set();
    let timer = 0;
    let first = true;

    async function look() {
      clearTimeout(timer);
      let jobs = [];
      try {
        jobs = await Gallae.api("GET", "/jobs?limit=20");
      } catch (error) {
        if (!(error instanceof Gallae.Problem)) throw error; // the server is away: look again later
      }
      jobs.forEach(notice);
      first = false;
      const shown = jobs.filter((job) => !hidden.has(job.id) && job.state !== "done").slice(0, 5);
      root.replaceChildren(...shown.map(line));
      timer = setTimeout(look, jobs.some((job) => !job.final) ? BUSY : IDLE);
    }

    function notice(job) {
      const before = seen.get(job.id);
      seen.set(job.id, job.state);
      if (first && job.final) {
        hidden.add(job.id); // old news
        return;
      }
      Gallae.tell("job", job);
      if (before === job.state || !job.final) return;
      if (job.kind === "add") Gallae.tell("films-changed");
      if (job.state === "done" && job.kind === "add") Gallae.say(t("film_added", { title: job.result.title || job.subject }), "good");
      if (job.state === "done") (job.result.notes || []).forEach((note) => Gallae.say(typeof note === "string" ? note : Gallae.inLanguage(note)));
    }

    function line(job) {
      const share = job.total ? Math.min(1, job.done / job.total) : null;
      const track = el("span", { class: "ga-track" + (share === null ? " unknown" : "") }, el("i"));
      if (share !== null) track.firstChild.style.width = share * 100 + "%";
      const failed = job.final; // or stopped: done ones are not shown
      const told = failed ? job.message || t("job_cancelled") : [stage(job), share !== null && Math.floor(share * 100) + " %"].filter(Boolean).join(" · ");
      return el("div", { class: "ga-job " + job.state, data: { job: job.id } },
        el("strong", { text: t("job_" + job.kind, { subject: job.subject }) }),
        failed ? null : track,
        el("span", { class: "ga-quiet", text: told }),
        failed ? Gallae.button(t("retry"), () => again(job), { kind: "quiet" })
          : Gallae.button(t("cancel"), () => act(job, "cancel"), { kind: "quiet", disabled: job.state === "cancelling" }),
        failed ? Gallae.iconButton("close", t("close"), () => { hidden.add(job.id); look(); }) : null);
    }

    function stage(job) {
      if (job.state === "waiting" || job.state === "cancelling") return t("job_" + job.state);
      const key = "stage_" + job.stage.replace(/ /g, "_");
      return job.stage ? (t(key) === key ? job.stage : t(key)) : t("job_starting");
    }

    async function again(job) {
      hidden.add(job.id);
      await act(job, "retry");
    }

    async function act(job, what) {
      await Gallae.attempt(() => Gallae.api("POST", `/jobs/${job.id}/${what}`));
      look();
    }

    Gallae.hear("jobs-changed", look);
    look();
  });
})();
