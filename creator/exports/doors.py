"""All doors out of a story by their names, each of which writes one file and says what it could not take along."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path

from creator.errors import ExportImpossible
from creator.exports.contact_sheet import write_contact_sheet, write_poster_of
from creator.exports.graph_picture import write_graph_picture
from creator.exports.h5p.package import write_h5p
from creator.exports.lost import Feature, Lost, lost, one_lost
from creator.exports.rights_file import write_rights
from creator.exports.scorm.package import write_scorm
from creator.exports.timeline_file import ONE_TIMELINE, paths_of, write_timelines
from creator.footage import Footage
from creator.linear import publish_linear
from creator.plan import Plan, plan_of
from creator.rights import refuse_forbidden
from library.progress import Progress, no_progress
from story.model import Story
from story.play.chosen_path import chosen_path

_ONE_PATH = frozenset(Feature) - {Feature.TREATMENTS, Feature.CARDS}
"""What a film of one path has no use for; how its clips are shown and its cards are in it."""


class Export:
    """Writes one story for other tools.

    Args:
        story: Without open nodes.
        footage: Films and cues by fingerprint.
        cache: Folder of rendered clips.
        choices: Which choices a single path takes; see `story.play.chosen_path`.
        progress: Told how far long work is.
        revision: The story's revision in its library.
    """

    def __init__(
        self,
        story: Story,
        footage: Footage,
        cache: Path,
        choices: tuple[str, ...] = (),
        progress: Progress = no_progress,
        revision: int | None = None,
    ) -> None:
        self.story, self.footage, self.cache = story, footage, cache
        self.choices, self.progress, self.revision = choices, progress, revision

    @cached_property
    def plan(self) -> Plan:
        """The story, checked; what may not be published may not be taken out either."""
        plan = plan_of(self.story, self.footage)
        refuse_forbidden(plan)
        return plan

    def write(self, door: str, target: Path) -> tuple[Lost, ...]:
        """Write one file, whole or not at all; return what it could not carry.

        Args:
            door: One of `DOORS`.
            target: The file.

        Raises:
            KeyError: There is no such door.
            CreatorError, StoryError: As the door says.
            Cancelled: `progress` raised it.
        """
        return DOORS[door](self, target)


def _linear(export: Export, target: Path) -> tuple[Lost, ...]:
    path = chosen_path(export.story, export.choices)
    publish_linear(
        export.story, export.footage, target, cache=export.cache, progress=export.progress, path=path
    )
    played = {step.choice.id for step in path if step.choice}
    branches = sum(one.id not in played for choices in export.plan.choices.values() for one in choices)
    told = [one_lost(Feature.BRANCHES, branches)] if branches else []
    return (*told, *lost(export.story, _ONE_PATH), *_captions(export))


def _poster(export: Export, target: Path) -> tuple[Lost, ...]:
    write_poster_of(export.plan, target)
    return ()


def _contact_sheet(export: Export, target: Path) -> tuple[Lost, ...]:
    write_contact_sheet(export.plan, target, export.progress)
    return ()


def _graph(export: Export, target: Path) -> tuple[Lost, ...]:
    write_graph_picture(export.story, target)
    return ()


def _rights(export: Export, target: Path) -> tuple[Lost, ...]:
    write_rights(export.plan, target)
    return ()


def _timelines(suffix: str, export: Export, target: Path) -> tuple[Lost, ...]:
    if target.suffix.lower() != suffix:
        raise ExportImpossible(f"{target} must end with {suffix}.", "Name it so.")
    paths = paths_of(export.plan, export.choices)
    return (*write_timelines(export.plan, paths, target, export.progress), *_captions(export))


def _h5p(export: Export, target: Path) -> tuple[Lost, ...]:
    return write_h5p(export.plan, export.footage, target, cache=export.cache, progress=export.progress)


def _scorm(export: Export, target: Path) -> tuple[Lost, ...]:
    return write_scorm(
        export.story,
        export.footage,
        target,
        cache=export.cache,
        progress=export.progress,
        revision=export.revision,
    )


def _captions(export: Export) -> tuple[Lost, ...]:
    """Tell that captions are left behind, if any film has some."""
    films = export.plan.films.values()
    spoken = sum(bool(export.footage.cues(film.id)) for film in films)
    return (one_lost(Feature.CAPTIONS, spoken),) if spoken else ()


DOORS: Mapping[str, Callable[[Export, Path], tuple[Lost, ...]]] = {
    "linear": _linear,
    "poster": _poster,
    "contact_sheet": _contact_sheet,
    "graph": _graph,
    "rights": _rights,
    **{suffix.removeprefix("."): partial(_timelines, suffix) for suffix in (".otio", *ONE_TIMELINE)},
    "h5p": _h5p,
    "scorm": _scorm,
}
"""What writes each kind of file."""
