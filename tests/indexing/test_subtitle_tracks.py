"""Text tracks inside a film are read like files beside it; tracks of pictures are named as unreadable."""

from fractions import Fraction
from pathlib import Path

import pytest

from indexing.subtitles import read_cues
from indexing.subtitles.tracks import is_track, read_tracks
from library.progress import no_progress
from tests.conftest import ffmpeg

SRT = "1\n00:00:01,000 --> 00:00:02,500\n<i>Who</i> put\nit out?\n\n2\n00:00:03,000 --> 00:00:04,000\nMINA: {no tag}\n"


@pytest.mark.parametrize(
    ("codec", "name"), [("mov_text", "f.mp4"), ("subrip", "f.mkv"), ("ass", "f.mkv"), ("webvtt", "f.webm")]
)
def test_a_text_track_of_every_kind_gives_its_lines(tmp_path: Path, codec: str, name: str) -> None:
    (tmp_path / "s.srt").write_text(SRT)
    film = tmp_path / name
    black = ("-f", "lavfi", "-i", "color=c=black:s=64x48:d=5")
    ffmpeg(*black, "-i", tmp_path / "s.srt", "-map", "0", "-map", "1", "-c:s", codec,
           "-metadata:s:s:0", "language=eng", film)  # fmt: skip
    tracks = read_tracks(film, Fraction(0), progress=no_progress)
    (source,) = tracks.sources
    assert source.name == "track-1.eng.srt" and is_track(source.name) and tracks.unreadable == ()
    assert [(cue.start_ms, cue.end_ms, cue.text, cue.speaker, cue.language) for cue in read_cues(source)] == [
        (1000, 2500, "Who put\nit out?", "", "en"),
        (3000, 4000, "{no tag}", "Mina", "en"),
    ]
    later = read_tracks(film, Fraction(1, 2), progress=no_progress).sources[0]
    assert read_cues(later)[0].start_ms == 500


def test_tracks_of_pictures_are_named(shared: Path) -> None:
    tracks = read_tracks(shared / "media/popeye/popeye_p1.mkv", Fraction(0), progress=no_progress)
    assert tracks.sources == ()
    (line,) = tracks.unreadable
    assert "track 1 (eng)" in line and "PGS" in line and "--subtitles" in line and "\n" not in line


def test_a_film_that_breaks_off_gives_the_lines_up_to_there(tmp_path: Path) -> None:
    (tmp_path / "s.srt").write_text(SRT)
    whole, broken = tmp_path / "f.mkv", tmp_path / "b.mkv"
    ffmpeg(
        "-f", "lavfi", "-i", "testsrc=s=64x48:d=5", "-i", tmp_path / "s.srt", "-map", "0", "-map", "1", whole
    )
    content = whole.read_bytes()
    broken.write_bytes(content[: len(content) // 2])
    found = [
        cue.text
        for one in read_tracks(broken, Fraction(0), progress=no_progress).sources
        for cue in read_cues(one)
    ]
    assert found == ["Who put\nit out?", "{no tag}"][: len(found)]
