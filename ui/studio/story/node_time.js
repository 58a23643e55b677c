/* A node's own time: how long it plays, which piece of which film shows at a moment, and that moment as a still picture. */
(function () {
  "use strict";
  const { el } = Gallae;

  /** How long a clip plays at its speed, in ms. */
  Gallae.clipLasts = (clip) => (clip.end_ms - clip.start_ms) / (clip.treatment ? clip.treatment.speed : 1);

  /** For how long a clip shows together with the one before it, in ms; as `story.model.overlap_ms`. */
  function together(before, clip) {
    const wanted = (clip.treatment && clip.treatment.crossfade_ms) || 0;
    return before ? Math.min(wanted, Gallae.clipLasts(before) / 2, Gallae.clipLasts(clip) / 2) : 0;
  }

  /** How long all clips of a node play, in ms. */
  Gallae.nodeLasts = (node) => node.clips.reduce((sum, clip, place) => sum + Gallae.clipLasts(clip) - together(node.clips[place - 1], clip), 0);

  /** Return the piece of the footage's file that is the clip. */
  Gallae.pieceOf = function (clip, footage) {
    const offset = footage.playing.start_ms - footage.start_ms;
    return { url: footage.playing.url, start_ms: Math.max(0, clip.start_ms + offset), end_ms: Math.max(0, clip.end_ms + offset) };
  };

  /** Return what shows at a moment of a node's own time: {url, ms, fit}, or null where its film is missing. */
  Gallae.momentOf = function (store, node, ms) {
    let begins = 0;
    for (const [place, clip] of node.clips.entries()) {
      begins -= together(node.clips[place - 1], clip);
      const last = place === node.clips.length - 1;
      if (ms < begins + Gallae.clipLasts(clip) || last) return shownAt(store, clip, Math.min(Math.max(0, ms - begins), Gallae.clipLasts(clip) - 40));
      begins += Gallae.clipLasts(clip);
    }
    return null;
  };

  function shownAt(store, clip, ms) {
    const footage = store.footageOf(clip);
    const treatment = clip.treatment || { speed: 1, fit: "pad" };
    return footage ? { url: footage.playing.url, ms: Gallae.pieceOf(clip, footage).start_ms + Math.max(0, ms) * treatment.speed, fit: treatment.fit } : null;
  }

  /** The ratio of the finished film: that of the film that gives most footage, as `creator.profile` chooses it. */
  Gallae.storyRatio = function (store) {
    const lengths = new Map();
    for (const clip of store.story.nodes.flatMap((node) => node.clips)) {
      const footage = store.footageOf(clip);
      if (footage) lengths.set(footage.ratio, (lengths.get(footage.ratio) || 0) + Gallae.clipLasts(clip));
    }
    return [...lengths].sort((one, other) => other[1] - one[1]).map(([ratio]) => ratio)[0] || 16 / 9;
  };

  /** A picture that stands still; `show(moment)` as `Gallae.momentOf` returns them. */
  Gallae.still = function (frame) {
    const video = el("video", { class: "ga-still", playsinline: true, muted: true, preload: "auto", tabindex: "-1", "aria-hidden": "true" });
    frame.append(video);
    return {
      show(moment) {
        video.hidden = !moment;
        if (!moment) return;
        video.style.objectFit = moment.fit === "crop" ? "cover" : "contain";
        if (video.getAttribute("src") !== moment.url) video.src = moment.url;
        video.currentTime = moment.ms / 1000;
      },
    };
  };
})();
