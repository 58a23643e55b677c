/* The boxes of an MP4 file (ISO/IEC 14496-12): found in bytes, and written. */
(function (gallae) {
  "use strict";

  /** Raised where a file is not an MP4 that can be taken apart here. */
  gallae.NotPlayable = class extends Error {};

  const name = (bytes, at) => String.fromCharCode(...bytes.subarray(at, at + 4));

  /** A box: where it and its content lie in some bytes. */
  class Box {
    constructor(bytes, start, content, end) {
      Object.assign(this, { bytes, start, content, end });
      this.type = name(bytes, start + 4);
      this.view = new DataView(bytes.buffer, bytes.byteOffset + content, Math.max(0, Math.min(end, bytes.length) - content));
    }

    /** The boxes in it; `skip` bytes of its content come before them. */
    children(skip = 0) {
      return gallae.boxesIn(this.bytes, this.content + skip, this.end);
    }

    /** The box at a path of types, or `undefined`. */
    at(...types) {
      return types.reduce((box, type) => box && box.children().find((one) => one.type === type), this);
    }

    get whole() {
      return this.bytes.subarray(this.start, this.end);
    }
  }

  /** The boxes between two places; the last may reach beyond the bytes that are there. */
  gallae.boxesIn = function (bytes, from = 0, to = bytes.length) {
    const found = [];
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const last = Math.min(to, bytes.length);
    for (let at = from; at + 8 <= last;) {
      let size = view.getUint32(at);
      let head = 8;
      if (size === 1) {
        if (at + 16 > last) break;
        size = Number(view.getBigUint64(at + 8));
        head = 16;
      }
      if (size === 0) size = to - at;
      if (size < head) throw new gallae.NotPlayable("a box is shorter than its head");
      found.push(new Box(bytes, at, at + head, at + size));
      at += size;
    }
    return found;
  };

  /** Put bytes one after the other. */
  gallae.joined = function (parts) {
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };

  /** Numbers of 32 bits, as bytes. */
  gallae.words32 = function (...numbers) {
    const bytes = new Uint8Array(4 * numbers.length);
    const view = new DataView(bytes.buffer);
    numbers.forEach((number, place) => view.setUint32(4 * place, number >>> 0));
    return bytes;
  };

  /** Write a box. */
  gallae.box = function (type, ...parts) {
    const content = gallae.joined(parts);
    const head = gallae.words32(content.length + 8, 0);
    for (let place = 0; place < 4; place++) head[4 + place] = type.charCodeAt(place);
    return gallae.joined([head, content]);
  };
})(window.GALLAE);
