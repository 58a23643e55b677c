"""Curators correct scenes: split one, merge two, move where one begins, take the last word back.

A correction changes the scenes that it names and no others, and what is made from them. It is logged, and holds when
the film is indexed anew; the scenes that nobody has corrected are then found with settings that agree with what
curators said of that film. `group_again` does that at once.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from indexing.corrected import closest_start, standing
from indexing.embedding import made_from as stage_hash
from indexing.errors import CorrectionRefused, FilmUnreadable
from indexing.guard import Guard
from indexing.lease import FilmLease, held, named
from indexing.stages import AFTER_SCENES, Stages, scenes_made_from, scenes_of
from library.catalog.leases import Lease
from library.catalog.scene_corrections import CorrectionKind, SceneCorrection
from library.film_time import clock_text
from library.findings import FilmFacts, NewShot
from library.place import Library
from library.progress import Progress, no_progress
from library.records import Film, Scene

_Said = tuple[CorrectionKind, int, int | None]


@dataclass(frozen=True)
class _Film:
    """A film as a correction finds it."""

    film: Film
    shots: tuple[NewShot, ...]
    scenes: tuple[Scene, ...]
    log: tuple[SceneCorrection, ...]

    @property
    def starts(self) -> list[int]:
        return [scene.first_shot for scene in self.scenes]

    def shot_at(self, seconds: Fraction) -> int:
        """Return the number of the shot, but the first, that begins closest to a film time."""
        return closest_start(self.shots, self.film.clock.pts(seconds))

    def pts(self, shot: int) -> int:
        return self.shots[shot].start_pts


def split_scene(
    library: Library, scene_id: int, at: Fraction, curator: str = "", progress: Progress = no_progress
) -> tuple[Scene, ...]:
    """Let a new scene begin at the shot of a scene that begins closest to `at`; return the film's scenes.

    Args:
        library: Where the scene is.
        scene_id: The scene.
        at: Film time in seconds.
        curator: Who says so.
        progress: Told what is made anew.

    Raises:
        CorrectionRefused: The scene has one shot only, or its film is not indexed to its end.
        NotInLibrary: There is no such scene.
        Cancelled: `progress` asked to stop: the correction stands, the next `add_film` does the rest.
    """
    scene = library.catalog.scene(scene_id)

    def say(film: _Film) -> _Said:
        shot = min(max(film.shot_at(at), scene.first_shot + 1), scene.last_shot)
        if shot == scene.first_shot:
            raise CorrectionRefused(
                f"The scene at {clock_text(scene.start)} is one shot, and scenes begin with shots.",
                "Split another, or move where it begins.",
            )
        return (CorrectionKind.SPLIT, film.pts(shot), None)

    return _correct(library, scene, say, curator, progress)


def merge_scenes(
    library: Library, scene_id: int, curator: str = "", progress: Progress = no_progress
) -> tuple[Scene, ...]:
    """Make one scene of a scene and the one after it; return the film's scenes. Raises as `split_scene`."""
    scene = library.catalog.scene(scene_id)

    def say(film: _Film) -> _Said:
        if scene.last_shot + 1 >= len(film.shots):
            raise CorrectionRefused(
                f"No scene comes after the one at {clock_text(scene.start)}.", "Merge the one before it."
            )
        return (CorrectionKind.MERGE, film.pts(scene.last_shot + 1), None)

    return _correct(library, scene, say, curator, progress)


def move_boundary(
    library: Library, scene_id: int, to: Fraction, curator: str = "", progress: Progress = no_progress
) -> tuple[Scene, ...]:
    """Let a scene begin at the shot that begins closest to `to`, in the scene or the one before it.

    Returns the film's scenes; raises as `split_scene`.
    """
    scene = library.catalog.scene(scene_id)

    def say(film: _Film) -> _Said:
        before = max(
            (one.first_shot for one in film.scenes if one.first_shot < scene.first_shot), default=None
        )
        if before is None:
            raise CorrectionRefused(
                "The first scene begins where the film does.", "Move where the next one begins."
            )
        shot = min(max(film.shot_at(to), before + 1), scene.last_shot)
        if shot == scene.first_shot:
            raise CorrectionRefused(
                f"No other shot of the two scenes begins closer to {clock_text(to)}.", "Name another time."
            )
        return (CorrectionKind.MOVE, film.pts(scene.first_shot), film.pts(shot))

    return _correct(library, scene, say, curator, progress)


def undo_correction(
    library: Library, film_id: int, curator: str = "", progress: Progress = no_progress
) -> tuple[Scene, ...]:
    """Take back the last correction of a film that still stands; return the film's scenes.

    Raises:
        CorrectionRefused: There is none.
        NotInLibrary: There is no such film.
    """

    def say(film: _Film) -> _Said:
        left = standing(film.log)
        if not left:
            raise CorrectionRefused(
                f"Nobody has corrected a scene of “{film.film.title}”.", "Nothing to undo."
            )
        return (CorrectionKind.UNDO, left[-1].at_pts, left[-1].to_pts)

    return _correct(library, library.catalog.film(film_id), say, curator, progress)


def group_again(library: Library, film_id: int, progress: Progress = no_progress) -> tuple[Scene, ...]:
    """Find a film's scenes anew, as its corrections teach; what curators said stays as they said it.

    Raises:
        CorrectionRefused: The film is not indexed to its end.
        NotInLibrary: There is no such film.
    """
    with held(library.catalog, film_id, _waiting(progress)) as lease:
        film = _found(library, film_id)
        library.catalog.forget_stages(film_id, ("scenes", *AFTER_SCENES))
        with Guard(film.film.path) as guard:
            stages = Stages(library, film.film, _facts(film.film), progress, guard, lease)
            stages.group_again()
            _go_on(stages)
    return library.catalog.scenes(film_id)


def _correct(
    library: Library, of: Scene | Film, say: Callable[[_Film], _Said], curator: str, progress: Progress
) -> tuple[Scene, ...]:
    """Log what is said of a film, write the scenes that follow from it, and make anew what is made from those."""
    catalog, film_id = library.catalog, of.film_id if isinstance(of, Scene) else of.id
    with held(catalog, film_id, _waiting(progress)) as lease:
        film = _found(library, film_id)
        if isinstance(of, Scene):
            catalog.scene(of.id)  # it may have gone while another corrected the film
        said = say(film)
        undone = [one for one in standing(film.log) if (one.at_pts, one.to_pts) == said[1:]][-1:]
        scenes = scenes_of(_changed(film, said, undone), film.shots)
        catalog.correct_scenes(
            film_id, (*said, curator), scenes, _made_from(library, film, said), AFTER_SCENES
        )
        _bring_up_to_date(library, film.film, lease, progress)
    return catalog.scenes(film_id)


def _found(library: Library, film_id: int) -> _Film:
    catalog = library.catalog
    film = catalog.film(film_id)
    if not {"shots", "cues", "scenes"} <= catalog.finished_stages(film_id).keys():
        raise CorrectionRefused(
            f"“{film.title}” is not indexed to its end.", f"Run `gallae add {film.path}` again."
        )
    return _Film(
        film, catalog.new_shots(film_id), catalog.scenes(film_id), catalog.scene_corrections(film_id)
    )


def _changed(film: _Film, said: _Said, undone: Sequence[SceneCorrection]) -> list[int]:
    """Return the first shots of the scenes after a correction, or after the undoing of one."""
    kind, at_pts, to_pts = said
    back = kind is CorrectionKind.UNDO
    kind = undone[0].kind if back else kind
    at = closest_start(film.shots, at_pts)
    starts = set(film.starts)
    if kind is CorrectionKind.MOVE and to_pts is not None:
        to = closest_start(film.shots, to_pts)
        gone, new = (to, at) if back else (at, to)
        return sorted((starts - {gone}) | {new})
    begins = (kind is CorrectionKind.SPLIT) is not back
    return sorted(starts | {at} if begins else starts - {at})


def _made_from(library: Library, film: _Film, said: _Said) -> str:
    """Return what the corrected scenes are made from; where they were out of date, they stay so."""
    finished = library.catalog.finished_stages(film.film.id)
    shots, cues = finished["shots"], finished["cues"]
    if finished["scenes"] != stage_hash("scenes", *scenes_made_from(shots, cues, film.log)):
        return stage_hash("scenes", "out of date")
    new = SceneCorrection(*said, curator="", made_at=film.film.added_at)
    return stage_hash("scenes", *scenes_made_from(shots, cues, [*film.log, new]))


def _bring_up_to_date(library: Library, film: Film, lease: FilmLease, progress: Progress) -> None:
    with Guard(film.path) as guard:
        _go_on(Stages(library, film, _facts(film), progress, guard, lease))


def _go_on(stages: Stages) -> None:
    with suppress(FilmUnreadable):  # its file is elsewhere: there are no new pictures until it is added again
        stages.go_on()


def _facts(film: Film) -> FilmFacts:
    return FilmFacts(
        film.fingerprint,
        film.path,
        film.duration,
        film.clock,
        film.frame_rate,
        film.width,
        film.height,
        film.has_sound,
    )


def _waiting(progress: Progress) -> Callable[[Lease], None]:
    return lambda lease: progress(f"waiting for {named(lease)}", 0, 0)
