/* What is to be shot: the nodes for which there is no footage, as a list to look at and to take along. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;

  function line(one, desk, dialog) {
    const name = one.title || one.beat || t("untitled_node");
    const told = one.wanted !== name ? one.wanted : one.beat !== name ? one.beat : "";
    return el("li", {}, button(name, () => {
      dialog.close();
      desk.select(one.node_id);
    }, { kind: "link" }), told ? el("p", { text: told }) : null,
    one.before.length ? el("p", { class: "ga-quiet", text: t("to_shoot_after", { names: one.before.join(", ") }) }) : null,
    button(t("find_a_scene"), () => {
      dialog.close();
      Gallae.chooseScenes(desk, one.node_id);
    }, { kind: "quiet" }));
  }

  /** Show what is to be shot for the open story. */
  Gallae.showToShoot = async function (desk) {
    const { store } = desk;
    const address = `/stories/${store.story.id}/gaps`;
    const file = (form) => `/api/v1${address}/file?form=${form}&language=${Gallae.language}`;
    const told = el("p", { class: "ga-quiet", role: "status", text: t("candidates_looking") });
    const list = el("ol", { class: "ga-to-shoot", tabindex: "0", "aria-label": t("to_shoot_list"), hidden: true });
    const files = el("div", { class: "ga-row", hidden: true }, ...["csv", "markdown"].map((form) =>
      el("a", { class: "ga-button quiet", href: file(form), download: true, text: t("to_shoot_" + form) })));
    const dialog = el("dialog", { class: "ga-dialog ga-wide", "aria-label": t("to_shoot_list") }, el("h2", { text: t("to_shoot_list") }), told, list, files,
      el("div", { class: "ga-row end" }, button(t("close"), () => dialog.close(), { kind: "quiet" })));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    const found = await Gallae.attempt(() => store.send().then(() => Gallae.api("GET", address)));
    if (!found) return dialog.close();
    told.textContent = found.length ? t("to_shoot_count", { count: found.length }) : t("to_shoot_none");
    list.replaceChildren(...found.map((one) => line(one, desk, dialog)));
    list.hidden = files.hidden = !found.length;
    return undefined;
  };
})();
