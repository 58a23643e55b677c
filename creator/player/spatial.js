/* Arrow keys without a mouse, as on a television: the keyboard goes to the nearest control in a direction. */
(function (gallae) {
  "use strict";

  const LAYERS = [".panel:not([hidden])", ".start.asking:not([hidden])", ".end:not([hidden])"];
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function within(room) {
    const top = LAYERS.map((layer) => room.querySelector(layer)).find(Boolean);
    const parts = top ? [top, room.querySelector(".controls")] : [room];
    return parts.flatMap((part) => [...part.querySelectorAll("button, a[href], select, input")]).filter(canBeSeen);
  }

  function canBeSeen(element) {
    return !element.disabled && element.getClientRects().length > 0 && window.getComputedStyle(element).visibility !== "hidden";
  }

  function middle(element) {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  }

  /** Move the keyboard; return whether there was anything that way. */
  gallae.moveFocus = function (room, key) {
    const [right, down] = WAYS[key];
    const controls = within(room);
    const here = document.activeElement;
    if (!controls.includes(here)) {
      if (controls.length) controls[0].focus();
      return controls.length > 0;
    }
    const [x, y] = middle(here);
    const measured = controls.filter((one) => one !== here).map((control) => {
      const [dx, dy] = middle(control).map((value, axis) => value - [x, y][axis]);
      return { control, along: dx * right + dy * down, across: Math.abs(dx * down) + Math.abs(dy * right) };
    });
    const ahead = measured.filter(({ along, across }) => along > 4 && across < 4 * along + 40);
    if (!ahead.length) return false;
    const far = ({ along, across }) => along + 2 * across;
    ahead.reduce((best, one) => (far(one) < far(best) ? one : best)).control.focus();
    return true;
  };
})(window.GALLAE);
