/* Puts the parts together: the story, the screen, the walk, and what a viewer sees and presses. */
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

  const screen = new gallae.Screen([...room.querySelectorAll("video")], {
    shown: (item) => shown(item),
    ended: (item) => walk.ended(item),
    refused: () => start.ask(),
    broken: () => trouble(),
  });
  const captions = new gallae.Captions(find(".captions"));
  const choices = new gallae.Choices(find(".choices"), (id) => walk.pick(id));
  const start = new gallae.StartScreen(find(".start"), story);
  const end = new gallae.EndScreen(find(".end"), story);
  const walk = new gallae.Walk(story, screen, settings, { changed, offered, taken, over });

  function shown(item) {
    start.hide();
    end.hide();
    if (item.place === 0 || item.kind !== "clip") choices.hide();
    walk.shown(item);
  }

  function changed() {
    room.dataset.state = walk.state;
    room.dataset.node = walk.id;
    room.dataset.paused = String(screen.paused);
    if (walk.state !== "ended") end.hide();
  }

  function offered(node) {
    choices.show(node.choices.map((choice) => ({ ...choice, text: textIn(choice.label) })), words().choose(node.choices.length));
    const limit = walk.left();
    say([words().choose(node.choices.length), limit === null ? "" : words().seconds(Math.round(limit / 1000))].join(". "));
    fetchAhead(node);
  }

  function taken(choice) {
    choices.mark(choice.id);
    say(words().chosen(textIn(choice.label)));
    window.setTimeout(() => { if (walk.chosen === choice) choices.hide(); }, MARKED_MS);
  }

  function over(id, node) {
    choices.hide();
    captions.write("", "");
    showEnd(id, node);
  }

  function showEnd(id, node) {
    const endings = Object.keys(story.nodes).filter((name) => story.nodes[name].endCard);
    const seen = endings.filter((name) => settings.seen.has(name)).length;
    end.show(node && node.ending ? textIn(node.ending.title) : "", seen, walk.canGoBack(), words());
  }

  function trouble() {
    screen.stop();
    find(".trouble").textContent = words().broken;
    find(".trouble").hidden = false;
  }

  function say(text) {
    find("[role=status]").textContent = text;
  }

  /** From a server, have the clips at hand to which the choices lead; from a disk they are. */
  function fetchAhead(node) {
    if (!/^https?:$/.test(window.location.protocol)) return;
    for (const choice of node.choices) {
      fetch(walk.first(choice.target).file, { priority: "low" }).then((answer) => answer.blob()).catch(() => {});
    }
  }

  const does = {
    start: () => walk.begin(),
    again: () => does.restart(),
    restart: () => { find(".trouble").hidden = true; choices.hide(); walk.state === "starting" ? walk.begin() : walk.restart(); },
    back: () => { choices.hide(); walk.goBack(); },
    pause: () => {
      if (walk.state === "starting") walk.begin();
      else if (walk.state !== "ended") screen.paused ? walk.resume() : walk.pause();
    },
    mute: () => settings.set("muted", !settings.get("muted")),
    captions: () => settings.set("captions", settings.get("captions") ? "" : settings.lastCaptions),
    full: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else if (room.requestFullscreen) room.requestFullscreen().catch(() => {});
    },
    settings: () => openSettings(find(".settings").hidden),
    close: () => openSettings(false),
    choose: (place) => { const button = choices.buttons[place]; if (button) walk.pick(button.dataset.choice); },
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
    if (walk.state === "ended") showEnd(walk.id, walk.node);
    if (choices.open) offered(walk.node);
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
    walk.tick();
    const item = screen.item;
    captions.show(item, screen.position, settings.get("captions"));
    if (choices.open && walk.node && walk.node.window) {
      const whole = (walk.node.window.closes_ms || 0) - walk.node.window.opens_ms;
      const left = walk.left();
      choices.countdown(left === null ? null : left / whole, whole / 1000);
    }
    room.classList.toggle("stalled", Boolean(item) && !screen.paused && !screen.front.ended && screen.front.readyState < 3);
  }

  function everyFrame() {
    look();
    window.requestAnimationFrame(everyFrame);
  }

  gallae.walk = walk;
  gallae.screen = screen;
  gallae.settings = settings;
  document.title = story.title;
  room.style.setProperty("--ratio", `${story.width} / ${story.height}`);
  applySettings();
  listen();
  everyFrame();
  window.setInterval(look, 250); // a page in the background gets no animation frames
  walk.begin();
})(window.GALLAE);
