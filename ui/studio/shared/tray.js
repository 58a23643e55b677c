/* The tray at the bottom: how far each job is, with pausing, going on, stopping, and trying again. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const ORDER = ["running", "pausing", "cancelling", "failed", "cancelled", "paused", "waiting"];

  /** A line that shows how far a job is; returns an object with `root` and `show(job)`. */
  Gallae.progressTrack = function () {
    const bar = el("i");
    const root = el("span", { class: "ga-progress", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, bar);
    function show(job) {
      const share = Gallae.jobs.share(job);
      root.classList.toggle("unknown", share === null);
      bar.style.width = share === null ? "" : share * 100 + "%";
      root.setAttribute("aria-label", t("job_" + job.kind, { subject: job.subject }));
      if (share === null) root.removeAttribute("aria-valuenow");
      else root.setAttribute("aria-valuenow", Math.floor(share * 100));
    }
    return { root, show };
  };

  Gallae.place("tray", function (root) {
    root.classList.add("ga-tray");
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", t("jobs_region"));
    const hidden = new Set();
    const lines = new Map();
    let whole = false;

    function draw() {
      const jobs = Gallae.jobs.all().filter((job) => !hidden.has(job.id) && job.state !== "done")
        .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.id - b.id);
      const most = whole ? jobs.length : innerWidth > 720 ? 2 : 1;
      const held = document.activeElement;
      const shown = jobs.slice(0, most).map((job) => lineOf(job).root);
      const more = jobs.length > most || whole ? Gallae.button(whole ? t("jobs_fewer") : t("jobs_more", { count: jobs.length - most }), () => {
        whole = !whole;
        draw();
      }, { kind: "quiet ga-more-jobs" }) : null;
      if (whole && jobs.length <= 1) whole = false;
      const wanted = more ? [...shown, more] : shown;
      if (wanted.length !== root.children.length || wanted.some((one, at) => one !== root.children[at])) root.replaceChildren(...wanted);
      if (held && held !== document.activeElement && root.contains(held)) held.focus(); // moved, not gone
    }

    /** Return a job's line; it stays the same element, so that whoever stands on a button keeps it. */
    function lineOf(job) {
      const line = lines.get(job.id) || newLine(job);
      lines.set(job.id, line);
      line.show(job);
      return line;
    }

    function newLine(job) {
      const track = Gallae.progressTrack();
      const told = el("span", { class: "ga-quiet" });
      const hands = el("span", { class: "ga-job-hands" });
      const name = t("job_" + job.kind, { subject: job.subject });
      const made = el("div", { data: { job: job.id } }, el("strong", { text: name, title: name }), track.root, told, hands);
      let state = "";

      function show(now) {
        made.className = "ga-job " + now.state;
        track.root.hidden = now.final || now.state === "waiting";
        track.show(now);
        const text = Gallae.jobs.told(now);
        if (told.textContent !== text) told.textContent = text;
        if (now.state === state) return;
        state = now.state;
        const stood = hands.contains(document.activeElement);
        hands.replaceChildren(...handsFor(now));
        if (stood && hands.firstChild) hands.firstChild.focus();
      }
      return { root: made, show };
    }

    function handsFor(job) {
      const act = (what) => () => Gallae.jobs.act(job, what);
      if (job.final) {
        return [Gallae.button(t("retry"), () => again(job), { kind: "quiet" }),
          Gallae.iconButton("close", t("close"), () => { hidden.add(job.id); draw(); })];
      }
      const ending = job.state === "pausing" || job.state === "cancelling";
      const goOn = Gallae.iconButton("play", t("resume"), act("resume"));
      const wait = Gallae.iconButton("pause", t("pause"), act("pause"), { title: t("pause_keeps"), disabled: ending });
      return [job.state === "paused" ? goOn : wait,
        Gallae.iconButton("close", t("cancel"), act("cancel"), { disabled: job.state === "cancelling" })];
    }

    async function again(job) {
      if (await Gallae.jobs.act(job, "retry")) hidden.add(job.id);
      draw();
    }

    let waiting = 0;
    Gallae.hear("job", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(draw); // once for many
    });
    window.addEventListener("resize", draw);
    Gallae.jobs.begin();
  });
})();
