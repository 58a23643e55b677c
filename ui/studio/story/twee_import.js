/* Bringing a story in from a file, chosen or dropped: Gallae's own or Twine's; what came over and what did not. */
(function () {
  "use strict";
  const { el, t, button } = Gallae;
  const LARGEST = 20_000_000; // as the server has it
  const KINDS = ".twee,.tw,.html,.htm,.json,.txt";

  /** Return the text of a file, in the encodings that Twee editors write; throws a Problem that says what is wrong. */
  async function textOf(file) {
    if (file.size > LARGEST) throw new Gallae.Problem(0, t("story_import_too_large", { name: file.name }), "");
    const bytes = await file.arrayBuffer();
    for (const encoding of ["utf-8", "euc-kr"]) {
      try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error; // a TypeError says that the bytes are of another encoding
      }
    }
    throw new Gallae.Problem(0, t("story_import_no_text", { name: file.name }), "");
  }

  /** What came over, and what did not; `take(title)` brings over another story of the same file. */
  function summary(told, title, desk, take) {
    const others = told.titles.filter((one) => one !== title);
    return [el("h3", { text: told.title || t("untitled_story") }),
      el("p", { text: t("story_import_came", told) }),
      told.notes.length ? null : el("p", { class: "ga-good", text: t("story_import_whole") }),
      told.without_scene ? el("p", { class: "ga-quiet", text: t("story_import_without", { count: told.without_scene }) }) : null,
      told.notes.length ? el("h3", { text: t("story_import_lost", { count: told.notes.length }) }) : null,
      told.notes.length ? el("ul", { class: "ga-losses", tabindex: "0", "aria-label": t("story_import_lost", { count: told.notes.length }) },
        ...told.notes.map((note) => noteLine(note, desk))) : null,
      others.length ? el("h3", { text: t("story_import_others") }) : null,
      others.length ? el("div", { class: "ga-row" }, ...others.map((one) =>
        button(t("story_import_this_too", { title: one }), () => take(one), { kind: "quiet" }))) : null].filter(Boolean);
  }

  function noteLine(note, desk) {
    const text = Gallae.inLanguage(note.message);
    const there = note.node_id && desk.store.story && desk.store.node(note.node_id);
    return el("li", {}, there ? button(text, (event) => {
      event.target.closest("dialog").close();
      desk.select(note.node_id);
    }, { kind: "link" }) : el("span", { text }));
  }

  /** Ask for a file, or take one that was dropped, and bring its story in. */
  Gallae.bringStory = function (desk, dropped) {
    const chooser = el("input", { type: "file", accept: KINDS, class: "ga-file", "aria-label": t("story_import_choose") });
    const scenes = el("input", { type: "checkbox", checked: true });
    const drop = el("label", { class: "ga-drop" }, el("span", { text: t("story_import_drop") }), el("span", { class: "ga-button", text: t("story_import_choose") }), chooser);
    const asked = el("div", {}, el("p", { class: "ga-quiet", text: t("story_import_how") }), drop, el("label", { class: "ga-check" }, scenes, el("span", { text: t("story_import_scenes") })));
    const waiting = el("p", { class: "ga-quiet", role: "status" });
    const wrong = el("p", { class: "ga-wrong", role: "alert" });
    const came = el("div", { class: "ga-came", hidden: true });
    const choose = button(t("choose_scenes"), () => {
      dialog.close();
      Gallae.chooseScenes(desk);
    }, { kind: "strong", hidden: true });
    const close = button(t("cancel"), () => dialog.close(), { kind: "quiet" });
    const dialog = el("dialog", { class: "ga-dialog ga-wide", "aria-label": t("story_import_title") }, el("h2", { text: t("story_import_title") }),
      asked, waiting, wrong, came, el("div", { class: "ga-row end" }, close, choose));

    async function take(file, title) {
      [waiting.textContent, wrong.textContent, asked.inert, came.inert] = [t("story_import_working", { name: file.name }), "", true, true];
      try {
        const text = await textOf(file);
        show(await Gallae.api("POST", "/stories/import", { name: file.name.slice(-255), text, story: title, scenes: scenes.checked }), file, title);
      } catch (error) {
        if (!(error instanceof Gallae.Problem)) throw error;
        wrong.textContent = error.message;
        chooser.value = ""; // so that the same file can be chosen again when it was mended
      }
      [waiting.textContent, asked.inert, came.inert] = ["", false, false];
    }

    async function show(told, file, title) {
      await desk.open(told.id);
      [asked.hidden, came.hidden, choose.hidden] = [true, false, !told.nodes];
      close.textContent = t("close");
      came.replaceChildren(...summary(told, title || told.titles[0], desk, (one) => take(file, one)));
      (choose.hidden ? close : choose).focus();
    }

    chooser.addEventListener("change", () => chooser.files.length && take(chooser.files[0], ""));
    takesFiles(drop, (file) => take(file, ""));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    if (dropped) take(dropped, "");
  };

  /** Have an element take a file that is dropped on it; scenes that are dragged are none of its business. */
  function takesFiles(root, run) {
    const isFile = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    root.addEventListener("dragover", (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      root.classList.add("dropping");
    });
    root.addEventListener("dragleave", () => root.classList.remove("dropping"));
    root.addEventListener("drop", (event) => {
      root.classList.remove("dropping");
      if (!isFile(event) || !event.dataTransfer.files.length) return;
      event.preventDefault();
      run(event.dataTransfer.files[0]);
    });
  }

  /** The button that brings a story in; files may be dropped on `root` as well. */
  Gallae.storyImporter = function (desk, root) {
    takesFiles(root, (file) => Gallae.bringStory(desk, file));
    return button(t("story_import"), () => Gallae.bringStory(desk), { kind: "quiet" });
  };
})();
