"""Whether memory stays flat while films grow longer: one pass over films of half an hour and of two hours.

python benchmarks/long_film.py [HOURS …]

The films are made by playing half a minute of drawn shots over and over; nothing of them is encoded twice.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from measure import measured
from table import table

_HOURS = (0.5, 2.0)
_PIECE_SECONDS = 30


def make_piece(folder: Path) -> Path:
    """Encode half a minute of 160×90 with a cut every five seconds and a tone."""
    path = folder / "piece.mp4"
    picture = f"testsrc2=s=160x90:r=25:d={_PIECE_SECONDS},hue=h='90*floor(t/5)'"
    sound = f"sine=frequency=440:sample_rate=16000:d={_PIECE_SECONDS}"
    _ffmpeg(
        "-f",
        "lavfi",
        "-i",
        picture,
        "-f",
        "lavfi",
        "-i",
        sound,
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        path,
    )
    return path


def make_long(piece: Path, hours: float) -> Path:
    """Play a piece over and over into a film of its own."""
    path = piece.with_name(f"long{hours:g}.mkv")
    times = round(hours * 3600 / _PIECE_SECONDS)
    _ffmpeg("-stream_loop", times - 1, "-i", piece, "-c", "copy", path)
    return path


def watch_whole(film: Path) -> int:
    """Do what indexing does to picture and sound, without the network; return the number of shots."""
    from indexing.frames import FilmReader
    from indexing.measuring import measure_film
    from indexing.probe import probe
    from indexing.shots import ShotWay
    from library import no_progress

    facts = probe(film, no_progress)
    return len(measure_film(FilmReader(film), facts, no_progress, ShotWay.QUICK).shots)


def main() -> str:
    """Measure and return the table."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        piece = make_piece(Path(folder))
        for hours in [float(one) for one in sys.argv[1:]] or _HOURS:
            film = make_long(piece, hours)
            result = measured(watch_whole, film, runs=1)
            film.unlink()
            rows.append(
                (f"{hours:g}", result.value, result.megabytes, result.seconds, hours * 3600 / result.seconds)
            )
    return table(
        "Long films",
        "One pass in one fresh process each, without the network, whose memory is the same for every length; "
        "160×90 at 25 pictures a second.",
        ("hours", "shots", "peak MB", "seconds", "× film's speed"),
        rows,
    )


def _ffmpeg(*arguments: object) -> None:
    from imageio_ffmpeg import get_ffmpeg_exe

    command = [get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *map(str, arguments)]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    print(main())
