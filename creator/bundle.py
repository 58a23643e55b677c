"""Publishes a story as a folder that plays by itself, and as a ZIP file of that."""

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from creator import bundle_story
from creator.archive import files_in, write_archive
from creator.bundle_folder import bundle_being_built
from creator.bundle_story import Shown, media_name, story_data, story_script
from creator.captions import captions_of
from creator.cards import card_file, card_job, end_card, title_card, to_shoot_card
from creator.clips import ClipCache, Job
from creator.credits import credits_of
from creator.credits_page import credits_page
from creator.cutting.agreement import encoding_notes
from creator.encoder import Encoder
from creator.errors import writing_to
from creator.footage import Footage
from creator.holding import hold_file, hold_job
from creator.loudness import R128
from creator.manifest import MANIFEST, Published
from creator.plan import Plan, plan_of
from creator.player import player_files
from creator.poster import write_poster
from creator.reporting import reporting_address
from creator.rights import refuse_forbidden
from creator.takes import Take, takes_of
from creator.thumbnails import write_thumbnails
from library.progress import Progress, no_progress
from story.model import Hold, LocalText, Node, Story

Addition = Callable[[Path], object]
"""Writes more files into the folder of a bundle, before its manifest is written."""


@dataclass(frozen=True)
class Bundle:
    """A published story.

    Attributes:
        folder: Where it lies.
        nodes, clips, endings: How many of them it plays.
        bytes: Size of all its files.
        notes: What its creator should know: which films were encoded rather than copied, and why; by language.
    """

    folder: Path
    nodes: int
    clips: int
    endings: int
    bytes: int
    notes: tuple[LocalText, ...] = ()

    @property
    def index(self) -> Path:
        """The page that plays it."""
        return self.folder / "index.html"


def publish(
    story: Story,
    footage: Footage,
    folder: Path,
    *,
    cache: Path,
    progress: Progress = no_progress,
    encoder: Encoder | None = None,
    profile: str = "web",
    hardware: bool = False,
    revision: int | None = None,
    additions: Iterable[Addition] = (),
    report_to: str | None = None,
) -> Bundle:
    """Write a story as a folder whose `index.html` plays it, from a disk and from any web server.

    What can be reached from the start is published. A bundle that was there is replaced at the very end, so
    that it stays whole if anything fails.

    Args:
        story: What to publish.
        footage: Films and cues by fingerprint.
        folder: The bundle's folder: new, empty, or an older bundle.
        cache: Folder of rendered clips; clips that are there are not encoded again.
        progress: Told about the stages `clips`, `cards` (in frames) and `bundle` (in files).
        encoder: What encodes; ffmpeg by default.
        profile: Name of the profile; see `creator.profile.KINDS`.
        hardware: Whether the machine's graphics hardware is to encode.
        revision: The story's revision in its library, for the manifest.
        additions: What writes more files into the bundle.
        report_to: Where the player sends what viewers do who agree to it, `""` for nowhere; by default as the story
            says.

    Raises:
        NotAnAddress: `report_to` is none.
        StoryNotReady: There is no start, or a choice leads nowhere.
        RightsConflict: A film may not be used so.
        MissingFootage: A node has neither clips nor words for what is to be shot, or a film cannot be read.
        BundleFolderInUse: `folder` is something else.
        FontMissing, EncodingFailed, NoSpaceLeft, NoSuchProfile, EncoderMissing: As they say.
        Cancelled: `progress` raised it.
    """
    wanted = story.report_to if report_to is None else report_to
    address = reporting_address(wanted) if wanted else None
    plan = plan_of(story, footage, profile=profile, hardware=hardware)
    refuse_forbidden(plan)
    published = Published(story, credits_of(plan.films.values()), revision)
    with bundle_being_built(folder, published) as fresh:
        clips = ClipCache(cache, plan.profile, encoder, loudness=R128, copying=True)
        rendered = rendered_footage(plan, plan.possible_ends, clips, progress, footage)
        _write(plan, rendered, fresh, progress, address)
        for addition in additions:
            addition(fresh)
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return Bundle(folder, len(plan.nodes), len(plan.clips), len(plan.ends), size, encoding_notes(plan))


def zip_bundle(folder: Path, target: Path) -> Path:
    """Write a bundle as one ZIP file: the same bytes whenever the bundle is the same.

    Raises:
        CreatorError: It cannot be written.
        NoSpaceLeft: There is no room for it.
    """
    write_archive(files_in(folder), target, first=MANIFEST)
    return target


def rendered_footage(
    plan: Plan,
    ends: Sequence[Node],
    clips: ClipCache,
    progress: Progress,
    footage: Footage,
    nodes: Sequence[Node] | None = None,
) -> bundle_story.Footage:
    """Render the clips of `nodes` (by default all) and the cards, as far as they are not in the cache.

    A node without clips gets a card that says what is to be shot.
    """
    nodes = tuple(plan.nodes.values()) if nodes is None else nodes
    takes = {node.id: takes_of(node, plan.story.language) for node in nodes}
    opening, closing = title_card(plan.story), {node.id: end_card(plan.story, node) for node in ends}
    missing = {node.id: to_shoot_card(plan.story, node) for node in nodes if not node.clips}
    with writing_to(clips.folder):
        clips.folder.mkdir(parents=True, exist_ok=True)
    jobs = [_job(take, plan, clips) for taken in takes.values() for take in taken]
    clips.render(jobs, "clips", progress)
    held = {node.id: clips.file_of(takes[node.id][-1]) for node in nodes if _plays_back_and_forth(node)}
    clips.render([hold_job(last, clips) for last in held.values()], "holds", progress)
    cards = (opening, *closing.values(), *missing.values())
    clips.render([card_job(card, clips) for card in cards], "cards", progress)
    gaps = {name: [Shown(clips.rendered(card_file(card, clips)), {})] for name, card in missing.items()}
    return bundle_story.Footage(
        clips={node.id: gaps.get(node.id) or _shown(takes[node.id], plan, clips, footage) for node in nodes},
        title_card=clips.rendered(card_file(opening, clips)),
        end_cards={name: clips.rendered(card_file(card, clips)) for name, card in closing.items()},
        holds={name: clips.rendered(hold_file(last, clips)) for name, last in held.items()},
    )


def _job(take: Take, plan: Plan, clips: ClipCache) -> Job:
    return clips.job(take, plan.films[take.clip.film], plan.films[take.lead.film] if take.lead else None)


def _plays_back_and_forth(node: Node) -> bool:
    return node.hold is Hold.PING_PONG and not node.loops and bool(node.clips)


def _shown(takes: Sequence[Take], plan: Plan, clips: ClipCache, footage: Footage) -> list[Shown]:
    shown = []
    for take in takes:
        rendered = clips.rendered(clips.file_of(take))
        cues = footage.cues(plan.films[take.clip.film].id)
        shown.append(Shown(rendered, captions_of(take.clip, cues, rendered.duration_ms)))
    return shown


def _write(
    plan: Plan,
    rendered: bundle_story.Footage,
    folder: Path,
    progress: Progress,
    report_to: tuple[str, str] | None,
) -> None:
    """Fill a bundle's folder; `report_to` is an address and its origin."""
    address, origin = report_to or (None, "")
    used = credits_of(plan.films.values())
    texts = {
        "story.js": story_script(story_data(plan, rendered, used, address)),
        "CREDITS.html": credits_page(plan.story.title, plan.story.language, used),
        **player_files(plan.story.title, plan.story.language, origin),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    media = _media_of(rendered)
    (folder / "media").mkdir()
    for number, (name, file) in enumerate(media.items()):
        progress("bundle", number, len(media))
        shutil.copyfile(file, folder / name)
    first = rendered.clips[plan.story.start][0].clip
    write_poster(first.file, folder / "poster.jpg")
    write_thumbnails(plan, rendered, folder)
    progress("bundle", len(media), len(media))


def _media_of(rendered: bundle_story.Footage) -> Mapping[str, Path]:
    parts = [part.clip for shown in rendered.clips.values() for part in shown]
    cards = (rendered.title_card, *rendered.end_cards.values())
    return {media_name(clip): clip.file for clip in (*cards, *parts, *rendered.holds.values())}
