/* Publishing: the strong button, what it is published as, and files of the story for other tools. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const PROFILES = ["web", "small", "master"];
  const DOORS = ["bundle", "linear", "h5p", "scorm", "otio", "edl", "fcpxml", "contact_sheet", "graph", "rights"];

  /** The strong button; returns an object with `root` and `show(problems)`. */
  Gallae.publisher = function (store) {
    const strong = button(t("publish"), open, { kind: "strong ga-publish" });
    const played = el("a", { class: "ga-button quiet ga-play", target: "_blank", text: t("play") });
    const root = el("span", { class: "ga-row" }, played, strong);
    let running = 0;
    let problems = [];

    function open() {
      const grave = problems.filter((one) => one.severity === "error");
      if (!grave.length) {
        Gallae.publishDialog(store, publish);
        return;
      }
      Gallae.say(Gallae.inLanguage(grave[0].message), "bad");
      Gallae.tell("show-problem", grave[0]);
    }

    async function publish(profile) {
      strong.disabled = true;
      await store.send();
      const job = await Gallae.attempt(() => Gallae.api("POST", `/stories/${store.story.id}/publish?profile=${profile}`));
      if (!job) {
        strong.disabled = false;
        return;
      }
      running = job.id;
      Gallae.tell("jobs-changed");
    }

    Gallae.hear("job", (job) => {
      if (job.id !== running) return;
      strong.textContent = job.final || !job.total ? t(job.final ? "publish" : "publishing") : t("publishing_share", { share: Math.floor((100 * job.done) / job.total) });
      if (!job.final) return;
      running = 0;
      strong.disabled = false;
      if (job.state !== "done") return;
      store.playedAt = `/play/${job.result.story_id}/`;
      show(problems);
      Gallae.say(t("published"), "good", { text: t("play"), run: () => window.open(store.playedAt, "_blank") });
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

  let shown = () => undefined; // what the dialog that is open does when a job goes on
  Gallae.hear("job", (job) => shown(job));

  /** Ask as what to publish, and offer the other forms of the open story. */
  Gallae.publishDialog = function (store, publish) {
    const address = `/stories/${store.story.id}/exports`;
    const doors = el("ul", { class: "ga-doors" });
    const running = new Map();
    let profile = "web";
    const strong = button(t("publish"), () => {
      dialog.close();
      publish(profile);
    }, { kind: "strong" });
    const dialog = el("dialog", { class: "ga-dialog ga-wide", "aria-label": t("publish_dialog") }, el("h2", { text: t("publish_dialog") }),
      Gallae.choiceField(t("publish_profile"), "profile", profile, PROFILES.map((name) => [name, t("profile_" + name)]), (name) => (profile = name)),
      el("div", { class: "ga-row end" }, button(t("cancel"), () => dialog.close(), { kind: "quiet" }), strong),
      el("h3", { text: t("publish_doors") }), el("p", { class: "ga-quiet", text: t("publish_doors_how") }), doors);

    async function fill() {
      const made = await Gallae.attempt(() => Gallae.api("GET", address));
      if (!made || !dialog.isConnected) return;
      doors.replaceChildren(...DOORS.filter((door) => door !== "bundle" || store.playedAt).map((door) =>
        line(door, made.find((one) => one.door === door))));
    }

    function line(door, made) {
      const busy = [...running.values()].includes(door);
      const told = made && [made.revision < store.rev ? t("door_old") : "",
        made.lost.length ? t("door_left", { what: made.lost.map(Gallae.inLanguage).join(" ") }) : ""].filter(Boolean).join(" ");
      return el("li", { data: { door } }, el("strong", { text: t("door_" + door) }),
        made ? el("a", { class: "ga-button quiet", href: made.url, download: true, text: t("door_take") }) : el("span"),
        button(busy ? "…" : t(made ? "door_make_again" : "door_make"), () => make(door), { kind: "quiet", disabled: busy }),
        told ? el("p", { class: "ga-quiet", text: told }) : null);
    }

    async function make(door) {
      await store.send();
      const job = await Gallae.attempt(() => Gallae.api("POST", address, { door }));
      if (!job) return;
      running.set(job.id, door);
      Gallae.tell("jobs-changed");
      fill();
    }

    shown = (job) => {
      if (!job.final || !running.delete(job.id)) return;
      if (job.state === "failed") Gallae.say(job.message, "bad");
      fill();
    };
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    fill();
  };
})();
