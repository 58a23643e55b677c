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

  /** How far a place is from another: along a way, beside it (nothing while they overlap), and between their middles. */
  function distance(here, there, [right, down]) {
    const from = here.getBoundingClientRect();
    const to = there.getBoundingClientRect();
    const dx = (to.left + to.right - from.left - from.right) / 2;
    const dy = (to.top + to.bottom - from.top - from.bottom) / 2;
    const gap = right ? Math.max(from.top, to.top) - Math.min(from.bottom, to.bottom) : Math.max(from.left, to.left) - Math.min(from.right, to.right);
    return { control: there, along: dx * right + dy * down, across: Math.max(0, gap), off: Math.abs(right ? dy : dx) };
  }

  /** Move the keyboard; return whether there was anything that way. */
  gallae.moveFocus = function (room, key) {
    const controls = within(room);
    const here = document.activeElement;
    if (!controls.includes(here)) {
      if (controls.length) controls[0].focus();
      return controls.length > 0;
    }
    const measured = controls.filter((one) => one !== here).map((one) => distance(here, one, WAYS[key]));
    const ahead = measured.filter(({ along, across }) => along > 4 && across < 4 * along + 40);
    if (!ahead.length) return false;
    const straight = ahead.filter(({ across }) => across === 0);
    const far = ({ along, across, off }) => along + 2 * across + off / 10;
    (straight.length ? straight : ahead).reduce((best, one) => (far(one) < far(best) ? one : best)).control.focus();
    return true;
  };
})(window.GALLAE);
