/* What the player says in English. */
(function (gallae) {
  "use strict";

  gallae.english = {
    language: "Language", captions: "Captions", off: "Off", timeLimit: "Time limit for choices",
    timeLimitHint: "Without it, the film waits until you choose.",
    stretch: "Time to choose", times: (count) => (count === 1 ? "As the film gives" : `${count} times as long`),
    captionSize: "Size of captions", captionSizes: { small: "Small", normal: "Normal", large: "Large", largest: "Largest" },
    captionLook: "Behind captions", captionLooks: { shade: "Shade", solid: "Black", outline: "Nothing, outlined" },
    letters: "Keys of one letter or number",
    description: "Say in text what is to be seen", volume: "Volume",
    startLine: "A branching film: now and then you decide how it goes on.", play: "Play",
    keysHint: "1–9 or arrows and Enter choose · Space pauses · M sound · C captions · F full screen · R from the beginning",
    goOn: "Go on where you left off", fromBeginning: "From the beginning", soFar: "So far",
    toCheckpoint: "Back to the last checkpoint",
    sharedLine: (title) => `You were sent an ending of this film: “${title}”.`, watchEnding: "Watch this ending",
    ending: "Ending", theEnd: "The End", playAgain: "Play again", backToChoice: "Back to the last choice",
    credits: "Films used", changes: "Excerpts were cut, scaled and put in a new order.",
    unknownLicence: "licence unknown", seen: (seen, all) => `Endings seen: ${seen} of ${all}`,
    left: (count) => (count === 1 ? "One is left." : `${count} are left.`), allSeen: "You have seen them all.",
    share: "Link to this ending", shared: "The link has been copied.", sharedAddress: "Address of this ending",
    choose: (count) => `Choose one of ${count}`, seconds: (count) => `${count} seconds`, chosen: (label) => `Chosen: ${label}`,
    controls: "Film", pause: "Pause or go on (Space)", restart: "From the beginning (R)", mute: "Sound (M)",
    captionsButton: "Captions (C)", settings: "Settings", full: "Full screen (F)", backButton: "Back to the last choice (B)",
    map: "What you have seen (V)", pip: "Picture in picture (P)", close: "Close",
    mapTitle: "What you have seen", mapHint: "A filled dot is a way you took, an empty one a way you did not.",
    notSeen: "not yet seen", start: "Beginning", wayTaken: "taken", wayNotTaken: "not taken",
    dataTitle: "What is kept of your viewing", dataHint: "Only in this browser: what you were shown, what you chose, and when.",
    download: "Save as a file", forget: "Delete", forgotten: "It has been deleted.",
    report: (host) => `Send what I choose, and when, to ${host}`,
    reportHint: "The makers of this film would like to learn from it. It carries no name. You can change this at any time.",
    broken: "This part cannot be played. Check that the folder “media” is complete, then start again.",
  };
})(window.GALLAE = window.GALLAE || {});
