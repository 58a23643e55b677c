"""Several films at once: each on its own thread, none stopped by the failure of another, all by one word."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from threading import Event

from indexing.pipeline import FilmToAdd, IndexedFilm, add_film
from library.errors import GallaeError
from library.place import Library
from library.progress import Cancelled, Progress


@dataclass(frozen=True)
class Outcome:
    """How it went with one film.

    Attributes:
        wanted: What was asked for.
        added: What came of it, or `None` where it failed.
        error: In words, why it failed, else `""`.
    """

    wanted: FilmToAdd
    added: IndexedFilm | None
    error: str = ""


def add_films(
    library: Library,
    films: Sequence[FilmToAdd],
    jobs: int,
    progress_of: Callable[[FilmToAdd], Progress],
) -> Iterator[Outcome]:
    """Add films, some at once, and yield how each went as soon as it has.

    Whoever stops asking (closes the iterator, or raises, as Ctrl+C does) stops the films that are being added at
    their next report; their finished stages stay, and nothing more is begun.

    Args:
        library: Where they go.
        films: The films, which are begun in this order.
        jobs: How many at once.
        progress_of: Gives the progress of a film when it begins.
    """
    stopped = Event()

    def add(film: FilmToAdd) -> Outcome:
        try:
            return Outcome(film, add_film(library, film, _Stoppable(progress_of(film), stopped)))
        except GallaeError as error:
            return Outcome(film, None, str(error))
        except OSError as error:
            return Outcome(film, None, f"{film.path}: {error.strerror or error}.")

    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="add")
    futures: list[Future[Outcome]] = [pool.submit(add, film) for film in films]
    try:
        for future in as_completed(futures):
            yield future.result()
    finally:
        stopped.set()
        pool.shutdown(cancel_futures=True)


class _Stoppable:
    """A progress that stops its film when all are to stop."""

    def __init__(self, progress: Progress, stopped: Event) -> None:
        self._progress = progress
        self._stopped = stopped

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._stopped.is_set():
            raise Cancelled
        self._progress(stage, done, total)
