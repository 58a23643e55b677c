"""Writes timelines as files: OpenTimelineIO itself, and through its adapters EDL, Final Cut Pro XML and AAF."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from creator.errors import ExportImpossible, writing_to
from creator.exports.lost import Feature, Lost, lost, one_lost
from creator.exports.timeline import NamedPath, timelines_of
from creator.plan import Plan
from library.atomic_file import replaced_when_whole
from library.progress import Progress, no_progress
from story.model import text_in
from story.play.chosen_path import chosen_path
from story.play.ending_paths import ending_paths

if TYPE_CHECKING:
    import opentimelineio as otio

ONE_TIMELINE = {
    ".edl": ("cmx_3600", "otio-cmx3600-adapter"),
    ".fcpxml": ("fcpx_xml", "otio-fcpx-xml-adapter"),
    ".aaf": ("AAF", "otio-aaf-adapter"),
}
"""Formats that hold one timeline: the adapter that writes each, and the package that brings it."""

MOST_PATHS = 100
"""Timelines in one file, beyond which nobody finds one."""

_MARKED = frozenset(
    {Feature.CONDITIONS, Feature.VARIABLES, Feature.GROUPS, Feature.CHANCE, Feature.ONCE, Feature.TUNNELS}
    | {
        Feature.TIME_LIMITS,
        Feature.WINDOWS,
        Feature.LEAVING,
        Feature.LOOPS,
        Feature.CHECKPOINTS,
        Feature.HOTSPOTS,
    }
    | {Feature.TREATMENTS, Feature.CARDS, Feature.LANGUAGES}
)
"""What a timeline does not play, though its metadata and markers may name it."""


def paths_of(plan: Plan, choices: Sequence[str] = ()) -> tuple[NamedPath, ...]:
    """Return the paths that are worth a timeline: the default or a chosen one, and the shortest to each ending.

    Args:
        plan: The story.
        choices: Which choices the first path takes; see `story.play.chosen_path`.

    Raises:
        StoryError: A choice was never offered.
    """
    steps = chosen_path(plan.story, choices)
    paths = [NamedPath(f"{plan.story.title} – {' / '.join(choices) or 'default path'}", steps)]
    for node_id, way in ending_paths(plan.story).items():
        node = plan.nodes[node_id]
        title = text_in(node.ending.title, plan.story.language).strip() if node.ending else ""
        if [step.node.id for step in way] != [step.node.id for step in steps]:
            paths.append(NamedPath(f"{plan.story.title} – {title or node.title or node_id}", way))
    return tuple(paths[:MOST_PATHS])


def write_timelines(
    plan: Plan, paths: Sequence[NamedPath], target: Path, progress: Progress = no_progress
) -> tuple[Lost, ...]:
    """Write timelines in the format that the file's suffix names; return what it could not carry.

    Args:
        plan: The story.
        paths: One timeline each; formats that hold one take the first.
        target: A file that ends with `.otio`, `.edl`, `.fcpxml` or `.aaf`.
        progress: Told about the stage `timelines` (in clips).

    Raises:
        ExportImpossible: The suffix is none of these, or what writes it is not installed.
        MissingFootage, CreatorError: As they say.
        Cancelled: `progress` raised it.
    """
    import opentimelineio as otio

    kind = target.suffix.lower()
    if kind != ".otio" and kind not in ONE_TIMELINE:
        raise ExportImpossible(
            f"{target}: no timeline has that suffix.", f"Use .otio, {', '.join(ONE_TIMELINE)}."
        )
    adapter = _adapter(kind, target)
    kept = paths if kind == ".otio" else paths[:1]
    found = timelines_of(plan, kept, progress)
    document: Any = found if kind == ".otio" else _prepared(found[0], kind)
    options: dict[str, Any] = {"adapter_name": adapter}
    if kind == ".edl":
        options["rate"] = float(plan.profile.frame_rate)
    if kind == ".aaf":
        options["use_empty_mob_ids"] = True
    with writing_to(target), replaced_when_whole(target) as unfinished:
        try:
            otio.adapters.write_to_file(document, str(unfinished), **options)
        except (otio.exceptions.OTIOError, ValueError) as error:
            raise ExportImpossible(
                f"{target}: this path cannot be written so: {' '.join(str(error).split())}.",
                "Write it as .otio, which every editing program with OpenTimelineIO reads.",
            ) from error
    return _lost(plan, kept)


def _adapter(kind: str, target: Path) -> str:
    import opentimelineio as otio

    if kind == ".otio":
        return "otio_json"
    name, package = ONE_TIMELINE[kind]
    if name not in otio.adapters.available_adapter_names():
        raise ExportImpossible(
            f"{target}: nothing here writes {kind} files.",
            f'Install it: pip install "gallae[exchange]" ({package}).',
        )
    return name


def _prepared(timeline: "otio.schema.Timeline", kind: str) -> "otio.schema.Timeline":
    """Return a copy that a writer may change, with what its format wants."""
    copied = timeline.deepcopy()
    if kind == ".edl":
        for clip in copied.find_clips():
            reel = str(clip.metadata["gallae"].get("film", ""))[:8].upper() or "AX"
            clip.metadata["cmx_3600"] = {"reel": reel, "comments": _speeds(clip)}
            del clip.effects[:]  # the writer divides a source's length by its speed where it should multiply
    return copied


def _speeds(clip: "otio.schema.Clip") -> list[str]:
    """Return what an editor is told of a clip's speed, in words."""
    return [f"GALLAE SPEED: {effect.time_scalar:g}" for effect in clip.effects]


def _lost(plan: Plan, paths: Sequence[NamedPath]) -> tuple[Lost, ...]:
    reached = {path.steps[-1].node.id for path in paths}
    beyond = sum(node.id not in reached for node in plan.ends)
    found = list(lost(plan.story, _MARKED))
    played = {step.choice.id for path in paths for step in path.steps if step.choice}
    branches = sum(choice.id not in played for choices in plan.choices.values() for choice in choices)
    if branches:
        found.insert(0, one_lost(Feature.BRANCHES, branches))
    if beyond:
        found.append(one_lost(Feature.PATHS, beyond))
    return tuple(found)
