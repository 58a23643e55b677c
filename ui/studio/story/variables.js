/* What a story remembers: its variables, each with a kind and what it holds at the start. */
(function () {
  "use strict";
  const { el, t, button, iconButton } = Gallae;
  const STARTS = { flag: false, number: 0, text: "" };

  /** The variables of the story, with a row to add one. */
  Gallae.variables = function (desk) {
    const { variables } = desk.store.story;
    return Gallae.folded("variables", t("variables"), variables.length > 0,
      el("p", { class: "ga-quiet", text: t("variables_how") }),
      ...variables.map((one) => row(desk, one)),
      button(t("add_variable"), () => desk.store.edit({ op: "add_variable", name: freshName(variables), kind: "flag", start: false }), { kind: "quiet" }));
  };

  function freshName(variables) {
    let number = variables.length + 1;
    while (variables.some((one) => one.name === t("new_variable") + number)) number += 1;
    return t("new_variable") + number;
  }

  function row(desk, variable) {
    const change = (fields) => desk.store.edit({ op: "change_variable", name: variable.name, ...fields });
    const name = el("input", { class: "ga-input", value: variable.name, "aria-label": t("variable_name"), data: { field: "variable-" + variable.name }, maxlength: "40" });
    name.addEventListener("change", () => {
      if (name.value.trim() && name.value.trim() !== variable.name) change({ new_name: name.value.trim() });
      else name.value = variable.name;
    });
    const kind = el("select", { class: "ga-input", "aria-label": t("variable_kind"), data: { field: "kind-" + variable.name } },
      ...Object.keys(STARTS).map((code) => el("option", { value: code, text: t("variable_" + code), selected: code === variable.kind })));
    kind.addEventListener("change", () => change({ kind: kind.value, start: STARTS[kind.value] }));
    return el("div", { class: "ga-variable" }, name, kind, startBox(variable, change),
      iconButton("bin", t("remove_variable"), () => desk.store.edit({ op: "remove_variable", name: variable.name }), { kind: "icon danger" }));
  }

  function startBox(variable, change) {
    const data = { field: "start-" + variable.name };
    if (variable.kind === "flag") {
      const box = el("input", { type: "checkbox", checked: variable.start, "aria-label": t("variable_start"), data });
      box.addEventListener("change", () => change({ start: box.checked }));
      return box;
    }
    const box = el("input", { class: "ga-input", value: String(variable.start), "aria-label": t("variable_start"), data });
    box.addEventListener("change", () => {
      if (variable.kind === "text") change({ start: box.value });
      else if (box.value.trim() && Number.isFinite(Number(box.value))) change({ start: Number(box.value) });
      else box.value = String(variable.start);
    });
    return box;
  }
})();
