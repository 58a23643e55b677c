/* Watches a player: every picture that is presented, every change of clip, and every moment without sound. */
(() => {
  const seen = { frames: [], shown: [], quiet: [] };
  window.seams = seen;

  function watch(video, number) {
    const see = (now, { mediaTime }) => {
      seen.frames.push([now, number, mediaTime]);
      video.requestVideoFrameCallback(see);
    };
    video.requestVideoFrameCallback(see);
  }

  async function listen(videos) {
    const context = new AudioContext({ sampleRate: 48000 });
    const meter = `registerProcessor("meter", class extends AudioWorkletProcessor {
      process([input]) {
        const loud = input.length > 0 && input[0].some((one) => Math.abs(one) > 0.02);
        if (!loud) this.port.postMessage(currentTime);
        return true;
      }
    });`;
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([meter], { type: "text/javascript" })));
    const node = new AudioWorkletNode(context, "meter");
    node.port.onmessage = ({ data }) => seen.quiet.push(data);
    for (const video of videos) context.createMediaElementSource(video).connect(node);
    node.connect(context.destination);
    return context;
  }

  window.probe = async () => {
    const { play } = window.GALLAE;
    const videos = [...document.querySelectorAll("video")];
    const sound = await listen(videos);
    videos.forEach(watch);
    const shown = play.shown.bind(play);
    play.shown = (item) => {
      const { screen } = window.GALLAE;
      const from = screen.on ? screen.on.from : 0;
      seen.shown.push({ now: performance.now(), element: videos.indexOf(screen.front), from, sound: sound.currentTime, kind: item.kind, streams: Boolean(screen.on) });
      shown(item);
    };
    window.setInterval(() => {
      if (play.state === "choosing" && play.time > 600) play.pick(play.offered[seen.shown.length % play.offered.length].id);
    }, 20);
  };
})();
