"""Encodes the pictures at the ends of a clip so that they fit copied ones: same size, colours and codec profile."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from creator.cutting.parameter_sets import ParameterSets, parameter_sets, units_of, with_lengths

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

QUALITY = 14
"""Constant rate factor of x264 at the seams: few pictures, beside which the copied ones must not look better."""

GLOBAL_HEADER = 1 << 22  # AV_CODEC_FLAG_GLOBAL_HEADER: parameter sets apart from the pictures
MOST_IDS = 32  # of sequence parameter sets (ITU-T H.264, 7.4.2.1.1)
PROFILES = {66: "baseline", 77: "main", 100: "high"}


@dataclass(frozen=True)
class Sample:
    """A picture as MP4 keeps it, and when it is shown (PTS of the source)."""

    pts: int
    data: bytes
    is_key: bool


class EdgeEncoder:
    """Encodes runs of pictures of one film, all with the same parameter sets.

    Args:
        stream: The film's video stream.
        sets: Its parameter sets, whose ids are left alone.
    """

    def __init__(self, stream: "VideoStream", sets: ParameterSets) -> None:
        self._stream = stream
        self._id = next(number for number in range(MOST_IDS) if number not in sets.ids)
        self._profile = PROFILES[sets.profile[0]]
        self._level = sets.profile[2]
        self.sets: ParameterSets | None = None

    def encoded(
        self, container: "InputContainer", key: int, shown: tuple[int, ...], preset: str
    ) -> Iterator[Sample]:
        """Yield the pictures shown at some moments, the first as a key frame.

        Args:
            container: The film.
            key: When the key frame is shown from which the first of them can be decoded.
            shown: The moments, in PTS of the source, rising; a run without gaps.
            preset: How long x264 thinks.

        Raises:
            EOFError: The film has not all of them.
        """
        encoder = self._encoder(preset, Fraction(self._stream.time_base or 1))
        missing = set(shown)
        for frame in _frames(container, self._stream, key, shown[-1]):
            if frame.pts in missing:
                missing.discard(frame.pts)
                frame.pict_type = 0  # x264 chooses; what the source had means nothing here
                yield from self._samples(encoder, frame)
        if missing:
            raise EOFError("the film has not all pictures of the clip")
        yield from self._samples(encoder, None)

    def _encoder(self, preset: str, time_base: Fraction) -> "VideoCodecContext":
        from av import CodecContext

        source = self._stream.codec_context
        encoder: VideoCodecContext = CodecContext.create("libx264", "w")
        encoder.width, encoder.height, encoder.pix_fmt = source.width, source.height, "yuv420p"
        encoder.time_base = time_base
        encoder.framerate = Fraction(self._stream.average_rate or 24)
        if source.sample_aspect_ratio is not None:  # not every film says
            encoder.sample_aspect_ratio = source.sample_aspect_ratio
        encoder.color_primaries, encoder.color_trc = source.color_primaries, source.color_trc
        encoder.colorspace, encoder.color_range = source.colorspace, source.color_range
        encoder.flags |= GLOBAL_HEADER
        encoder.thread_count = 1
        encoder.options = {
            "preset": preset,
            "crf": str(QUALITY),
            "profile": self._profile,
            "x264-params": f"sps-id={self._id}:bframes=0:keyint=infinite:scenecut=0:level={self._level / 10}",
        }
        encoder.open()
        return encoder

    def _samples(self, encoder: "VideoCodecContext", frame: "VideoFrame | None") -> Iterator[Sample]:
        for packet in encoder.encode(frame):
            if self.sets is None:
                self.sets, _ = parameter_sets(encoder.extradata or b"")
            assert packet.pts is not None  # of a picture that had one
            yield Sample(packet.pts, with_lengths(units_of(bytes(packet), 0)), packet.is_keyframe)


def _frames(
    container: "InputContainer", stream: "VideoStream", key: int, last: int
) -> "Iterator[VideoFrame]":
    """Yield the pictures shown until `last`, from a key frame on."""
    container.seek(key, stream=stream, backward=True)
    for frame in container.decode(stream):
        if frame.pts is not None and frame.pts > last:
            break
        yield frame
