"""Which of the six questions are answered for which scenes, so that a curator sees where to begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from library.catalog.part import CatalogPart
from library.catalog.scenes import scene_record
from library.film_time import FilmClock
from library.ontology import FACETS
from library.records import Scene
from library.schema import ConceptRow, FilmRow, SceneRow, TagRow

SURE = 0.5
"""A facet is answered by a tag at least this sure; what is less sure is a guess, for a curator to look at."""


@dataclass(frozen=True)
class SceneCoverage:
    """What is known of a scene.

    Attributes:
        scene: The scene.
        sure: Facets of which a tag is known.
        guessed: Facets of which there are only guesses.
        missing: Facets of which nothing is known.
    """

    scene: Scene
    sure: tuple[str, ...]
    guessed: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class FilmCoverage:
    """For how many scenes of a film, or of all films, each facet is answered.

    Attributes:
        film_id: The film, or `None` for all together.
        title: What it is called, or `""`.
        scenes: How many scenes there are.
        sure, guessed: By facet, for how many of them it is answered, and for how many only guessed.
    """

    film_id: int | None
    title: str
    scenes: int
    sure: dict[str, int]
    guessed: dict[str, int]

    def missing(self, facet: str) -> int:
        """Return for how many scenes nothing is known of a facet."""
        return self.scenes - self.sure[facet] - self.guessed[facet]


class CoverageCatalog(CatalogPart):
    """Counts what is known."""

    def coverage(self, film_id: int | None = None) -> tuple[FilmCoverage, ...]:
        """Return the coverage of each film, by number, or of one; a film without scenes is there too."""
        with self._database.reading() as session:
            titles = select(FilmRow.id, FilmRow.title).order_by(FilmRow.id)
            known = _known(session, film_id)
            films = {row.id: row.title for row in session.execute(titles) if film_id in (None, row.id)}
            sizes = select(SceneRow.film_id, func.count()).group_by(SceneRow.film_id)
            scenes = {row[0]: row[1] for row in session.execute(sizes)}
        counts: dict[int, dict[tuple[str, bool], int]] = {}
        for (_, film, facet), sureness in known.items():
            of_film = counts.setdefault(film, {})
            of_film[facet, sureness >= SURE] = of_film.get((facet, sureness >= SURE), 0) + 1
        return tuple(
            _film_coverage(film, title, scenes.get(film, 0), counts.get(film, {}))
            for film, title in films.items()
        )

    def least_covered(self, limit: int, film_id: int | None = None) -> tuple[SceneCoverage, ...]:
        """Return the scenes of which least is known, the emptiest first, of all films or of one.

        Args:
            limit: How many at most.
            film_id: Only of this film.
        """
        chosen = select(SceneRow, FilmRow.time_base, FilmRow.origin).join(FilmRow)
        if film_id is not None:
            chosen = chosen.where(SceneRow.film_id == film_id)
        with self._database.reading() as session:
            known: dict[int, dict[str, float]] = {}
            for (scene_id, _, facet), sureness in _known(session, film_id).items():
                known.setdefault(scene_id, {})[facet] = sureness
            ids = select(SceneRow.id).order_by(SceneRow.film_id, SceneRow.number)
            if film_id is not None:
                ids = ids.where(SceneRow.film_id == film_id)
            emptiest = sorted(session.scalars(ids), key=lambda one: _fullness(known.get(one, {})))[
                : max(0, limit)
            ]
            rows = {row[0].id: row for row in session.execute(chosen.where(SceneRow.id.in_(emptiest)))}
            return tuple(
                _scene_coverage(
                    scene_record(rows[one][0], FilmClock(rows[one].time_base, rows[one].origin)),
                    known.get(one, {}),
                )
                for one in emptiest
            )


def all_together(films: Sequence[FilmCoverage]) -> FilmCoverage:
    """Return the coverage of several films as if they were one."""
    return FilmCoverage(
        None,
        "",
        sum(film.scenes for film in films),
        {facet: sum(film.sure[facet] for film in films) for facet in FACETS},
        {facet: sum(film.guessed[facet] for film in films) for facet in FACETS},
    )


def _known(session: Session, film_id: int | None) -> dict[tuple[int, int, str], float]:
    """Return by scene, film and facet how sure the surest tag is."""
    columns = (TagRow.scene_id, SceneRow.film_id, ConceptRow.facet)
    chosen = (
        select(*columns, func.max(TagRow.confidence))
        .join(SceneRow, SceneRow.id == TagRow.scene_id)
        .join(ConceptRow, ConceptRow.iri == TagRow.concept_iri)
        .where(TagRow.confidence > 0)
        .group_by(*columns)
    )
    if film_id is not None:
        chosen = chosen.where(SceneRow.film_id == film_id)
    return {(scene, film, facet): sureness for scene, film, facet, sureness in session.execute(chosen)}


def _film_coverage(
    film_id: int, title: str, scenes: int, counts: Mapping[tuple[str, bool], int]
) -> FilmCoverage:
    sure, guessed = ({facet: counts.get((facet, how), 0) for facet in FACETS} for how in (True, False))
    return FilmCoverage(film_id, title, scenes, sure, guessed)


def _scene_coverage(scene: Scene, known: Mapping[str, float]) -> SceneCoverage:
    return SceneCoverage(
        scene,
        sure=tuple(facet for facet in FACETS if known.get(facet, 0) >= SURE),
        guessed=tuple(facet for facet in FACETS if 0 < known.get(facet, 0) < SURE),
        missing=tuple(facet for facet in FACETS if facet not in known),
    )


def _fullness(known: Mapping[str, float]) -> tuple[int, int, float]:
    """Order scenes by how many facets are answered, then guessed, then by how sure that is."""
    return sum(sureness >= SURE for sureness in known.values()), len(known), sum(known.values())
