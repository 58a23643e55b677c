/* Publishing: the strong button of the story, and the job that it began. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const OF_RIGHTS = ["G047", "G051", "G052", "G053"]; // the dialog says them, with the way out

  /** The strong button; returns an object with `root` and `show(problems)`. */
  Gallae.publisher = function (store) {
    const strong = button(t("publish"), open, { kind: "strong ga-publish" });
    const played = el("a", { class: "ga-button quiet ga-play", target: "_blank", text: t("play") });
    const root = el("span", { class: "ga-row" }, played, strong);
    strong.hidden = played.hidden = true; // until there is a story
    let running = null;
    let problems = [];

    function open() {
      const grave = problems.filter((one) => one.severity === "error" && !OF_RIGHTS.includes(one.code));
      if (!grave.length) {
        Gallae.publishDialog(store, { job: () => running && running.story === store.story.id ? running.job : null, begin });
        return;
      }
      Gallae.say(Gallae.inLanguage(grave[0].message), "bad");
      Gallae.tell("show-problem", grave[0]);
    }

    async function begin(profile, languages) {
      await store.send();
      const wanted = new URLSearchParams([["profile", profile], ...(languages ? (languages.length ? languages : ["none"]) : []).map((one) => ["language", one])]);
      const story = store.story.id;
      const job = await Gallae.attempt(() => Gallae.api("POST", `/stories/${story}/publish?${wanted}`));
      if (!job) return;
      running = { story, job };
      Gallae.tell("jobs-changed");
    }

    Gallae.hear("job", (job) => {
      if (!running || job.id !== running.job.id) return;
      running.job = job;
      strong.textContent = job.final || !job.total ? t(job.final ? "publish" : "publishing") : t("publishing_share", { share: Math.floor((100 * job.done) / job.total) });
      if (!job.final) return;
      if (job.state !== "done") {
        Gallae.say(job.state === "failed" ? t("publish_failed", { why: job.message }) : t("publish_stopped"), job.state === "failed" ? "bad" : "");
        return;
      }
      const address = `/play/${job.result.story_id}/`;
      if (store.story && store.story.id === running.story) store.playedAt = address;
      show(problems);
      Gallae.say(t("published"), "good", { text: t("play"), run: () => window.open(address, "_blank") });
    });

    function show(found) {
      problems = found;
      const grave = found.filter((one) => one.severity === "error").length;
      strong.hidden = !store.story || !store.story.nodes.length;
      strong.classList.toggle("held", grave > 0);
      strong.title = grave ? t("problem_count", { count: grave }) : "";
      played.hidden = !store.playedAt;
      if (store.playedAt) played.href = store.playedAt;
    }
    return { root, show };
  };
})();
