/* The history of a story: what was done, by whom and when, and states that were given a name. */
(function () {
  "use strict";
  const { el, t, button, iconButton } = Gallae;

  const when = (text) => new Date(text).toLocaleString(Gallae.language, { dateStyle: "medium", timeStyle: "short" });

  /** Show the history of the open story; `taken(view)` hears of a version that was restored. */
  Gallae.showHistory = function (store, taken) {
    const address = `/stories/${store.story.id}`;
    const versions = el("ul", { class: "ga-history" });
    const steps = el("ol", { class: "ga-history", reversed: true });
    const name = el("input", { class: "ga-input", maxlength: "80", "aria-label": t("version_name"), placeholder: t("version_name") });
    const dialog = el("dialog", { class: "ga-dialog ga-wide", "aria-label": t("history") }, el("h2", { text: t("history") }),
      el("h3", { text: t("versions") }), versions,
      el("form", { class: "ga-row", method: "dialog" }, name, button(t("keep_version"), keep)),
      el("h3", { text: t("edits") }), steps,
      el("div", { class: "ga-row end" }, button(t("close"), () => dialog.close(), { kind: "quiet" })));
    name.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      keep();
    });

    async function fill() {
      const [named, edits] = await Promise.all([Gallae.api("GET", address + "/versions"), Gallae.api("GET", address + "/history?most=200")]);
      versions.replaceChildren(...named.slice().reverse().map(versionLine));
      versions.hidden = !named.length;
      steps.replaceChildren(...edits.map((step) => el("li", {}, el("span", { text: Gallae.inLanguage(step.message) }),
        el("span", { class: "ga-quiet", text: [step.editor, when(step.made_at)].filter(Boolean).join(" · ") }))));
    }

    function versionLine(one) {
      const at = `${address}/versions/${encodeURIComponent(one.name)}`;
      return el("li", {}, el("strong", { text: one.name }), el("span", { class: "ga-quiet", text: [one.editor, when(one.made_at)].filter(Boolean).join(" · ") }),
        button(t("restore_version"), () => Gallae.attempt(async () => {
          taken(await Gallae.api("POST", at + "/restore"));
          dialog.close();
        }), { kind: "quiet" }),
        iconButton("bin", t("forget_version"), () => Gallae.attempt(() => Gallae.api("DELETE", at).then(fill)), { kind: "icon danger" }));
    }

    async function keep() {
      const kept = name.value.trim() && (await Gallae.attempt(() => Gallae.api("POST", address + "/versions", { name: name.value.trim() })));
      if (!kept) return;
      name.value = "";
      await Gallae.attempt(fill);
    }

    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    return Gallae.attempt(() => store.send().then(fill));
  };
})();
