/* The keyboard in the Find place: “/” goes to the box, arrows between cards, Enter plays, “a” adds. */
(function () {
  "use strict";

  /** Listen in a place; `box` is its search box, `does` holds what a letter does with a card: {a(card), …}. */
  Gallae.cardKeys = function (root, box, does) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || !root.offsetParent || isWritten(event) || hasMore(event)) return;
      event.preventDefault();
      box.focus();
      box.select();
    });
    root.addEventListener("focusin", (event) => {
      const card = event.target.closest(".ga-card");
      if (card) makeStop(root, card);
    });
    root.addEventListener("keydown", (event) => onCard(root, box, does, event));
    box.addEventListener("keydown", (event) => {
      const first = event.key === "ArrowDown" && cardsOf(root)[0];
      if (first) go(event, first);
    });
  };

  const isWritten = (event) => Boolean(event.target.closest("input, textarea, select, [contenteditable], dialog"));
  const hasMore = (event) => event.ctrlKey || event.metaKey || event.altKey;
  const cardsOf = (root) => [...root.querySelectorAll(".ga-card")].filter((card) => card.offsetParent);

  /** Only one card at a time is a stop of the tab key; its buttons follow it. */
  function makeStop(root, card) {
    root.querySelectorAll(".ga-card[tabindex='0']").forEach((one) => one !== card && (one.tabIndex = -1));
    card.tabIndex = 0;
  }

  function onCard(root, box, does, event) {
    const card = event.target.closest(".ga-card");
    if (!card || event.target !== card || hasMore(event)) return;
    const cards = cardsOf(root);
    const place = cards.indexOf(card);
    if (event.key === "ArrowUp" && !above(cards, card, -1)) return go(event, box);
    const next = {
      ArrowRight: () => cards[place + 1], ArrowLeft: () => cards[place - 1], Home: () => cards[0], End: () => cards[cards.length - 1],
      ArrowDown: () => above(cards, card, 1), ArrowUp: () => above(cards, card, -1),
    }[event.key];
    if (next) return go(event, next() || card);
    if (event.key === "Enter") press(event, card.querySelector(".ga-start"));
    else if (event.key === " " || event.key === "Escape") pause(event, card);
    else if (does[event.key]) {
      event.preventDefault();
      does[event.key](card);
    }
    return undefined;
  }

  /** Return the card closest above (-1) or below (1) another. */
  function above(cards, card, way) {
    const from = card.getBoundingClientRect();
    const others = cards.map((one) => [one, one.getBoundingClientRect()]).filter(([, place]) => (place.top - from.top) * way > 1);
    const nearest = Math.min(...others.map(([, place]) => Math.abs(place.top - from.top)));
    const row = others.filter(([, place]) => Math.abs(place.top - from.top) <= nearest + 1);
    row.sort(([, one], [, other]) => Math.abs(one.left - from.left) - Math.abs(other.left - from.left));
    return row.length ? row[0][0] : null;
  }

  function go(event, target) {
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  function press(event, start) {
    const video = start.parentElement.querySelector("video.ga-video");
    event.preventDefault();
    if (!video) start.click();
    else video.click();
  }

  function pause(event, card) {
    const video = card.querySelector("video.ga-video");
    if (!video) return;
    event.preventDefault();
    if (event.key === "Escape") video.pause();
    else video.click();
  }
})();
