/* The keyboard: 1–9, arrows, Enter and Space for choices; letters for the film, on Korean keyboards too. */
(function (gallae) {
  "use strict";

  const LETTERS = {
    m: "mute", c: "captions", f: "full", r: "restart", b: "back", v: "map", p: "pip", "+": "louder", "=": "louder", "-": "quieter",
    ㅡ: "mute", ㅊ: "captions", ㄹ: "full", ㄱ: "restart", ㅠ: "back", ㅍ: "map", ㅔ: "pip",
  };
  const CLOSE = ["Escape", "GoBack", "BrowserBack"]; // the last two are keys of remote controls

  const closest = (target, what) => target instanceof Element && target.closest(what) !== null;

  /** Whether an arrow belongs to the field that has the keyboard: left and right change it, up and down leave it. */
  function isForField(event) {
    return closest(event.target, "select, input:not([type=checkbox])") && !["ArrowUp", "ArrowDown"].includes(event.key);
  }

  /**
   * @param does what each key is for: the actions of `LETTERS`, `choose(place)`, `arrow(key)`, `pause()`, `close()`, `focus()`.
   * @param hasShortcuts whether keys of one letter or number do anything: who speaks to a computer may not want that.
   */
  gallae.listenToKeys = function (does, isChoosing, hasShortcuts) {
    function act(event) {
      const { key, target } = event;
      const onControl = closest(target, "button, a, select, input");
      if (CLOSE.includes(key)) return does.close();
      if (key.startsWith("Arrow")) return isForField(event) ? false : does.arrow(key);
      if (closest(target, "select, input:not([type=checkbox])")) return false;
      const name = hasShortcuts() && LETTERS[key.toLowerCase()];
      if (name) return does[name]();
      if (/^[1-9]$/.test(key)) return isChoosing() && hasShortcuts() ? does.choose(Number(key) - 1) : false;
      if ((key === " " || key === "Enter") && !onControl) return isChoosing() ? does.focus() : does.pause();
      return false;
    }

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (act(event) !== false) event.preventDefault();
    });
  };
})(window.GALLAE);
