/* Choices that lie on the picture: rectangles in per cent of it that move from key frame to key frame. */
(function (gallae) {
  "use strict";

  /** Where a hotspot `[[at_ms, left, top, width, height], …]` lies at a time: `[left, top, width, height]` in per cent. */
  gallae.rectangleAt = function (frames, time) {
    const after = frames.findIndex(([at]) => at > time);
    if (after === 0) return frames[0].slice(1);
    if (after < 0) return frames[frames.length - 1].slice(1);
    const [from, to] = [frames[after - 1], frames[after]];
    const share = (time - from[0]) / (to[0] - from[0]);
    return from.slice(1).map((value, place) => value + share * (to[place + 1] - value));
  };

  /** Where the picture lies in a room that is wider or higher than it, in pixels. */
  gallae.pictureIn = function (room, ratio) {
    const { clientWidth, clientHeight } = room;
    const width = Math.min(clientWidth, clientHeight * ratio);
    const height = width / ratio;
    return { left: (clientWidth - width) / 2, top: (clientHeight - height) / 2, width, height };
  };

  /** Put a button where its hotspot is now. */
  gallae.placeOn = function (button, frames, time, picture) {
    const [left, top, width, height] = gallae.rectangleAt(frames, time);
    Object.assign(button.style, {
      left: `${picture.left + (left / 100) * picture.width}px`,
      top: `${picture.top + (top / 100) * picture.height}px`,
      width: `${(width / 100) * picture.width}px`,
      height: `${(height / 100) * picture.height}px`,
    });
  };
})(window.GALLAE);
