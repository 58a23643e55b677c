/* Puts the parts together: the story, the screen, the play, and what a viewer sees. */
(function (gallae) {
  "use strict";

  const MARKED_MS = 1400; // how long a taken choice stays on the picture
  const story = window.GALLAE_STORY;
  const room = document.getElementById("room");
  const find = (selector) => room.querySelector(selector);
  const settings = new gallae.Settings(story);
  const words = () => gallae.wordsIn(settings.get("language"));
  const textIn = (text) => gallae.textIn(text, settings.get("language"), story.language);
  const has = (name) => Object.prototype.hasOwnProperty.call(story.nodes, name);

  const videos = [...room.querySelectorAll("video")];
  const hears = {
    shown: (item) => shown(item),
    ended: (item) => play.ended(item),
    refused: () => start.ask(),
    broken: () => trouble(),
    failed: (item, at) => playOtherwise(item, at),
  };
  const captions = new gallae.Captions(find(".captions"), find(".described"));
  const choices = new gallae.Choices(find(".choices"), find(".hotspots"), (id) => play.pick(id));
  const start = new gallae.StartScreen(find(".start"), story);
  const end = new gallae.EndScreen(find(".end"), story);
  const journey = new gallae.Journey(story);
  const map = new gallae.Map(find(".map"), story, journey, textIn);
  const bookmark = new gallae.Bookmark(story);
  const moments = new gallae.Moments(story);
  const sender = new gallae.Sender(story, settings, moments);
  const panel = new gallae.Panel(find(".settings"), story, settings, sender);
  let came = ""; // the node before
  const shared = gallae.sharedEnding(story);
  let screen = gallae.StreamScreen.isPossible ? new gallae.StreamScreen(videos[0], hears) : new gallae.Screen(videos, hears);
  const play = new gallae.Play(story, screen, settings, bookmark, { changed, entered, offered, taken, decided, left, over });

  function shown(item) {
    start.hide();
    end.hide();
    if (item.kind !== "clip") choices.hide();
    play.shown(item);
  }

  /** Go on with elements that take turns where the browser cannot put clips together itself. */
  function playOtherwise(item, at) {
    const { paused } = screen;
    gallae.screen = play.screen = screen = new gallae.Screen(videos, hears);
    applySound();
    screen.start(item, at);
    if (paused) screen.pause();
  }

  function changed() {
    room.dataset.state = play.state;
    room.dataset.node = play.id;
    room.dataset.paused = String(screen.paused);
    find(".controls [data-does=back]").hidden = !play.canGoBack();
    if (play.state !== "ended") end.hide();
  }

  function entered(node, step) {
    choices.hide();
    showCheckpoint();
    if (play.visiting) return;
    if (step && step.event === "started") moments.begin();
    if (step && step.event === "chosen") journey.take(step.choice);
    if (step && step.by === "automatic") moments.note("chosen", { node: came, choice: step.choice, by: "automatic", reaction_ms: null });
    journey.enter(node);
    moments.note("entered", { node });
    came = node;
  }

  function left(node, from_ms, to_ms) {
    if (!play.visiting) moments.note("watched", { node, from_ms, to_ms, duration_ms: story.nodes[node].duration_ms });
  }

  function offer() {
    const offers = play.offered.map((choice) => ({ ...choice, text: textIn(choice.label) }));
    choices.show(offers, words().choose(offers.length));
    if (play.chosen) choices.mark(play.chosen.id, play.decided);
  }

  function offered() {
    offer();
    if (document.pictureInPictureElement) document.exitPictureInPicture().catch(() => {});
    const limit = play.left();
    say([words().choose(play.offered.length), limit === null ? "" : words().seconds(Math.round(limit / 1000))].join(". "));
    moments.note("shown", { node: play.id, choices: play.offered.map((choice) => choice.id), limit_ms: limit === null ? null : Math.round(limit) });
  }

  function taken(choice, isFinal) {
    choices.mark(choice.id, isFinal);
    say(words().chosen(textIn(choice.label)));
  }

  function decided(choice, by, reaction_ms) {
    moments.note("chosen", { node: play.id, choice: choice.id, by, reaction_ms });
    choices.mark(choice.id, true);
    window.setTimeout(() => { if (play.chosen === choice) choices.hide(); }, MARKED_MS);
  }

  function over() {
    choices.hide();
    captions.clear();
    if (!play.visiting) {
      if (play.node.isEnd) journey.end(play.id);
      moments.note("ended", { node: play.id, kind: play.node.ending ? play.node.ending.kind : null });
    }
    showEnd();
  }

  /** What reminds the viewer of the story up to the last checkpoint; "" if nothing does. */
  function recap() {
    const node = bookmark.checkpoint && story.nodes[bookmark.checkpoint.state.node];
    return node && node.checkpoint ? textIn(node.checkpoint.recap) : "";
  }

  function titleOf(name) {
    return has(name) && story.nodes[name].ending ? textIn(story.nodes[name].ending.title) : "";
  }

  function showCheckpoint() {
    find(".checkpoint").hidden = bookmark.checkpoint === null;
    find(".checkpoint .recap").hidden = recap() === "";
    find(".checkpoint .told").textContent = recap();
  }

  function showStart() {
    start.offerToGoOn(bookmark.at !== null, recap());
    start.offerEnding(shared && (titleOf(shared) || words().theEnd), words());
    start.tell(sender.host, settings.get("report"), words());
    find(".start [data-word=play]").textContent = bookmark.at ? words().fromBeginning : words().play;
  }

  function showEnd() {
    const can = { goBack: play.canGoBack(), goToCheckpoint: bookmark.checkpoint !== null, share: play.node.isEnd };
    end.show(titleOf(play.id), journey, can, words());
  }

  function trouble() {
    screen.stop();
    find(".trouble").textContent = words().broken;
    find(".trouble").hidden = false;
  }

  function say(text) {
    find(".said").textContent = text;
  }

  function applySound() {
    screen.muted = settings.get("muted");
    screen.volume = settings.get("volume");
  }

  function applySettings() {
    const spoken = words();
    document.documentElement.lang = settings.get("language");
    applySound();
    room.dataset.muted = String(settings.get("muted"));
    room.dataset.captions = settings.get("captions") ? "on" : "off";
    room.dataset.captionSize = settings.get("captionSize");
    room.dataset.captionLook = settings.get("captionLook");
    for (const element of room.querySelectorAll("[data-word]")) element.textContent = spoken[element.dataset.word];
    for (const element of room.querySelectorAll("[data-label]")) {
      element.setAttribute("aria-label", spoken[element.dataset.label]);
      if (element.matches("button")) element.title = spoken[element.dataset.label];
    }
    find(".controls [data-does=captions]").hidden = story.languages.length === 0;
    find(".controls [data-does=pip]").hidden = !document.pictureInPictureEnabled;
    panel.fill(spoken);
    showCheckpoint();
    showStart();
    if (play.state === "ended") showEnd();
    if (choices.open) offer();
    if (map.open) map.show(play.id, spoken);
  }

  /** The track that says what is to be seen, "" if the viewer does not want one. */
  function descriptions() {
    const tracks = story.descriptions || [];
    if (!settings.get("description") || !tracks.length) return "";
    const language = settings.get("captions") || settings.get("language");
    return tracks.find((name) => name.startsWith(language)) || tracks[0];
  }

  /** What has to be looked at all the time: where the film is, and how long a choice is still open. */
  function look() {
    play.tick();
    captions.show(screen.item, screen.position, settings.get("captions"), descriptions());
    choices.place(play.time, gallae.pictureIn(room, story.width / story.height));
    if (choices.open && play.window) {
      const limit = play.left();
      choices.countdown(limit === null ? null : limit / play.whole, play.whole / 1000);
    }
    room.classList.toggle("stalled", screen.stalls);
  }

  function everyFrame() {
    look();
    hands.look();
    window.requestAnimationFrame(everyFrame);
  }

  Object.assign(gallae, { play, screen, settings, journey, moments });
  document.title = story.title;
  const hands = gallae.listen({ room, story, play, settings, choices, map, end, journey, moments, sender, bookmark, shared, words, say, screen: () => screen });
  settings.onChange(applySettings);
  applySettings();
  changed();
  everyFrame();
  window.setInterval(look, 250); // a page in the background gets no animation frames
  if (bookmark.at || shared || sender.asks) start.ask();
  else play.begin();
})(window.GALLAE);
