"""`gallae demo`: a sample library, a sample story, and the bundle that plays it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.terminal import note, opened_library, shown_progress
from ui.sample import add_sample_film

if TYPE_CHECKING:
    from creator.bundle import Bundle
    from creator.sample import SampleFilm
    from library import Library, Progress
    from story import Story


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("gallae-demo"))
def command(folder: Path) -> None:
    """Draw the sample film, index it, draft a branching story from its synopsis and publish it, all into FOLDER.

    The film goes into the library, too (FOLDER/library unless --library names another).
    """
    context = click.get_current_context()
    context.obj = context.obj or folder / "library"
    with opened_library() as library, shown_progress() as progress:
        note("Drawing the sample film …")
        sample = _film(folder / "film", progress)
        note("Indexing it …")
        add_sample_film(library, sample, progress)
        note("Drafting a story from its synopsis …")
        story = _drafted(library, folder / "story.json") or _draft(
            library, sample, folder / "story.json", progress
        )
        note("Publishing it …")
        bundle = _publish(library, story, folder / "bundle", progress)
    click.echo(f"Film:    {sample.film}")
    click.echo(f"Library: {library.folder}")
    click.echo(f"Story:   {folder / 'story.json'}")
    click.echo(f"Bundle:  {bundle.index}  (open it in a browser)")


def _film(folder: Path, progress: "Progress") -> "SampleFilm":
    from creator.sample import draw_sample_film

    return draw_sample_film(folder, progress)


def _drafted(library: "Library", file: Path) -> "Story | None":
    """Return the story that an earlier demo drafted, if its film is still the one in the library."""
    from story import read_story

    if not file.exists():
        return None
    story = read_story(file)
    films = {clip.film for node in story.nodes for clip in node.clips}
    return story if all(library.catalog.find_film(film) for film in films) else None


def _draft(library: "Library", sample: "SampleFilm", file: Path, progress: "Progress") -> "Story":
    from library.search import SceneSearch
    from story import write_story
    from story.draft import draft_story
    from story.draft.library_scenes import LibraryScenes
    from story.draft.sketch import sketched
    from story.draft.synopsis import read_synopsis
    from story.history.shelf import StoryShelf
    from story.translation import with_words_of

    scenes = LibraryScenes(SceneSearch.over(library))
    english, korean = (path.read_text(encoding="utf-8") for path in (sample.synopsis, sample.korean_synopsis))
    story = draft_story(english, scenes, title=sample.title, progress=progress).story
    story = with_words_of(story, sketched(read_synopsis(korean), sample.title, "ko").story)
    write_story(story, file)
    StoryShelf(library.catalog).save(story, None)
    return story


def _publish(library: "Library", story: "Story", folder: Path, progress: "Progress") -> "Bundle":
    from creator import LibraryFootage, publish
    from ui.jobs.places import bundle_folder

    footage = LibraryFootage(library.catalog)
    # Once for the studio's own Play button, too: what is rendered is not rendered again.
    publish(story, footage, bundle_folder(library, story.id), cache=library.clip_folder, progress=progress)
    return publish(story, footage, folder, cache=library.clip_folder, progress=progress)
