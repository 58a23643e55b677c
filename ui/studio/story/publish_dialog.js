/* The publish dialog: as what, in which languages, whether the films allow it, how far it is, and what came of it. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const PROFILES = ["web", "small", "master", "av1", "vp9"];
  let shown = () => undefined; // what the dialog that is open does when a job goes on
  Gallae.hear("job", (job) => shown(job));

  /** Open the dialog of the open story; `work` knows the job that publishes it: `job()`, `begin(profile, languages)`. */
  Gallae.publishDialog = function (store, work) {
    const address = `/stories/${store.story.id}`;
    const made = new Map(); // by number of job: which form it makes
    const parts = { languages: el("div"), rights: el("div"), last: el("div"), doors: el("div") };
    const track = Gallae.progressTrack();
    const told = el("span", { class: "ga-quiet", role: "status" });
    const wait = button(t("pause"), () => pauseOrGoOn(), { kind: "quiet" });
    const stop = button(t("cancel"), () => Gallae.jobs.act(work.job(), "cancel"), { kind: "quiet" });
    const progress = el("div", { class: "ga-publishing", hidden: true }, track.root, told, el("span", { class: "ga-row" }, wait, stop));
    const strong = button(t("publish"), begin, { kind: "strong" });
    const choices = { profile: "web", languages: null };
    let forbidden = false;

    const dialog = el("dialog", { class: "ga-dialog ga-publish-dialog", "aria-label": t("publish_dialog") },
      el("div", { class: "ga-row ga-head" }, el("h2", { text: t("publish_dialog") }), Gallae.iconButton("close", t("close"), () => dialog.close())),
      Gallae.choiceField(t("publish_profile"), "profile", choices.profile, PROFILES.map((name) => [name, t("profile_" + name)]), (name) => (choices.profile = name)),
      parts.languages, el("h3", { text: t("publish_rights") }), parts.rights,
      progress, el("div", { class: "ga-row end" }, strong),
      el("h3", { text: t("publish_last") }), parts.last,
      el("h3", { text: t("publish_doors") }), el("p", { class: "ga-quiet", text: t("publish_doors_how") }), parts.doors);

    async function fill() {
      const view = await Gallae.attempt(() => Gallae.api("GET", address + "/publishing"));
      if (!view || !dialog.isConnected) return;
      if (!parts.languages.firstChild) parts.languages.append(Gallae.subtitleChoice(view.languages, (wanted) => (choices.languages = wanted)));
      const problems = view.films.flatMap((film) => film.problems);
      forbidden = problems.some((one) => one.severity === "error");
      parts.rights.replaceChildren(problems.length ? "" : el("p", { class: "ga-good", text: t("publish_rights_fine") }),
        Gallae.rightsList(view, () => dialog.close()), forbidden ? el("p", { class: "ga-warn", text: t("publish_forbidden") }) : "");
      const zip = view.exports.find((one) => one.door === "bundle");
      const take = zip ? el("a", { class: "ga-button quiet", href: zip.url, download: true, text: t("door_take") }) : null;
      parts.last.replaceChildren(Gallae.lastPublished(view, store, take));
      strong.classList.toggle("strong", !view.published || view.published.revision !== store.rev); // then playing it is what comes next
      parts.doors.replaceChildren(Gallae.doorList(view, store, new Set(made.values()), make));
      show(work.job());
    }

    async function begin() {
      strong.disabled = true;
      await work.begin(choices.profile, choices.languages);
      show(work.job());
    }

    async function pauseOrGoOn() {
      await Gallae.jobs.act(work.job(), work.job().state === "paused" ? "resume" : "pause");
    }

    /** Show how far publishing is; with no job, that it can begin. */
    function show(job) {
      const running = Boolean(job) && !job.final;
      progress.hidden = !running;
      strong.disabled = running || forbidden;
      strong.textContent = t(parts.last.querySelector(".ga-last") ? "publish_again" : "publish");
      if (!running) return;
      track.show(job);
      told.textContent = Gallae.jobs.told(job);
      wait.textContent = t(job.state === "paused" ? "resume" : "pause");
      wait.disabled = stop.disabled = job.state === "pausing" || job.state === "cancelling";
    }

    async function make(door) {
      await store.send();
      const job = await Gallae.attempt(() => Gallae.api("POST", address + "/exports", { door }));
      if (!job) return;
      made.set(job.id, door);
      Gallae.tell("jobs-changed");
      fill();
    }

    shown = (job) => {
      const mine = work.job();
      if (mine && job.id === mine.id) {
        show(job);
        if (job.final) fill();
      }
      if (!job.final || !made.delete(job.id)) return;
      if (job.state === "failed") Gallae.say(job.message, "bad");
      fill();
    };
    dialog.addEventListener("close", () => {
      shown = () => undefined;
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    fill();
  };
})();
