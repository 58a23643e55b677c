/* What is kept of the person in front of this browser, said plainly: to read, to stop, to take away, to delete. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  /** Open the dialog; `changed()` is called when recommendations may be others now. */
  Gallae.keptOfMe = async function (changed) {
    const now = await Gallae.attempt(() => Gallae.api("GET", "/history/recording"));
    if (!now) return;
    const box = el("input", { type: "checkbox", checked: now.on });
    const title = el("h2", { id: "ga-kept-title", text: t("kept_title") });
    const dialog = el("dialog", { class: "ga-dialog ga-kept", "aria-labelledby": title.id }, title,
      el("p", { text: t("kept_what") }), el("p", { text: t("kept_where") }),
      el("label", { class: "ga-check" }, box, el("span", { text: t("kept_on") })),
      el("div", { class: "ga-row end" },
        el("a", { class: "ga-button quiet", href: "/api/v1/history", download: "gallae-history.jsonl", text: t("kept_export") }),
        button(t("kept_delete"), forget, { kind: "danger" }), button(t("close"), () => dialog.close(), { kind: "strong" })));
    box.addEventListener("change", async () => {
      const told = await Gallae.attempt(() => Gallae.api("PUT", "/history/recording", { on: box.checked }));
      if (told) Gallae.say(t(told.on ? "kept_is_on" : "kept_is_off"));
      else box.checked = !box.checked;
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();

    async function forget() {
      if (!window.confirm(t("kept_delete_sure"))) return;
      if (!(await Gallae.attempt(() => Gallae.api("DELETE", "/history")))) return;
      Gallae.forgetSurvey();
      Gallae.say(t("kept_deleted"), "good");
      dialog.close();
      changed();
    }
  };
})();
