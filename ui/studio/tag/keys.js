/* Single keys of the Tag place: a table of them, a small legend, a page that lists them all, and two settings. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const TYPED = "input, select, textarea, [contenteditable]";
  const PRESSED = "button, summary, a, video, [role=treeitem], [role=tab]"; // they take Space and Enter themselves

  Gallae.tagModes = {}; // by name: fills its panel; returns {keys, listed, sheet, leave(), again()}, each if it has them

  const setting = (name) => localStorage.getItem("gallae-tag-" + name) !== "off";

  /** Whether scenes play by themselves when they come; not where less movement is asked for. */
  Gallae.playsByItself = () => setting("plays") && !matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** The key as the table names it; a Hangul keyboard's ㅁ is still A. */
  function keyOf(event) {
    if (/^Key[A-Z]$/.test(event.code) && !/^[a-z]$/i.test(event.key)) return event.code.slice(3).toLowerCase();
    return event.key.length === 1 ? event.key.toLowerCase() : event.key;
  }

  /** Run what the table of the moment has under a key; never while something is typed. */
  Gallae.tagKeys = function (table) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
      if (document.querySelector("dialog[open]") || event.target.closest(TYPED)) return;
      const key = keyOf(event);
      const run = table()[key];
      if (!run || (key !== "?" && !setting("keys"))) return;
      if ((key === " " || key.length > 1) && event.target.closest(PRESSED)) return;
      event.preventDefault();
      run();
    });
  };

  /** The keys that answer what a sheet shows, as the page of keys lists them. */
  Gallae.SHEET_KEYS = [[["A"], "key_accept"], [["X"], "key_reject"], [["←", "→"], "key_move"], [["1", "–", "6"], "key_field"], [[t("key_space")], "key_play"]];

  /** What they do. */
  Gallae.sheetKeys = function (sheet) {
    const answer = (holds) => () => sheet.answer(holds);
    const table = { a: answer(true), Enter: answer(true), x: answer(false), Delete: answer(false),
      ArrowRight: () => sheet.move(1), ArrowLeft: () => sheet.move(-1), " ": () => sheet.play() };
    Gallae.FACETS.forEach((facet, number) => (table[number + 1] = () => sheet.field(number)));
    return Object.fromEntries(Object.entries(table).map(([key, run]) => [key, () => !sheet.root.hidden && run()]));
  };

  const listed = (keys) => keys.flatMap(([shown, text]) => [el("dt", {}, ...shown.map((one) => el("kbd", { text: one }))), el("dd", { text: t(text) })]);

  /** The few keys that matter most, in one line. */
  Gallae.keyLegend = (keys, help) => el("p", { class: "ga-legend" },
    ...keys.map(([shown, text]) => el("span", {}, ...shown.map((one) => el("kbd", { text: one })), " ", t(text))),
    Gallae.button(t("keys_all"), help, { kind: "link" }));

  /** A page of all keys, with the settings. */
  Gallae.keyHelp = function (keys) {
    const dialog = el("dialog", { class: "ga-dialog ga-keys", "aria-labelledby": "ga-keys-title" }, el("h2", { id: "ga-keys-title", text: t("keys_title") }),
      el("dl", {}, ...listed(keys)), el("p", { class: "ga-quiet", text: t("keys_typing") }),
      check("keys", "keys_setting"), check("plays", "plays_setting"),
      el("div", { class: "ga-row end" }, Gallae.button(t("close"), () => dialog.close(), { kind: "strong", autofocus: true })));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  function check(name, text) {
    const box = el("input", { type: "checkbox", checked: setting(name) });
    box.addEventListener("change", () => localStorage.setItem("gallae-tag-" + name, box.checked ? "on" : "off"));
    return el("p", {}, el("label", { class: "ga-check" }, box, el("span", { text: t(text) })));
  }
})();
