"""Writes a story as an H5P package: videos that play one after the other, questions between them, credits."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from creator.archive import Content, write_archive
from creator.bundle import rendered_footage
from creator.bundle_story import Shown
from creator.clips import ClipCache
from creator.credits import credit_of, credits_of
from creator.encoder import Encoder
from creator.errors import ExportImpossible, writing_to
from creator.exports.h5p.captions_file import Line, webvtt
from creator.exports.h5p.content import Captions, Video, content_document, package_document
from creator.exports.h5p.scenario import REMEMBERED, Spot, scenario_of
from creator.exports.h5p.validation import problems_of_package
from creator.exports.lost import Feature, Lost, lost
from creator.footage import Footage
from creator.joining import Part
from creator.loudness import R128
from creator.plan import Plan
from library.progress import Progress, no_progress

_NEVER = frozenset(
    {Feature.TIME_LIMITS, Feature.WINDOWS, Feature.LEAVING, Feature.LOOPS, Feature.CHECKPOINTS}
    | {Feature.HOTSPOTS, Feature.LANGUAGES, Feature.CHANCE, Feature.CARDS}
)
"""What H5P has no words for."""


def write_h5p(
    plan: Plan,
    footage: Footage,
    target: Path,
    *,
    cache: Path,
    progress: Progress = no_progress,
    encoder: Encoder | None = None,
) -> tuple[Lost, ...]:
    """Write a story as an H5P package and return what H5P could not carry.

    Args:
        plan: The story.
        footage: Films and cues by fingerprint.
        target: The file, which should end with `.h5p`.
        cache: Folder of rendered clips.
        progress: Told about the stages `clips` and `cards` (in frames) and `videos`.
        encoder: What encodes; ffmpeg by default.

    Raises:
        ExportImpossible: The story is too large for H5P.
        CreatorError, StoryError: As publishing.
        Cancelled: `progress` raised it.
    """
    scenario = scenario_of(plan.story)
    clips = ClipCache(cache, plan.profile, encoder, loudness=R128)
    rendered = rendered_footage(plan, (), clips, progress, footage)
    with writing_to(target), TemporaryDirectory(prefix="gallae-h5p-") as folder:
        maker = _Videos(plan, clips, rendered.clips, Path(folder))
        videos = []
        for number, spot in enumerate(scenario.spots):
            progress("videos", number, len(scenario.spots))
            videos.append(maker.video(spot))
        progress("videos", len(scenario.spots), len(scenario.spots))
        documents = {
            "h5p.json": package_document(plan, credits_of(plan.films.values())),
            "content/content.json": content_document(plan, scenario, videos),
        }
        files: dict[str, Content] = {
            name: json.dumps(document, ensure_ascii=False, indent=1).encode()
            for name, document in documents.items()
        }
        files |= maker.files
        if wrong := problems_of_package(files):
            raise ExportImpossible(f"{target}: {wrong[0]}.", "Please report this, with the story.")
        write_archive(files, target, first="h5p.json")
    return lost(plan.story, _NEVER | (frozenset() if scenario.unrolled else REMEMBERED))


class _Videos:
    """Joins the clips of spots into videos; spots that play the same share one."""

    def __init__(
        self, plan: Plan, clips: ClipCache, shown: Mapping[str, Sequence[Shown]], folder: Path
    ) -> None:
        self._plan, self._clips, self._shown, self._folder = plan, clips, shown, folder
        self._made: dict[tuple[str, ...], Video] = {}
        self.files: dict[str, Content] = {}

    def video(self, spot: Spot) -> Video:
        """Return the video of a spot, made if it is not there yet."""
        if spot.nodes not in self._made:
            self._made[spot.nodes] = self._make(spot.nodes, f"{len(self._made):04}")
        return self._made[spot.nodes]

    def _make(self, nodes: tuple[str, ...], name: str) -> Video:
        shown = [part for node in nodes for part in self._shown[node]]
        file = shown[0].clip.file
        if len(shown) > 1:
            file = self._folder / f"{name}.mp4"
            self._clips.encoder.join(
                [Part(one.clip.file, one.clip.duration) for one in shown], file, lambda _: None
            )
        self.files[f"content/videos/{name}.mp4"] = file
        captions = [self._captions(name, language, lines) for language, lines in _captions_of(shown).items()]
        films = {clip.film for node in nodes for clip in self._plan.nodes[node].clips}
        credits = tuple(credit_of(film) for key, film in self._plan.films.items() if key in films)
        return Video(f"videos/{name}.mp4", tuple(captions), credits)

    def _captions(self, name: str, language: str, lines: list[Line]) -> Captions:
        path = f"files/{name}-{language}.vtt"
        self.files[f"content/{path}"] = webvtt(lines).encode()
        return Captions(path, language)


def _captions_of(shown: list[Shown]) -> dict[str, list[Line]]:
    """Return the captions of clips that play one after the other, in the time of the whole."""
    found: dict[str, list[Line]] = {}
    begin = 0
    for part in shown:
        for language, lines in part.captions.items():
            moved = [(start + begin, end + begin, text) for start, end, text in lines]
            found.setdefault(language, []).extend(moved)
        begin += part.clip.duration_ms
    return found
