"""Paths through a story as timelines for editing programs: source films with their times, choices as markers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from creator.cards import SECONDS
from creator.exports.plain_text import one_line
from creator.plan import Plan, to_shoot
from creator.source import Piece, find_piece
from library.progress import Progress, no_progress
from library.records import Film
from story.model import Choice, Clip, Node, choice_window, text_in
from story.play.walk import Step

if TYPE_CHECKING:
    import opentimelineio as otio

OURS = "gallae"
"""The key of what is ours in the metadata of everything written."""


@dataclass(frozen=True)
class NamedPath:
    """A path with a name for people, such as the ending to which it leads."""

    name: str
    steps: tuple[Step, ...]


def timelines_of(
    plan: Plan, paths: Sequence[NamedPath], progress: Progress = no_progress
) -> "otio.schema.SerializableCollection":
    """Return one timeline for each path, in a collection that bears the story's title.

    Args:
        plan: The story.
        paths: Which paths.
        progress: Told about the stage `timelines` (in clips).

    Raises:
        MissingFootage: A film has no picture where a clip is.
        Cancelled: `progress` raised it.
    """
    import opentimelineio as otio

    found = otio.schema.SerializableCollection(
        one_line(plan.story.title), metadata={OURS: {"story": plan.story.id}}
    )
    pieces = _pieces(plan, paths, progress)
    found.extend(_Drafter(plan, pieces).timeline(path) for path in paths)
    return found


def seconds_text(seconds: Fraction) -> str:
    """Return exact seconds as `numerator/denominator`."""
    return f"{seconds.numerator}/{seconds.denominator}"


def _pieces(plan: Plan, paths: Sequence[NamedPath], progress: Progress) -> dict[Clip, Piece]:
    """Find the exact frames of every clip of some paths, each once."""
    nodes = [plan.nodes[step.node.id] for path in paths for step in path.steps]
    clips = list(dict.fromkeys(clip for node in nodes for clip in node.clips))
    found = {}
    for number, clip in enumerate(clips):
        progress("timelines", number, len(clips))
        found[clip] = find_piece(clip, plan.films[clip.film])
    progress("timelines", len(clips), len(clips))
    return found


class _Drafter:
    """Writes timelines of one story."""

    def __init__(self, plan: Plan, pieces: dict[Clip, Piece]) -> None:
        import opentimelineio as otio

        self._otio, self._plan, self._pieces = otio, plan, pieces

    def timeline(self, path: NamedPath) -> "otio.schema.Timeline":
        schema = self._otio.schema
        choices = [step.choice.id for step in path.steps if step.choice]
        told = {"story": self._plan.story.id, "nodes": [s.node.id for s in path.steps], "choices": choices}
        timeline = schema.Timeline(one_line(path.name), metadata={OURS: told})
        picture = schema.Track("Picture", kind=schema.TrackKind.Video)
        sound = schema.Track("Sound", kind=schema.TrackKind.Audio)
        for step in path.steps:
            node = self._plan.nodes[step.node.id]
            shown = [self._clip(clip, node, number) for number, clip in enumerate(node.clips)]
            shown = shown or [self._to_shoot(node)]
            self._mark(shown, node, step.choice)
            picture.extend(shown)
            sound.extend(self._sound_of(clip) for clip in shown)
        timeline.tracks.extend([picture, sound])
        return timeline

    def _clip(self, clip: Clip, node: Node, number: int) -> "otio.schema.Clip":
        film, piece = self._plan.films[clip.film], self._pieces[clip]
        start = piece.start_seconds - film.clock.origin
        told = {
            "node": node.id,
            "clip": number,
            "film": film.fingerprint,
            "start_ms": clip.start_ms,
            "end_ms": clip.end_ms,
            "start": seconds_text(start),
            "duration": seconds_text(piece.duration),
        }
        speed = Fraction(clip.treatment.speed).limit_denominator(1000)
        shown = self._otio.schema.Clip(
            name=one_line(node.title or clip.scene_title) or node.id,
            media_reference=self._film(film),
            source_range=self._range(start, piece.duration / speed, film.frame_rate),
            metadata={OURS: told},
        )
        if speed != 1:
            shown.effects.append(self._otio.schema.LinearTimeWarp(name="speed", time_scalar=float(speed)))
        return shown

    def _film(self, film: Film) -> "otio.schema.ExternalReference":
        known = {"film": film.fingerprint, "licence": film.licence, "creators": film.credit}
        reference = self._otio.schema.ExternalReference(
            target_url=film.path.absolute().as_uri(),
            available_range=self._range(Fraction(0), film.duration, film.frame_rate),
            metadata={OURS: known},
        )
        reference.name = one_line(film.title)
        return reference

    def _to_shoot(self, node: Node) -> "otio.schema.Clip":
        """Return a clip without media, as long as its card, in the place of footage that is still to be shot."""
        return self._otio.schema.Clip(
            name=one_line(node.title or to_shoot(self._plan.story, node)) or node.id,
            media_reference=self._otio.schema.MissingReference(),
            source_range=self._range(Fraction(0), SECONDS, self._plan.profile.frame_rate),
            metadata={OURS: {"node": node.id, "to_shoot": to_shoot(self._plan.story, node)}},
        )

    def _sound_of(self, shown: "otio.schema.Clip") -> Any:
        """Return what sounds while a clip is shown: its own sound, or nothing."""
        fingerprint = shown.metadata[OURS].get("film")
        if fingerprint is None or not self._plan.films[str(fingerprint)].has_sound:
            return self._otio.schema.Gap(source_range=shown.source_range)
        copied = shown.deepcopy()
        del copied.markers[:]
        return copied

    def _mark(self, shown: "Sequence[otio.schema.Clip]", node: Node, taken: Choice | None) -> None:
        """Put a marker for each choice where it is first offered."""
        for choice in self._plan.choices[node.id]:
            clip, offset = self._at(shown, Fraction(choice_window(node, (choice,)).opens_ms, 1000))
            start, opentime = clip.source_range.start_time, self._otio.opentime
            where = opentime.RationalTime(start.value + offset, start.rate)
            colour, is_taken = self._otio.schema.MarkerColor, taken is not None and choice.id == taken.id
            clip.markers.append(
                self._otio.schema.Marker(
                    name=one_line(text_in(choice.label, self._plan.story.language)) or f"→ {choice.target}",
                    marked_range=opentime.TimeRange(where, opentime.RationalTime(0, start.rate)),
                    color=colour.GREEN if is_taken else colour.YELLOW,
                    metadata={OURS: _choice_told(choice, is_taken)},
                )
            )

    def _at(self, shown: "Sequence[otio.schema.Clip]", seconds: Fraction) -> tuple[Any, int]:
        """Return the clip that is shown at a second of its node's time, and how many frames into it that is."""
        for clip in shown:
            length, rate = clip.source_range.duration, Fraction(clip.source_range.duration.rate)
            lasts = Fraction(length.value) / rate
            if seconds < lasts:
                return clip, min(int(seconds * rate), int(length.value) - 1)
            seconds -= lasts
        last = shown[-1]
        return last, max(0, int(last.source_range.duration.value) - 1)

    def _range(self, start: Fraction, duration: Fraction, rate: Fraction) -> "otio.opentime.TimeRange":
        """Return a range in whole frames of a rate, as editing programs count them."""
        opentime = self._otio.opentime
        first, frames = round(start * rate), max(1, round(duration * rate))
        return opentime.TimeRange(
            opentime.RationalTime(first, float(rate)), opentime.RationalTime(frames, float(rate))
        )


def _choice_told(choice: Choice, taken: bool) -> dict[str, Any]:
    return {
        "choice": choice.id,
        "target": choice.target,
        "taken": taken,
        "default": choice.default,
        "condition": choice.condition,
        "effects": list(choice.effects),
        "labels": dict(choice.label),
    }
