/* What the index of an MP4 file says: its tracks, their codecs, and where and when each sample is. */
(function (gallae) {
  "use strict";

  /** The entries of a table box: each is `[count, value]`, told one value at a time by the function returned. */
  function runs(box, valueOf) {
    if (!box) return () => 0;
    const entries = box.view.getUint32(4);
    let entry = 0;
    let left = entries ? box.view.getUint32(8) : 0;
    return () => {
      while (left === 0 && entry < entries - 1) left = box.view.getUint32(8 + 8 * ++entry);
      if (left === 0) throw new gallae.NotPlayable(`${box.type} ends too early`);
      left -= 1;
      return valueOf(box.view, 12 + 8 * entry);
    };
  }

  /** Where each sample lies in the file. */
  function offsets(table, sizes) {
    const wide = table.at("co64");
    const chunks = (wide || table.at("stco")).view;
    const groups = table.at("stsc").view;
    const found = new Float64Array(sizes.length);
    let sample = 0;
    for (let chunk = 0, group = 0; chunk < chunks.getUint32(4); chunk++) {
      while (group + 1 < groups.getUint32(4) && groups.getUint32(8 + 12 * (group + 1)) <= chunk + 1) group++;
      let at = wide ? Number(chunks.getBigUint64(8 + 8 * chunk)) : chunks.getUint32(8 + 4 * chunk);
      for (let left = groups.getUint32(12 + 12 * group); left > 0 && sample < sizes.length; left--, sample++) {
        found[sample] = at;
        at += sizes[sample];
      }
    }
    if (sample < sizes.length) throw new gallae.NotPlayable("stsc ends too early");
    return found;
  }

  function sizesOf(box) {
    const [same, count] = [box.view.getUint32(4), box.view.getUint32(8)];
    if (count > 5e6) throw new gallae.NotPlayable("there are too many samples");
    return Uint32Array.from({ length: count }, (_, place) => same || box.view.getUint32(12 + 4 * place));
  }

  /** By how much a track's times are moved by its edit list, in its own units. */
  function shiftOf(track, timescale, movieTimescale) {
    const list = track.at("edts", "elst");
    if (!list) return 0;
    const wide = list.view.getUint8(0) === 1;
    const step = wide ? 20 : 12;
    let delay = 0;
    for (let place = 0; place < list.view.getUint32(4); place++) {
      const at = 8 + step * place;
      const length = wide ? Number(list.view.getBigUint64(at)) : list.view.getUint32(at);
      const start = wide ? Number(list.view.getBigInt64(at + 8)) : list.view.getInt32(at + 4);
      if (start >= 0) return start - Math.round((delay * timescale) / movieTimescale);
      delay += length;
    }
    return 0;
  }

  function samplesOf(table) {
    const sizes = sizesOf(table.at("stsz"));
    const places = offsets(table, sizes);
    const duration = runs(table.at("stts"), (view, at) => view.getUint32(at));
    const signed = runs(table.at("ctts"), (view, at) => view.getInt32(at));
    const keys = table.at("stss");
    const isKey = new Set(keys ? Array.from({ length: keys.view.getUint32(4) }, (_, place) => keys.view.getUint32(8 + 4 * place) - 1) : []);
    let time = 0;
    return Array.from(sizes, (size, place) => {
      const sample = { at: places[place], size, time, duration: duration(), late: signed(), key: !keys || isKey.has(place) };
      time += sample.duration;
      return sample;
    });
  }

  const hex = (number) => number.toString(16).padStart(2, "0");

  /** The length of an MPEG-4 descriptor, and where its content begins. */
  function descriptor(view, at) {
    do at += 1; while (view.getUint8(at) & 0x80);
    return at + 1;
  }

  /** "mp4a.40.2" of an `esds` box: the object type, and of AAC its kind. */
  function codecOfSound(view) {
    const stream = descriptor(view, 4) + 3; // ES_Descriptor: its id and its flags come first
    const config = descriptor(view, stream);
    const type = view.getUint8(config);
    if (type !== 0x40) return `mp4a.${hex(type)}`;
    const own = descriptor(view, config + 13);
    return `mp4a.40.${view.getUint8(own) >> 3}`;
  }

  const CODECS = {
    avcC: (view, entry) => `${entry}.${hex(view.getUint8(1))}${hex(view.getUint8(2))}${hex(view.getUint8(3))}`,
    esds: codecOfSound,
    dOps: () => "opus",
    vpcC: (view) => `vp09.${[4, 5, 6].map((at) => String(at === 6 ? view.getUint8(6) >> 4 : view.getUint8(at)).padStart(2, "0")).join(".")}`,
    av1C: (view) => {
      const [profile, tier] = [view.getUint8(1), view.getUint8(2)];
      const depth = tier & 0x40 ? (tier & 0x20 ? 12 : 10) : 8;
      return `av01.${profile >> 5}.${String(profile & 31).padStart(2, "0")}${tier & 0x80 ? "H" : "M"}.${String(depth).padStart(2, "0")}`;
    },
  };

  /** A track's codec as RFC 6381 writes it. */
  function codecOf(description, kind) {
    const entry = description.children(8)[0];
    const found = entry.children(kind === "video" ? 78 : 28).find((box) => box.type in CODECS);
    if (!found) throw new gallae.NotPlayable(`${entry.type} is not known here`);
    return CODECS[found.type](found.view, entry.type);
  }

  const KINDS = { vide: "video", soun: "audio" };

  function trackOf(track, movieTimescale) {
    const head = track.at("mdia", "mdhd").view;
    const kind = KINDS[String.fromCharCode(...new Uint8Array(track.at("mdia", "hdlr").view.buffer, track.at("mdia", "hdlr").view.byteOffset + 8, 4))];
    const timescale = head.getUint32(head.getUint8(0) === 1 ? 20 : 12);
    const table = track.at("mdia", "minf", "stbl");
    if (!kind) return null;
    return {
      box: track,
      kind,
      id: track.at("tkhd").view.getUint32(track.at("tkhd").view.getUint8(0) === 1 ? 20 : 12),
      timescale,
      shift: shiftOf(track, timescale, movieTimescale),
      codec: codecOf(table.at("stsd"), kind),
      samples: samplesOf(table),
    };
  }

  /**
   * Read the index of an MP4 file: `{ movie, tracks }`, or `null` while it is not there whole.
   * @param bytes What of the file has come so far.
   */
  gallae.readIndex = function (bytes) {
    const movie = gallae.boxesIn(bytes).find((box) => box.type === "moov");
    if (!movie || movie.end > bytes.length) return null;
    try {
      const head = movie.at("mvhd").view;
      const movieTimescale = head.getUint32(head.getUint8(0) === 1 ? 20 : 12);
      const tracks = movie.children().filter((box) => box.type === "trak").map((box) => trackOf(box, movieTimescale)).filter(Boolean);
      if (tracks.filter((one) => one.kind === "video" && one.samples.length).length !== 1) throw new gallae.NotPlayable("it wants one picture track");
      return { movie, tracks };
    } catch (wrong) {
      if (wrong instanceof RangeError || wrong instanceof TypeError) throw new gallae.NotPlayable(`its index is broken: ${wrong.message}`);
      throw wrong;
    }
  };
})(window.GALLAE);
