/* Adding films: files and whole folders are dropped or chosen, what goes with which film is shown, then all is sent. */
(function () {
  "use strict";
  const { el, t } = Gallae;
  const MOST = 1000; // files at once

  /** Yield the files of what was dropped, with the folders that they lie in; hidden ones are left out. */
  async function* filesOf(entry, folder) {
    if (entry.name.startsWith(".")) return;
    if (entry.isFile) {
      yield [folder + entry.name, await new Promise((done, failed) => entry.file(done, failed))];
      return;
    }
    const reader = entry.createReader();
    for (;;) { // a reader gives a hundred entries at a time
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return;
      for (const one of some) yield* filesOf(one, folder + entry.name + "/");
    }
  }

  const size = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(0.1, bytes / 1e6).toFixed(1)} MB`);
  const last = (name) => name.split("/").pop();

  Gallae.place("adding", function (root) {
    const chosen = new Map(); // File by name with folders
    let matched = null;
    let sending = null;

    const choose = (properties, text) => {
      const box = el("input", { type: "file", ...properties, class: "ga-chooser" });
      box.addEventListener("change", () => {
        take([...box.files].map((file) => [file.webkitRelativePath || file.name, file]).filter(([name]) => !/(^|\/)\./.test(name)));
        box.value = "";
      });
      return el("label", { class: "ga-button" }, text, box);
    };
    const drop = el("div", { id: "ga-upload" }, el("p", { text: t("drop_files") }),
      el("div", { class: "ga-row" }, choose({ multiple: true }, t("choose_files")), choose({ webkitdirectory: true }, t("choose_folder"))));
    const shown = el("div", { class: "ga-matched", "aria-live": "polite" });
    const field = (name) => el("input", { class: "ga-input", name, maxlength: "300" });
    const [title, provider, credit] = ["title", "provider", "credit"].map(field);
    const licence = Gallae.licenceChoice("", () => undefined);
    const label = (name, box) => el("label", { class: "ga-field" }, el("span", { text: t("film_" + name) }), box);
    const titled = label("title", title);
    const fields = el("div", {}, titled, label("provider", provider), licence.root, label("credit", credit));
    const start = Gallae.button(t("add_to_library"), () => send(), { kind: "strong", disabled: true });
    const bar = el("span", { class: "ga-track", hidden: true }, el("i"));
    const stop = Gallae.button(t("cancel"), () => sending && sending.abort(), { kind: "quiet", hidden: true });
    const told = el("p", { class: "ga-warn", role: "status" });

    drop.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      drop.classList.add("dropping");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("dropping"));
    drop.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("dropping");
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
      const found = [];
      try {
        for (const entry of entries) {
          for await (const one of filesOf(entry, "")) if (found.push(one) > MOST) break;
        }
      } catch (error) { // a folder that may not be read
        told.textContent = t("cannot_read_folder", { reason: error.message });
      }
      take(found);
    });

    async function take(files) {
      files.forEach(([name, file]) => chosen.set(name, file));
      await match();
    }

    /** Ask which file goes with which film; nothing is sent yet. */
    async function match() {
      told.textContent = chosen.size > MOST ? t("too_many_files", { count: MOST }) : "";
      matched = chosen.size && chosen.size <= MOST
        ? (await Gallae.attempt(() => Gallae.api("POST", "/films/matching", { names: [...chosen.keys()] }))) || null : null;
      show();
    }

    const wanted = () => matched.films.flatMap((one) => [one.film, ...one.subtitles, one.screenplay].filter(Boolean));
    const bytes = (names) => names.reduce((sum, name) => sum + chosen.get(name).size, 0);

    function without(names) {
      names.forEach((name) => chosen.delete(name));
      match();
    }

    function filmLine(one) {
      const beside = [...one.subtitles.map((name) => [t("cues"), name]), ...(one.screenplay ? [[t("screenplay"), one.screenplay]] : [])];
      return el("li", {}, el("strong", { text: last(one.film), title: one.film }), el("span", { class: "ga-quiet", text: size(chosen.get(one.film).size) }),
        Gallae.iconButton("close", t("remove_named", { name: last(one.film) }), () => without([one.film, ...one.subtitles, one.screenplay].filter(Boolean))),
        el("ul", {}, ...beside.map(([kind, name]) => el("li", { class: "ga-quiet", text: `${kind}: ${last(name)}`, title: name })),
          beside.length ? null : el("li", { class: "ga-quiet", text: t("goes_alone") })));
    }

    function show() {
      const films = matched ? matched.films : [];
      const left = matched ? matched.left_out : [];
      const unknown = left.filter((one) => one.reason === "unknown_kind");
      const reasons = left.filter((one) => one.reason !== "unknown_kind").map((one) => el("li", { title: one.name, text: `${last(one.name)}: ${t("left_" + one.reason)}` }));
      if (unknown.length) reasons.push(el("li", { title: unknown.slice(0, 20).map((one) => one.name).join("\n"), text: t("left_unknown_kind", { count: unknown.length }) }));
      const large = matched && bytes(wanted()) > matched.largest_bytes;
      if (large) told.textContent = t("too_large", { size: size(matched.largest_bytes) });
      shown.replaceChildren(el("ul", {}, ...films.map(filmLine)),
        reasons.length ? el("div", { class: "ga-left" }, el("p", { text: t("goes_with_none") }), el("ul", {}, ...reasons)) : "",
        matched && !films.length ? el("p", { class: "ga-warn", text: t("no_film_among") }) : "",
        matched ? Gallae.button(t("clear_list"), () => without([...chosen.keys()]), { kind: "link" }) : "");
      titled.hidden = films.length > 1; // one title cannot be that of several films
      licence.told.hidden = !films.length && !licence.box.value; // nobody has done anything wrong yet
      start.disabled = !films.length || large || sending !== null;
    }

    function send() {
      const form = new FormData();
      const names = wanted();
      names.forEach((name) => form.append("files", chosen.get(name), name));
      const labels = { title: titled.hidden ? "" : title.value, provider: provider.value, licence: licence.box.value, credit: credit.value };
      Object.entries(labels).forEach(([name, value]) => form.append(name, value));
      sending = new XMLHttpRequest();
      sending.upload.addEventListener("progress", (event) => event.lengthComputable && (bar.firstChild.style.width = (100 * event.loaded) / event.total + "%"));
      sending.addEventListener("load", ({ target }) => (target.status === 202 ? added(JSON.parse(target.responseText)) : refused(target.responseText)));
      sending.addEventListener("error", () => refused(""));
      sending.addEventListener("loadend", () => busy(null));
      sending.open("POST", "/api/v1/films");
      sending.send(form);
      busy(sending);
    }

    function busy(request) {
      sending = request;
      bar.hidden = stop.hidden = request === null;
      bar.firstChild.style.width = "0";
      told.textContent = request === null ? told.textContent : "";
      show();
    }

    function added(jobs) {
      [title, provider, credit].forEach((box) => (box.value = ""));
      licence.clear();
      chosen.clear();
      matched = null;
      Gallae.say(t("adding_count", { count: jobs.length }), "good");
      Gallae.tell("jobs-changed");
    }

    function refused(answer) {
      let problem = {};
      try {
        problem = JSON.parse(answer);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error; // no answer, or one of a server in between
      }
      told.textContent = [problem.detail || t("server_gone"), problem.remedy].filter(Boolean).join(" ");
    }

    root.classList.add("ga-adding");
    root.append(el("h2", { text: t("add_films") }), el("p", { class: "ga-quiet", text: t("add_films_how") }), drop, shown, fields, start,
      el("div", { class: "ga-row" }, bar, stop), told);
    show();
  });
})();
