/* The keyboard: 1–9, arrows, Enter and Space for choices; Space, M, C, F, R for the film. */
(function (gallae) {
  "use strict";

  /** @param does what each key is for: `choose(place)`, `move(step)`, `pause()`, `mute()`, `captions()`, `full()`, `restart()`, `close()` */
  gallae.listenToKeys = function (does, isChoosing) {
    const PLAIN = { m: "mute", c: "captions", f: "full", r: "restart", ㅡ: "mute", ㅊ: "captions", ㄹ: "full", ㄱ: "restart" };
    const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

    function onControl(target) {
      return target instanceof Element && target.closest("button, a, select, input") !== null;
    }

    function choosing(event) {
      if (/^[1-9]$/.test(event.key)) return does.choose(Number(event.key) - 1);
      if (event.key in STEPS) return does.move(STEPS[event.key]);
      if ((event.key === " " || event.key === "Enter") && !onControl(event.target)) return does.move(0);
      return undefined;
    }

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const inForm = event.target instanceof Element && event.target.closest("select, input") !== null;
      if (event.key === "Escape") return does.close();
      if (inForm) return undefined;
      const name = PLAIN[event.key.toLowerCase()];
      if (name) does[name]();
      else if (isChoosing() && (event.key in STEPS || /^[1-9]$/.test(event.key) || !onControl(event.target))) choosing(event);
      else if (event.key === " " && !onControl(event.target)) does.pause();
      else return undefined;
      if (name || event.key in STEPS || event.key === " ") event.preventDefault();
      return undefined;
    });
  };
})(window.GALLAE);
