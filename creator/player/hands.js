/* What a viewer does, with a mouse, a finger, a keyboard, a remote control or a gamepad, and what comes of it. */
(function (gallae) {
  "use strict";

  const QUIET_MS = 2600; // after which controls step back
  const LOUDER = 0.1;

  /** Listen to a viewer; `look()` of what is returned is called often, for gamepads. */
  gallae.listen = function (parts) {
    const { room, play, settings, choices, moments } = parts;
    const find = (selector) => room.querySelector(selector);
    const does = actions(parts);
    const pads = new gallae.Gamepads({ ...does, take: () => take(does) });

    room.addEventListener("click", (event) => {
      const button = event.target.closest("[data-does]");
      if (button) {
        if (event.detail > 0 && !button.closest(".panel, .end")) button.blur(); // a click leaves Space to the film
        does[button.dataset.does]();
      } else if (!event.target.closest(".choices, .hotspots, .panel, .end, .start")) {
        if (does.close() === false) does.pause();
      }
    });
    find("[data-tells=report]").addEventListener("change", ({ target }) => settings.set("report", target.checked));
    gallae.listenToKeys(does, () => choices.open, () => settings.get("letters"));
    window.addEventListener("pagehide", () => {
      if (play.state === "starting" || play.state === "ended" || play.visiting) return;
      play.leaveNode();
      moments.note("gone", { node: play.id });
    });
    stepBack(room);
    return pads;
  };

  /** Have the controls step back while nobody moves. */
  function stepBack(room) {
    let quiet = 0;
    const wake = () => {
      room.classList.remove("quiet");
      window.clearTimeout(quiet);
      quiet = window.setTimeout(() => room.classList.add("quiet"), QUIET_MS);
    };
    for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) room.addEventListener(name, wake);
    wake();
  }

  /** Do what the control with the keyboard is for; without one, pause or go on. */
  function take(does) {
    const here = document.activeElement;
    if (here && here.matches("button, a, input[type=checkbox]")) here.click();
    else does.pause();
  }

  function actions(parts) {
    const { room, play, settings, choices, words, say } = parts;
    const find = (selector) => room.querySelector(selector);
    const panels = panelsOf(parts);

    const does = {
      ...panels,
      start: () => {
        parts.sender.agree();
        play.begin();
      },
      resume: () => {
        parts.sender.agree();
        play.resume();
      },
      visit: () => play.visit(parts.shared),
      again: () => does.restart(),
      restart: () => {
        find(".trouble").hidden = true;
        choices.hide();
        if (play.state === "starting") does.start();
        else play.restart();
      },
      back: () => (play.canGoBack() ? play.goBack() : false),
      checkpoint: () => {
        panels.close();
        play.backToCheckpoint();
      },
      pause: () => {
        if (play.state === "starting") parts.bookmark.at ? does.resume() : does.start();
        else if (play.state !== "ended") parts.screen().paused ? play.goOn() : play.pause();
      },
      mute: () => settings.set("muted", !settings.get("muted")),
      louder: () => volume(LOUDER),
      quieter: () => volume(-LOUDER),
      captions: () => settings.set("captions", settings.get("captions") ? "" : settings.lastCaptions),
      full: () => {
        if (document.fullscreenElement) document.exitFullscreen();
        else if (room.requestFullscreen) room.requestFullscreen().catch(() => {});
      },
      pip: () => {
        if (document.pictureInPictureElement) document.exitPictureInPicture();
        else if (document.pictureInPictureEnabled) parts.screen().front.requestPictureInPicture().catch(() => {});
      },
      share: async () => {
        const link = gallae.linkTo(play.id);
        parts.end.showLink(link);
        if (await gallae.copied(link)) say(words().shared);
      },
      download: () => parts.moments.save(),
      forget: () => {
        parts.moments.forget();
        say(words().forgotten);
      },
      choose: (place) => {
        const button = choices.buttons[place];
        if (button) play.pick(button.dataset.choice);
      },
      focus: () => choices.focusFirst(),
      arrow: (key) => {
        const sideways = key === "ArrowLeft" || key === "ArrowRight";
        if (choices.open && sideways && !panels.isOpen() && !document.activeElement.closest(".controls")) choices.move(key === "ArrowRight" ? 1 : -1);
        else if (!gallae.moveFocus(room, key) && choices.open && key === "ArrowDown") choices.move(1);
      },
    };

    function volume(step) {
      settings.set("volume", Math.round(Math.min(1, Math.max(0, settings.get("volume") + step)) * 100) / 100);
    }
    return does;
  }

  /** Opening and closing the settings and the map; only one of them is open. */
  function panelsOf({ room, play, choices, map, words }) {
    const find = (selector) => room.querySelector(selector);
    const shown = () => find(".panel:not([hidden])");

    function close() {
      const panel = shown();
      if (!panel) return false;
      const name = panel.classList.contains("map") ? "map" : "settings";
      const within = panel.contains(document.activeElement);
      panel.hidden = true;
      find(`.controls [data-does=${name}]`).setAttribute("aria-expanded", "false");
      if (!within) return true;
      if (choices.open) choices.focusFirst();
      else find(`.controls [data-does=${name}]`).focus();
      return true;
    }

    function toggle(name, open) {
      const wasOpen = !find(`.${name}`).hidden;
      close();
      if (wasOpen) return;
      find(`.controls [data-does=${name}]`).setAttribute("aria-expanded", "true");
      open();
    }

    return {
      close,
      isOpen: () => Boolean(shown()),
      map: () => toggle("map", () => map.show(play.id, words())),
      settings: () => toggle("settings", () => {
        find(".settings").hidden = false;
        find(".settings select").focus();
      }),
    };
  }
})(window.GALLAE);
