"""What a transcriber hears becomes cues in the film's time; without one, or its model, that is said in one line."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexing import SpeechUnavailable
from indexing.guard import Guard
from indexing.speech import (
    SAMPLE_RATE,
    FasterWhisper,
    ScriptedTranscriber,
    Transcriber,
    is_transcript,
    transcript,
    write_sound,
)
from indexing.subtitles import read_cues
from library import Cue
from library.progress import Progress, no_progress
from tests.conftest import ffmpeg

HEARD = [Cue(0, 500, 1500, " Who put it out?", "en"), Cue(0, 1600, 1600, "nothing", "en")]


class _Measuring:
    """Says how much it heard, and how loud."""

    name = "measuring"

    def transcribe(self, sound: NDArray[np.float32], progress: Progress = no_progress) -> list[Cue]:
        progress("transcript", 1, 1)
        loudest = int(np.abs(sound).argmax())
        return [Cue(0, 1000 * loudest // SAMPLE_RATE, 1000 * len(sound) // SAMPLE_RATE, "x", "en")]


@pytest.fixture(scope="module")
def beep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a film of four seconds that beeps from the third on."""
    path = tmp_path_factory.mktemp("beep") / "beep.mkv"
    sound = "aevalsrc='if(gte(t,2),0.8*sin(2764*t),0)':d=4:s=44100"
    ffmpeg("-f", "lavfi", "-i", "color=s=64x48:d=4", "-f", "lavfi", "-i", sound, "-c:a", "pcm_s16le", path)
    return path


def test_sound_is_given_in_seconds_of_the_film(beep: Path) -> None:
    with Guard(beep) as guard:
        source = transcript(guard, beep, Fraction(0), _Measuring(), no_progress)
        assert source is not None
        (cue,) = read_cues(source)
        assert abs(cue.start_ms - 2000) < 30 and abs(cue.end_ms - 4000) < 60
        earlier = transcript(guard, beep, Fraction(1, 2), _Measuring(), no_progress)
        assert earlier is not None and cue.start_ms - read_cues(earlier)[0].start_ms == 500


def test_what_is_heard_is_kept_as_a_source_of_its_own(beep: Path) -> None:
    with Guard(beep) as guard:
        source = transcript(guard, beep, Fraction(0), ScriptedTranscriber(HEARD), no_progress)
        nothing = transcript(guard, beep, Fraction(0), ScriptedTranscriber([]), no_progress)
    assert source is not None and nothing is None
    assert source.name == "speech.scripted.en.srt" and is_transcript(source.name)
    assert [(cue.start_ms, cue.text, cue.language) for cue in read_cues(source)] == [
        (500, "Who put it out?", "en")
    ]


def test_a_film_without_sound_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "silent.mkv"
    ffmpeg("-f", "lavfi", "-i", "color=s=64x48:d=1", path)
    assert write_sound(path, tmp_path / "raw", progress=no_progress) is None


@pytest.mark.parametrize("transcriber", [ScriptedTranscriber(HEARD), FasterWhisper("/no/such/model")])
def test_every_transcriber_keeps_the_contract(transcriber: Transcriber) -> None:
    second = np.zeros(SAMPLE_RATE, np.float32)
    try:
        cues = transcriber.transcribe(second, no_progress)
    except SpeechUnavailable as error:
        assert isinstance(transcriber, FasterWhisper)
        assert error.remedy and "\n" not in str(error)
        return
    assert transcriber.name and all(cue.start_ms <= cue.end_ms and cue.language for cue in cues)
