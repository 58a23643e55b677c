/* A film's licence: chosen among those that are known, or written; what it allows is said in plain words. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  let asked = null; // once a page

  const known = () => (asked = asked || Gallae.api("GET", "/licences"));

  /** Return what a licence allows, in words. */
  function allowed(licence) {
    if (!licence.name.trim()) return [t("licence_missing")];
    if (!licence.known) return [t("licence_unknown")];
    if (!licence.editing) return [t("licence_no_editing")];
    return [t(licence.attribution ? "licence_attribution" : "licence_no_attribution"), t(licence.commercial ? "licence_commercial" : "licence_no_commercial"),
      licence.passes_on && licence.commercial && t("licence_passes_on")].filter(Boolean);
  }

  /** Return a field for a licence; `changed(name)` is called when another is chosen. */
  Gallae.licenceChoice = function (value, changed) {
    const id = "ga-licences-" + Math.random().toString(36).slice(2);
    const list = el("datalist", { id });
    const box = el("input", { class: "ga-input", value, name: "licence", list: id, maxlength: "200", autocomplete: "off" });
    const told = el("p", { class: "ga-licence-told", "aria-live": "polite" });
    const root = el("div", {}, el("label", { class: "ga-field" }, el("span", { text: t("film_licence") }), box), list, told);

    async function tell() {
      const name = box.value;
      const [licence] = name.trim() ? (await Gallae.attempt(() => Gallae.api("GET", "/licences?name=" + encodeURIComponent(name)))) || [] : [{ name: "" }];
      if (!licence || name !== box.value) return;
      told.className = "ga-licence-told " + (licence.known && licence.editing ? "ga-quiet" : "ga-warn");
      told.replaceChildren(allowed(licence).join(" "));
      if (licence.url && licence.known) told.append(" ", el("a", { href: licence.url, target: "_blank", rel: "noreferrer", text: t("licence_read") }));
    }

    box.addEventListener("focus", async () => {
      const all = (await Gallae.attempt(known)) || [];
      list.replaceChildren(...all.map((one) => el("option", { value: one.name, text: allowed(one).join(" ") })));
    }, { once: true });
    box.addEventListener("change", () => {
      tell();
      changed(box.value);
    });
    tell();
    return { root, box, told, clear() { box.value = ""; tell(); } };
  };
})();
