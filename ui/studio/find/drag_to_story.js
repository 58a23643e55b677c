/* A scene that is dragged over a place's tab and rests there opens that place, so that it can be dropped in it. */
(function () {
  "use strict";
  const RESTS = 500; // ms
  let over = null;
  let timer = 0;

  document.addEventListener("dragover", (event) => {
    if (!Gallae.dragsScene(event)) return;
    const tab = event.target.closest && event.target.closest("#ga-places > .tab-wrapper button[role=tab]");
    if (tab) event.preventDefault(); // shows that something happens here
    if (tab === over) return;
    leave();
    over = tab;
    if (!tab || tab.getAttribute("aria-selected") === "true") return;
    tab.classList.add("ga-drag-over");
    timer = setTimeout(() => {
      tab.click();
      leave();
    }, RESTS);
  });
  document.addEventListener("dragstart", (event) => Gallae.dragsScene(event) && Gallae.wake("story")); // ready when it gets there
  for (const kind of ["dragend", "drop"]) document.addEventListener(kind, leave);

  function leave() {
    clearTimeout(timer);
    if (over) over.classList.remove("ga-drag-over");
    over = null;
  }
})();
