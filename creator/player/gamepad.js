/* Gamepads and remote controls that say they are one: the cross or the stick moves, A takes, B closes, Start pauses. */
(function (gallae) {
  "use strict";

  const BUTTONS = { 0: "take", 1: "close", 2: "captions", 3: "map", 9: "pause", 12: "ArrowUp", 13: "ArrowDown", 14: "ArrowLeft", 15: "ArrowRight" };
  const FAR = 0.6; // of a stick's way

  gallae.Gamepads = class {
    /** @param does What each button is for: `take()`, `close()`, `captions()`, `map()`, `pause()`, `arrow(key)`. */
    constructor(does) {
      this.does = does;
      this.before = new Set();
    }

    /** Called often: does what has been pressed since the last time. */
    look() {
      const pads = navigator.getGamepads ? [...navigator.getGamepads()].filter(Boolean) : [];
      const pressed = new Set(pads.flatMap((pad) => [...this.buttons(pad), ...this.stick(pad)]));
      for (const name of pressed) {
        if (this.before.has(name)) continue;
        if (name.startsWith("Arrow")) this.does.arrow(name);
        else this.does[name]();
      }
      this.before = pressed;
    }

    buttons(pad) {
      return pad.buttons.flatMap((button, place) => (button.pressed && BUTTONS[place] ? [BUTTONS[place]] : []));
    }

    stick({ axes: [x = 0, y = 0] }) {
      if (Math.abs(x) > FAR) return [x > 0 ? "ArrowRight" : "ArrowLeft"];
      return Math.abs(y) > FAR ? [y > 0 ? "ArrowDown" : "ArrowUp"] : [];
    }
  };
})(window.GALLAE);
