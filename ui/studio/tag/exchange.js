/* Going out and in: tags and ontology as files to download, and files of tags taken in with a report. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const FORMS = ["jsonld", "csv", "skos"];

  function going(films) {
    const film = el("select", { class: "ga-input", "aria-label": t("export_film") }, el("option", { value: "", text: t("queue_all_films") }),
      ...films.map((one) => el("option", { value: one.id, text: one.title })));
    const rows = FORMS.map((form) => {
      const link = el("a", { class: "ga-button", download: true, text: t("download"), "aria-label": t("download_named", { name: t("form_" + form) }) });
      return { form, link, row: el("li", {}, el("div", {}, el("b", { text: t("form_" + form) }), el("p", { class: "ga-quiet", text: t(`form_${form}_how`) })), link) };
    });
    const point = () => rows.forEach(({ form, link }) => {
      const asked = new URLSearchParams({ form });
      if (film.value && form !== "skos") asked.set("film", film.value);
      link.href = "/api/v1/tagging/export?" + asked;
    });
    film.addEventListener("change", point);
    point();
    return el("section", {}, el("h2", { text: t("export_title") }), el("label", { class: "ga-field" }, el("span", { text: t("export_film") }), film),
      el("ul", { class: "ga-forms" }, ...rows.map((one) => one.row)));
  }

  function report(found, name) {
    const counts = { name, tags: found.tags, concepts: found.concepts, skipped: found.skipped_count };
    const said = [t("import_done", counts)];
    if (!found.skipped_count) said.push(t("import_whole"));
    const rows = found.skipped.map((one) => el("tr", {}, el("td", { text: one.row }), el("td", { text: Gallae.inLanguage(one.why) })));
    const parts = [el("p", { text: said.join(" ") })];
    if (rows.length) {
      parts.push(el("p", { text: t(found.skipped_count > rows.length ? "import_skipped_first" : "import_skipped", { ...counts, shown: rows.length }) }),
        el("table", { class: "ga-table" }, el("thead", {}, el("tr", {}, el("th", { scope: "col", text: t("import_row") }), el("th", { scope: "col", text: t("import_why") }))), el("tbody", {}, ...rows)));
    }
    return parts;
  }

  function coming() {
    const file = el("input", { type: "file", accept: ".jsonld,.json,.csv,.ttl", "aria-label": t("import_file"), class: "ga-tags-file" });
    const told = el("div", { class: "ga-report", role: "status" });
    const send = button(t("import_do"), run, { kind: "strong", disabled: true });
    const drop = el("div", { class: "ga-tags-drop" }, file, send);
    file.addEventListener("change", () => (send.disabled = !file.files.length));
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      file.files = event.dataTransfer.files;
      send.disabled = false;
    });

    async function run() {
      const body = new FormData();
      body.append("file", file.files[0]);
      body.append("curator", Gallae.curator());
      send.disabled = true;
      told.replaceChildren(el("p", { text: t("import_running", { name: file.files[0].name }) }));
      const found = await Gallae.attempt(() => Gallae.api("POST", "/tagging/import", body));
      send.disabled = false;
      told.replaceChildren(...(found ? report(found, file.files[0].name) : []));
      if (!found) return;
      await Gallae.concepts.load(true);
      Gallae.tell("concepts-changed", "");
      ["tags-changed", "scenes-tags"].forEach((one) => Gallae.tell(one));
    }

    return el("section", {}, el("h2", { text: t("import_title") }), el("p", { class: "ga-quiet", text: t("import_how") }), drop, told);
  }

  Gallae.tagModes.exchange = function (root) {
    root.classList.add("ga-sheet", "ga-exchange");
    async function fill() {
      const films = (await Gallae.attempt(() => Gallae.api("GET", "/films"))) || [];
      const before = root.firstChild;
      const made = going(films);
      if (before) before.replaceWith(made);
      else root.append(made, coming());
    }
    fill();
    Gallae.hear("films-changed", fill);
    return { keys: {} };
  };
})();
