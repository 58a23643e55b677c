/* Turns an MP4 file as it lies on a disk into fragments that MediaSource takes, group of pictures by group. */
(function (gallae) {
  "use strict";

  const { box, words32, joined } = gallae;

  /** Seconds added to all times, because a fragment cannot begin before 0 and sound does: its encoder's run-in. */
  gallae.RUN_IN_S = 1;

  const KEY = 0x02000000; // sample flags: needs no other sample
  const OTHER = 0x01010000;

  /** Copy a box with its children, of which `change(child)` may replace some (`null` leaves one out). */
  function rebuilt(old, change) {
    return box(old.type, ...old.children().map((child) => {
      const made = change(child);
      return made === undefined ? child.whole : made;
    }).filter(Boolean));
  }

  function emptyTable(table) {
    const none = words32(0, 0);
    return box("stbl", table.at("stsd").whole, box("stts", none), box("stsc", none), box("stsz", none, words32(0)), box("stco", none));
  }

  /** A track of the file, without its samples. */
  function bareTrack(track) {
    const inMedia = (child) => (child.type === "stbl" ? emptyTable(child) : undefined);
    const inTrack = (child) => (child.type === "minf" ? rebuilt(child, inMedia) : undefined);
    return rebuilt(track.box, (child) => (child.type === "mdia" ? rebuilt(child, inTrack) : child.type === "tkhd" ? undefined : null));
  }

  /** What comes before all fragments. */
  gallae.initOf = function ({ movie, tracks }) {
    const brands = new TextEncoder().encode("iso6\0\0\0\0iso6mp41");
    const extends_ = tracks.map(({ id }) => box("trex", words32(0, id, 1, 0, 0, 0)));
    return joined([box("ftyp", brands), box("moov", movie.at("mvhd").whole, ...tracks.map(bareTrack), box("mvex", ...extends_))]);
  };

  /** "video/mp4; codecs=…" */
  gallae.typeOf = ({ tracks }) => `video/mp4; codecs="${tracks.map((track) => track.codec).join(",")}"`;

  const seconds = (track, sample) => (sample.time - track.shift) / track.timescale;

  /** A file cut at its key frames: `[{ from_s, end_s, bytes, parts: [{ track, samples }] }]`; `bytes`: how much of the file it needs. */
  gallae.groupsOf = function ({ tracks }) {
    const video = tracks.find((track) => track.kind === "video");
    const keys = video.samples.flatMap((sample, place) => (sample.key || place === 0 ? [place] : []));
    const taken = new Map(tracks.map((track) => [track, 0]));
    return keys.map((first, number) => {
      const last = number === keys.length - 1;
      const until = last ? Infinity : seconds(video, video.samples[keys[number + 1]]);
      const parts = tracks.map((track) => {
        const from = taken.get(track);
        let to = track === video ? (last ? video.samples.length : keys[number + 1]) : from;
        if (track !== video) while (to < track.samples.length && seconds(track, track.samples[to]) < until) to++;
        taken.set(track, to);
        return { track, samples: track.samples.slice(from, to) };
      }).filter((part) => part.samples.length);
      const bytes = Math.max(...parts.flatMap((part) => part.samples.map((sample) => sample.at + sample.size)));
      const shown = video.samples[first];
      return { from_s: seconds(video, shown) + shown.late / video.timescale, end_s: until, bytes, parts };
    });
  };

  /** When the last picture has been shown, in seconds from the first. */
  gallae.lengthOf = function ({ tracks }) {
    const video = tracks.find((track) => track.kind === "video");
    return video.samples.reduce((end, sample) => Math.max(end, sample.time + sample.late + sample.duration), 0) / video.timescale - video.shift / video.timescale;
  };

  function run({ track, samples }, at) {
    const rows = samples.flatMap(({ duration, size, key, late }) => [duration, size, key ? KEY : OTHER, late]);
    const begin = samples[0].time - track.shift + gallae.RUN_IN_S * track.timescale;
    if (begin < 0) throw new gallae.NotPlayable("a track begins too early");
    return box("traf",
      box("tfhd", words32(0x020000, track.id)), // data offsets count from the fragment's start
      box("tfdt", words32(0x01000000, Math.floor(begin / 2 ** 32), begin % 2 ** 32)),
      box("trun", words32(0x01000f01, samples.length, at, ...rows)));
  }

  /**
   * A group as fragments, one a track, the sound's first. Where a clip's sound begins, its encoder's run-in lies before
   * what came last, which has every track wait for a key frame: behind the picture's, the pictures after it would be lost.
   */
  gallae.fragmentOf = function (group, bytes, number) {
    const soundFirst = [...group.parts].sort((one, other) => Number(one.track.kind === "video") - Number(other.track.kind === "video"));
    return joined(soundFirst.map((part) => fragment(part, bytes, number)));
  };

  function fragment(part, bytes, number) {
    const head = (at) => box("moof", box("mfhd", words32(0, number)), run(part, at));
    const data = part.samples.map((sample) => bytes.subarray(sample.at, sample.at + sample.size));
    return joined([head(head(0).length + 8), box("mdat", ...data)]);
  }
})(window.GALLAE);
