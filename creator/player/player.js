/* Puts the parts together: the story, the screen, the play, and what a viewer sees and presses. */
(function (gallae) {
  "use strict";

  const QUIET_MS = 2600; // after which controls step back
  const MARKED_MS = 1400; // how long a taken choice stays on the picture
  const story = window.GALLAE_STORY;
  const room = document.getElementById("room");
  const find = (selector) => room.querySelector(selector);
  const settings = new gallae.Settings(story);
  const words = () => gallae.wordsIn(settings.get("language"));
  const textIn = (text) => gallae.textIn(text, settings.get("language"), story.language);

  const videos = [...room.querySelectorAll("video")];
  const hears = {
    shown: (item) => shown(item),
    ended: (item) => play.ended(item),
    refused: () => start.ask(),
    broken: () => trouble(),
    failed: (item, at) => playOtherwise(item, at),
  };
  let screen = gallae.StreamScreen.isPossible ? new gallae.StreamScreen(videos[0], hears) : new gallae.Screen(videos, hears);
  const captions = new gallae.Captions(find(".captions"));
  const choices = new gallae.Choices(find(".choices"), (id) => play.pick(id));
  const start = new gallae.StartScreen(find(".start"), story);
  const end = new gallae.EndScreen(find(".end"), story);
  const bookmark = new gallae.Bookmark(story);
  const play = new gallae.Play(story, screen, settings, bookmark, { changed, entered, offered, taken, over });

  function shown(item) {
    start.hide();
    end.hide();
    if (item.kind !== "clip") choices.hide();
    play.shown(item);
  }

  /** Go on with elements that take turns where the browser cannot put clips together itself. */
  function playOtherwise(item, at) {
    const { paused } = screen;
    gallae.screen = play.screen = screen = new gallae.Screen(videos, hears);
    screen.muted = settings.get("muted");
    screen.start(item, at);
    if (paused) screen.pause();
  }

  function changed() {
    room.dataset.state = play.state;
    room.dataset.node = play.id;
    room.dataset.paused = String(screen.paused);
    if (play.state !== "ended") end.hide();
  }

  function entered() {
    choices.hide();
    showCheckpoint();
  }

  function offered() {
    const count = play.offered.length;
    choices.show(play.offered.map((choice) => ({ ...choice, text: textIn(choice.label) })), words().choose(count));
    const limit = play.left();
    say([words().choose(count), limit === null ? "" : words().seconds(Math.round(limit / 1000))].join(". "));
  }

  function taken(choice) {
    choices.mark(choice.id);
    say(words().chosen(textIn(choice.label)));
    window.setTimeout(() => { if (play.chosen === choice) choices.hide(); }, MARKED_MS);
  }

  function over() {
    choices.hide();
    captions.write("", "");
    showEnd();
  }

  /** What reminds the viewer of the story up to the last checkpoint; "" if nothing does. */
  function recap() {
    const node = bookmark.checkpoint && story.nodes[bookmark.checkpoint.state.node];
    return node && node.checkpoint ? textIn(node.checkpoint.recap) : "";
  }

  function showCheckpoint() {
    find(".checkpoint").hidden = bookmark.checkpoint === null;
    find(".checkpoint .recap").hidden = recap() === "";
    find(".checkpoint .told").textContent = recap();
  }

  function showStart() {
    start.offerToGoOn(bookmark.at !== null, recap());
    find(".start [data-word=play]").textContent = bookmark.at ? words().fromBeginning : words().play;
  }

  function showEnd() {
    const endings = Object.keys(story.nodes).filter((name) => story.nodes[name].isEnd);
    const seen = endings.filter((name) => settings.seen.has(name)).length;
    const can = { goBack: play.canGoBack(), goToCheckpoint: bookmark.checkpoint !== null };
    end.show(play.node && play.node.ending ? textIn(play.node.ending.title) : "", seen, can, words());
  }

  function trouble() {
    screen.stop();
    find(".trouble").textContent = words().broken;
    find(".trouble").hidden = false;
  }

  function say(text) {
    find("[role=status]").textContent = text;
  }

  const does = {
    start: () => play.begin(),
    resume: () => play.resume(),
    again: () => does.restart(),
    restart: () => { find(".trouble").hidden = true; choices.hide(); play.state === "starting" ? play.begin() : play.restart(); },
    back: () => play.goBack(),
    checkpoint: () => { openSettings(false); play.backToCheckpoint(); },
    pause: () => {
      if (play.state === "starting") bookmark.at ? play.resume() : play.begin();
      else if (play.state !== "ended") screen.paused ? play.goOn() : play.pause();
    },
    mute: () => settings.set("muted", !settings.get("muted")),
    captions: () => settings.set("captions", settings.get("captions") ? "" : settings.lastCaptions),
    full: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (room.requestFullscreen) room.requestFullscreen().catch(() => {});
    },
    settings: () => openSettings(find(".settings").hidden),
    close: () => openSettings(false),
    choose: (place) => { const button = choices.buttons[place]; if (button) play.pick(button.dataset.choice); },
    move: (step) => choices.move(step),
  };

  function openSettings(open) {
    const within = find(".settings").contains(document.activeElement);
    find(".settings").hidden = !open;
    find("[data-does=settings]").setAttribute("aria-expanded", String(open));
    if (open) find(".settings select").focus();
    else if (within && choices.open) choices.focusFirst();
    else if (within) find("[data-does=settings]").focus();
  }

  function applySettings() {
    const spoken = words();
    document.documentElement.lang = settings.get("language");
    screen.muted = settings.get("muted");
    room.dataset.muted = String(settings.get("muted"));
    room.dataset.captions = settings.get("captions") ? "on" : "off";
    for (const element of room.querySelectorAll("[data-word]")) element.textContent = spoken[element.dataset.word];
    const names = { pause: "pause", restart: "restart", mute: "mute", captions: "captionsButton", settings: "settings", full: "full" };
    for (const [action, name] of Object.entries(names)) {
      const button = find(`.controls [data-does=${action}]`);
      button.title = spoken[name];
      button.setAttribute("aria-label", spoken[name]);
    }
    fillSettings(spoken);
    showCheckpoint();
    showStart();
    if (play.state === "ended") showEnd();
    if (choices.open) offered();
  }

  function fillSettings(spoken) {
    const menu = find("[data-setting=captions]");
    const nameOf = (language) => {
      try {
        return new Intl.DisplayNames([settings.get("language")], { type: "language" }).of(language);
      } catch (unknown) {
        return language;
      }
    };
    menu.replaceChildren(...["", ...story.languages].map((name) => new Option(name ? nameOf(name) : spoken.off, name)));
    menu.value = settings.get("captions");
    find("[data-does=captions]").hidden = menu.closest("label").hidden = story.languages.length === 0;
    find("[data-setting=language]").value = settings.get("language");
    find("[data-setting=timeLimit]").checked = settings.get("timeLimit");
  }

  function listen() {
    room.addEventListener("click", (event) => {
      const button = event.target.closest("[data-does]");
      if (button) {
        if (event.detail > 0) button.blur(); // a click leaves Space to the film
        does[button.dataset.does]();
      } else if (!event.target.closest(".choices, .settings, .end, .start")) {
        find(".settings").hidden ? does.pause() : openSettings(false);
      }
    });
    find(".settings").addEventListener("change", (event) => {
      const field = event.target;
      settings.set(field.dataset.setting, field.type === "checkbox" ? field.checked : field.value);
    });
    settings.onChange(applySettings);
    gallae.listenToKeys(does, () => choices.open);
    let quiet = 0;
    const wake = () => {
      room.classList.remove("quiet");
      window.clearTimeout(quiet);
      quiet = window.setTimeout(() => room.classList.add("quiet"), QUIET_MS);
    };
    for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) room.addEventListener(name, wake);
    wake();
  }

  /** What has to be looked at all the time: where the film is, and how long a choice is still open. */
  function look() {
    play.tick();
    const item = screen.item;
    captions.show(item, screen.position, settings.get("captions"));
    if (choices.open && play.window) {
      const whole = (play.window.closes_ms || 0) - play.window.opens_ms;
      const left = play.left();
      choices.countdown(left === null ? null : left / whole, whole / 1000);
    }
    room.classList.toggle("stalled", screen.stalls);
  }

  function everyFrame() {
    look();
    window.requestAnimationFrame(everyFrame);
  }

  gallae.play = play;
  gallae.screen = screen;
  gallae.settings = settings;
  document.title = story.title;
  room.style.setProperty("--ratio", `${story.width} / ${story.height}`);
  applySettings();
  listen();
  everyFrame();
  window.setInterval(look, 250); // a page in the background gets no animation frames
  if (bookmark.at) start.ask();
  else play.begin();
})(window.GALLAE);
