/* Where a viewer left off, and the last checkpoint: kept in this browser, with all that the story remembers. */
(function (gallae) {
  "use strict";

  gallae.Bookmark = class {
    constructor(story) {
      this.key = `gallae.place.${story.id}`;
      this.rules = new gallae.Rules(story);
      const kept = gallae.kept(this.key, {});
      this.at = this.stillThere(kept.at);
      this.checkpoint = this.stillThere(kept.checkpoint);
    }

    /** A place as the story can hold it now, which may have been published anew; `null` if there is none. */
    stillThere(place) {
      const state = place && this.rules.restored(place.state);
      return state ? { state, chance: place.chance } : null;
    }

    /** A walker has entered a node. The very beginning is not worth coming back to. */
    reached(walker) {
      this.at = Object.keys(walker.state.taken).length ? walker.place : null;
      if (walker.node.checkpoint) this.checkpoint = walker.place;
      this.keep();
    }

    finished() {
      this.at = null;
      this.keep();
    }

    keep() {
      gallae.keep(this.key, { at: this.at, checkpoint: this.checkpoint });
    }
  };
})(window.GALLAE);
