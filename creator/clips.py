"""The render cache: clips cut once, named by what they were made from, and found again."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from creator.cutting.agreement import may_be_copied
from creator.cutting.parameter_sets import UnreadableStream
from creator.encoder import Encoder, FfmpegEncoder
from creator.ffmpeg import Report
from creator.look import Lead, Look
from creator.loudness import gain_for, loudness_of
from creator.profile import Profile
from creator.source import LOCAL_FILMS, find_piece
from creator.takes import Take
from creator.title_picture import write_title
from library.progress import Cancelled, Progress, no_progress
from library.records import Film
from story.model import Clip
from story.treatment import AS_IT_IS

RECIPE_VERSION = 2
"""Raised whenever the encoder would write other bytes for the same clip: old files are then left alone."""

POLL = 0.2  # seconds between two reports of progress


@dataclass(frozen=True)
class Rendered:
    """A clip as a file, and how long it plays in seconds."""

    file: Path
    duration: Fraction

    @property
    def duration_ms(self) -> int:
        """How long it plays, to the nearest millisecond."""
        return round(self.duration * 1000)


@dataclass(frozen=True)
class Job:
    """Something to be rendered unless it is there already.

    Attributes:
        file: Where it belongs.
        frames: About how many frames it will have, for progress.
        render: Writes it; raises `Cancelled` if its report does.
    """

    file: Path
    frames: int
    render: Callable[[Report], None]


def cache_name(recipe: dict[str, object]) -> str:
    """Return the file name of what is made from `recipe`: the hash of it and of the recipe's version."""
    text = json.dumps({"version": RECIPE_VERSION, **recipe}, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32] + ".mp4"


class ClipCache:
    """Cuts clips into a folder, and knows which are there.

    Args:
        folder: Where rendered clips lie; it can be deleted at any time.
        profile: How they are encoded.
        encoder: What encodes them.
        loudness: What all clips are brought to, in LUFS; `None` leaves them as loud as they are.
        copying: Whether pictures of films that agree with the profile are copied. Such clips play one after the
            other, but cannot be joined into one file.
    """

    def __init__(
        self,
        folder: Path,
        profile: Profile,
        encoder: Encoder | None = None,
        *,
        loudness: float | None = None,
        copying: bool = False,
    ) -> None:
        self.folder = folder
        self.profile = profile
        self.workers = os.cpu_count() or 1
        self.encoder: Encoder = encoder or FfmpegEncoder(threads=1 if self.workers > 1 else None)
        self.loudness = loudness
        self.copying = copying

    def file_of(self, clip: Clip | Take) -> Path:
        """Return where a clip lies once it is rendered; a clip by itself is a take that has no neighbours."""
        take = clip if isinstance(clip, Take) else Take(clip)
        recipe = {
            **_recipe(take.clip),
            "lead": _recipe(take.lead) if take.lead else None,
            "goes_on": take.goes_on,
            "title": take.title,
            "heard": [_range(take.heard), _range(take.lead_heard)],
            "profile": asdict(self.profile),
            "loudness": self.loudness,
            "copying": self.copying,
        }
        return self.folder / cache_name(recipe)

    def job(self, clip: Clip | Take, film: Film, lead_film: Film | None = None) -> Job:
        """Return the work of rendering a clip.

        Args:
            clip: The clip.
            film: Its film.
            lead_film: The film of the clip from which it crossfades, if it does; by default the same.
        """
        take = clip if isinstance(clip, Take) else Take(clip)
        file = self.file_of(take)

        def render(report: Report) -> None:
            with TemporaryDirectory(prefix="gallae-clip-") as folder:
                self._write(take, film, lead_film or film, file, Path(folder), report)

        frames = round(Fraction(take.clip.duration_ms, 1000) * self.profile.frame_rate)
        return Job(file, max(1, frames), render)

    def _write(
        self, take: Take, film: Film, lead_film: Film, file: Path, folder: Path, report: Report
    ) -> None:
        piece = find_piece(take.clip, film)
        look = self._look(take, film, lead_film, folder)
        if self.copying and look.keeps_pictures and may_be_copied(piece, film, self.profile):
            try:
                self.encoder.copy(piece, self.profile, file, report, look)
            except UnreadableStream:  # the clip is the same if it is encoded, it only takes longer
                self.encoder.cut(piece, self.profile, file, report, look)
        else:
            self.encoder.cut(piece, self.profile, file, report, look)

    def _look(self, take: Take, film: Film, lead_film: Film, folder: Path) -> Look:
        lead = None
        if take.lead is not None:
            before = find_piece(take.lead, lead_film)
            sound = Look(take.lead.treatment, self._gain(take.lead_heard or take.lead, lead_film))
            lead = Lead(before, sound)
        title = None
        if take.title:
            title = write_title(take.title, self.profile.width, self.profile.height, folder / "title.png")
        gain = self._gain(take.heard or take.clip, film)
        return Look(take.clip.treatment, gain, title, lead, take.goes_on)

    def _gain(self, clip: Clip, film: Film) -> float:
        if self.loudness is None or clip.treatment.muted:
            return 0.0
        return gain_for(loudness_of(find_piece(clip, film), clip, film, self.folder), self.loudness)

    def render(self, jobs: Iterable[Job], stage: str, progress: Progress = no_progress) -> None:
        """Do the jobs whose files are not there, several side by side.

        Args:
            jobs: What is wanted; the same file twice is rendered once.
            stage: Name of this stage for progress, which counts frames.
            progress: Told how far it is; may raise `Cancelled`, which stops every encoder.

        Raises:
            CreatorError: The first failure; the others are stopped.
            Cancelled: `progress` raised it.
        """
        wanted = {job.file: job for job in jobs}
        missing = [job for job in wanted.values() if not is_whole(job.file)]
        if missing:
            _Crew(missing, stage, progress).work(self.workers)

    def rendered(self, file: Path) -> Rendered:
        """Return a file that was rendered, and how long it plays."""
        return Rendered(file, _duration(file))


class _Crew:
    """Workers that render side by side; one failure or `Cancelled` stops them all."""

    def __init__(self, jobs: Sequence[Job], stage: str, progress: Progress) -> None:
        self._jobs = jobs
        self._stage = stage
        self._progress = progress
        self._stop = Event()
        self._done = [0] * len(jobs)
        self._total = sum(job.frames for job in jobs)

    def work(self, workers: int) -> None:
        with ThreadPoolExecutor(workers, thread_name_prefix="render") as pool:
            try:
                self._watch([pool.submit(self._render, number) for number in range(len(self._jobs))])
            finally:
                self._stop.set()  # on the way out of a failure, waiting for the pool must not take long

    def _render(self, number: int) -> None:
        job = self._jobs[number]
        self._report(number, 0)
        job.render(lambda frames: self._report(number, frames))
        self._done[number] = job.frames

    def _report(self, number: int, frames: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self._done[number] = min(frames, self._jobs[number].frames)

    def _watch(self, futures: Sequence[Future[None]]) -> None:
        pending = set(futures)
        while pending:
            self._progress(self._stage, sum(self._done), self._total)
            finished, pending = wait(pending, timeout=POLL, return_when=FIRST_COMPLETED)
            for future in finished:
                future.result()
        self._progress(self._stage, self._total, self._total)


def _recipe(clip: Clip) -> dict[str, object]:
    """Return what a rendering depends on of a clip: neither what the scene was called nor what joins it to others."""
    said = replace(clip.treatment, title={}, crossfade_ms=0)
    return {
        "film": clip.film,
        "start_ms": clip.start_ms,
        "end_ms": clip.end_ms,
        "treatment": {} if said == AS_IT_IS else asdict(said),
    }


def _range(clip: Clip | None) -> list[int] | None:
    return [clip.start_ms, clip.end_ms] if clip else None


def _duration(file: Path) -> Fraction:
    """Return how long the picture of a file of ours plays, in seconds."""
    import av

    with av.open(f"file:{file.absolute()}", options=dict(LOCAL_FILMS)) as container:
        stream = container.streams.video[0]
        return Fraction(stream.duration or 0) * Fraction(stream.time_base or 1)


def is_whole(file: Path) -> bool:
    """Say whether a rendered file is there and opens."""
    import av

    try:
        return file.is_file() and frames_in(file) > 0
    except av.FFmpegError:
        return False


def frames_in(file: Path) -> int:
    """Return how many pictures an MP4 file of ours says it has."""
    import av

    with av.open(f"file:{file.absolute()}", options=dict(LOCAL_FILMS)) as container:
        return container.streams.video[0].frames
