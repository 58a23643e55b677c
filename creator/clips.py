"""The render cache: clips cut once, named by what they were made from, and found again."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from threading import Event

from creator.encoder import Encoder, FfmpegEncoder
from creator.ffmpeg import Report
from creator.profile import Profile
from creator.source import LOCAL_FILMS, find_piece
from library.progress import Cancelled, Progress, no_progress
from library.records import Film
from story.model import Clip

RECIPE_VERSION = 1
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
    """

    def __init__(self, folder: Path, profile: Profile, encoder: Encoder | None = None) -> None:
        self.folder = folder
        self.profile = profile
        self.workers = os.cpu_count() or 1
        self.encoder: Encoder = encoder or FfmpegEncoder(threads=1 if self.workers > 1 else None)

    def file_of(self, clip: Clip) -> Path:
        """Return where the clip lies once it is rendered."""
        recipe = {"film": clip.film, "start_ms": clip.start_ms, "end_ms": clip.end_ms, "treatment": {}}
        return self.folder / cache_name({**recipe, "profile": asdict(self.profile)})

    def job(self, clip: Clip, film: Film) -> Job:
        """Return the work of rendering a clip."""

        def render(report: Report) -> None:
            self.encoder.cut(find_piece(clip, film), self.profile, self.file_of(clip), report)

        frames = round(Fraction(clip.duration_ms, 1000) * self.profile.frame_rate)
        return Job(self.file_of(clip), max(1, frames), render)

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
        """Return a file that was rendered with this cache's profile, and how long it plays."""
        return Rendered(file, frames_in(file) / self.profile.frame_rate)


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
