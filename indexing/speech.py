"""What is said in a film that has no subtitles: a transcriber writes it down as cues.

`faster-whisper` is the real one, an optional extra (`pip install "gallae[speech]"`) with a model that somebody put on
this machine; nothing is ever downloaded. `ScriptedTranscriber` is the shipped one for tests.
"""

import re
import tempfile
from collections.abc import Iterable, Sequence
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexing.container import open_container
from indexing.errors import SpeechUnavailable
from indexing.guard import Guard
from indexing.subtitles.line import LONGEST_MS, MOST_LINES
from indexing.subtitles.written import srt_text
from library.findings import Source
from library.progress import Progress, no_progress
from library.records import Cue

DEFAULT_MODEL = "small"
SAMPLE_RATE = 16_000
"""Samples a second that a transcriber is given."""

_EXTRA = 'Install it with `pip install "gallae[speech]"`, or add the film without --transcribe.'
_LEAST_SURE, _NO_SPEECH = -1.0, 0.6
"""Segments less probable and more likely silence than this are noise taken for words (Radford et al. 2022, 4.5)."""


class Transcriber(Protocol):
    """Writes down what is said."""

    name: str
    """Which one it is, and with which model."""

    def transcribe(self, sound: NDArray[np.float32], progress: Progress) -> Sequence[Cue]:
        """Return what is said, by time, with times from the first sample in milliseconds.

        Args:
            sound: Samples from -1 to 1, shape `(samples,)`, `SAMPLE_RATE` a second.
            progress: Told how many seconds of how many were heard.

        Raises:
            SpeechUnavailable: The program or its model is not on this machine.
        """


class FasterWhisper:
    """Whisper by faster-whisper, loaded when the first film comes.

    Args:
        model: The path of a model's folder, or the name of one in the local model cache (`small`, `large-v3`).
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.name = f"faster-whisper-{model}"
        self._model = model

    def transcribe(self, sound: NDArray[np.float32], progress: Progress = no_progress) -> Sequence[Cue]:
        """See `Transcriber.transcribe`."""
        segments, info = self._loaded().transcribe(sound, vad_filter=True)
        cues = []
        for segment in segments:
            progress("transcript", round(segment.end), round(info.duration))
            if segment.avg_logprob >= _LEAST_SURE or segment.no_speech_prob <= _NO_SPEECH:
                start, end = round(segment.start * 1000), round(segment.end * 1000)
                cues.append(Cue(0, start, end, segment.text, info.language))
        return cues

    def _loaded(self) -> Any:
        try:  # by name, since the extra is not there when types are checked
            program = import_module("faster_whisper")
        except ImportError as error:
            raise SpeechUnavailable(
                "faster-whisper, which writes speech down, is not installed.", _EXTRA
            ) from error
        try:
            return program.WhisperModel(self._model, device="cpu", compute_type="int8", local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise SpeechUnavailable(
                f"{self._model}: no such speech model is on this machine.",
                "Give the path of a model's folder, or the name of one that is in the local model cache.",
            ) from error


class ScriptedTranscriber:
    """Hears what it was told to hear, whatever the film: for tests."""

    name = "scripted"

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = tuple(cues)

    def transcribe(self, sound: NDArray[np.float32], progress: Progress = no_progress) -> Sequence[Cue]:
        """See `Transcriber.transcribe`."""
        progress("transcript", len(sound) // SAMPLE_RATE, len(sound) // SAMPLE_RATE)
        return self._cues


def transcript(
    guard: Guard, path: Path, origin: Fraction, transcriber: Transcriber, progress: Progress
) -> Source | None:
    """Return what a transcriber hears in a film, as a source to keep beside it, or `None` if nothing is said.

    Args:
        guard: Decodes the sound.
        path: The film.
        origin: The time of the file's own axis that a player shows as 0:00, in seconds.
        transcriber: Who writes it down.
        progress: Told how far it is.

    Raises:
        FilmUnreadable: The sound cannot be decoded.
        SpeechUnavailable: The program or its model is not on this machine.
    """
    with tempfile.TemporaryDirectory(prefix="gallae-sound-") as folder:
        raw = Path(folder) / "sound.s16"
        start = guard.run(write_sound, path, raw, progress=progress)
        if start is None or not raw.stat().st_size:
            return None
        sound = np.fromfile(raw, "<i2").astype(np.float32) / np.float32(32768)
    later = round((start - origin) * 1000)
    cues = [
        Cue(0, one.start_ms + later, one.end_ms + later, one.text, one.language)
        for _, one in zip(range(MOST_LINES), transcriber.transcribe(sound, progress), strict=False)
    ]
    kept = [cue for cue in cues if cue.text.strip() and 0 <= cue.start_ms < cue.end_ms <= LONGEST_MS]
    if not kept:
        return None
    language = kept[0].language.split("-")[0].lower()
    return Source("subtitles", f"{transcript_prefix(transcriber)}{language}.srt", srt_text(kept).encode())


def transcript_prefix(transcriber: Transcriber) -> str:
    """Return how the names of the sources that a transcriber writes begin."""
    return f"speech.{re.sub(r'[^A-Za-z0-9]+', '-', transcriber.name)[-60:]}."


def is_transcript(name: str) -> bool:
    """Say by a source's name whether a transcriber wrote it."""
    return name.startswith("speech.")


def write_sound(path: Path, target: Path, *, progress: Progress) -> Fraction | None:
    """Write a film's first sound track as little-endian 16-bit samples, one channel, `SAMPLE_RATE` a second.

    Returns:
        When its first sample is heard on the file's own axis, in seconds, or `None` if there is no sound.
    """
    from av.audio.resampler import AudioResampler
    from av.error import FFmpegError

    resampler, start, written = AudioResampler("s16", "mono", SAMPLE_RATE), None, 0
    with open_container(path) as container, target.open("wb") as file:
        if not container.streams.audio:
            return None
        packets = container.demux(container.streams.audio[0])
        while (packet := _next(packets)) is not None:
            try:
                frames = packet.decode()
            except FFmpegError:  # one broken packet is a moment of silence
                continue
            for frame in frames:
                if start is None and frame.pts is not None:
                    start = frame.pts * Fraction(frame.time_base)
                for piece in resampler.resample(frame):
                    written += file.write(piece.to_ndarray().astype("<i2").tobytes())
            if written > 2 * SAMPLE_RATE * LONGEST_MS // 1000:
                break
            progress("sound", written // (2 * SAMPLE_RATE), 0)
    return start


def _next(packets: Any) -> Any:
    from av.error import FFmpegError

    try:
        return next(packets, None)
    except FFmpegError:
        return None
