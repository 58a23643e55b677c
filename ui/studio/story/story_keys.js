/* Keys of the Story place: remove, undo, choose all, duplicate, search. */
(function () {
  "use strict";
  const WRITING = "input:not([type=checkbox]), textarea, select, dialog, video, [contenteditable]";

  /** By key with Ctrl or Cmd held, what a desk does. */
  const WITH_CONTROL = {
    z: (desk, event) => desk.store.step(event.shiftKey ? "redo" : "undo"),
    y: (desk) => desk.store.step("redo"),
    a: (desk) => desk.graph.selectAll(),
    d: (desk) => desk.duplicate(),
    f: (desk) => desk.search.open(),
  };

  Gallae.deskKeys = {
    /** Whether what is typed is meant for the story. */
    hasKeys(event) {
      const at = event.target instanceof Element ? event.target : document.body;
      return document.body.dataset.place === "story" && Boolean(this.store.story && this.graph) && !at.closest(WRITING) && !document.querySelector("dialog[open]");
    },

    key(event) {
      if (!this.hasKeys(event)) return;
      if (event.ctrlKey || event.metaKey) {
        const does = WITH_CONTROL[event.key.toLowerCase()];
        if (!does) return;
        does(this, event);
      } else if ((event.key === "Delete" || event.key === "Backspace") && this.several.length) this.removeAll(this.several);
      else if (event.key === "Escape" && this.several.length) this.select();
      else return;
      event.preventDefault();
    },
  };
})();
