"""`gallae scenes`: what a film was split into."""

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from ui.command.terminal import opened_library, print_json

if TYPE_CHECKING:
    from library import Library


@click.command("scenes")
@click.argument("film", type=int)
@click.option("--split", metavar="TIME", help="Let a scene begin at TIME (seconds, m:ss or h:mm:ss).")
@click.option("--merge", metavar="TIME", help="Make one scene of the two that meet at TIME.")
@click.option(
    "--move", nargs=2, metavar="TIME TIME", help="Let the scene that begins at one TIME begin at the other."
)
@click.option("--undo", is_flag=True, help="Take back the last correction.")
@click.option("--again", is_flag=True, help="Find the other scenes anew, as the corrections teach.")
@click.option("--json", "as_json", is_flag=True, help="Print one array of scenes and nothing else.")
def command(
    film: int,
    split: str | None,
    merge: str | None,
    move: tuple[str, str] | None,
    undo: bool,
    again: bool,
    as_json: bool,
) -> None:
    """List the scenes of FILM (its number; see `gallae films`), or correct them first.

    Times mean the shot that begins closest. Corrections are kept when the film is indexed anew.
    """
    from library import clock_text, milliseconds

    with opened_library() as library:
        if any((split, merge, move, undo, again)):
            _correct(library, film, split, merge, move, undo, again)
        scenes = library.catalog.scenes(film)
        tags = library.catalog.tags(scene.id for scene in scenes)
        texts = library.catalog.texts_of(scene.id for scene in scenes)
    told = {text.scene_id: text.text.splitlines()[0] for text in reversed(texts)}
    labels = {
        scene_id: [f"{tag.facet}:{tag.labels.get('en') or next(iter(tag.labels.values()))}" for tag in found]
        for scene_id, found in tags.items()
    }
    if as_json:
        print_json(
            [
                {
                    "id": scene.id,
                    "number": scene.number,
                    "start_ms": milliseconds(scene.start),
                    "end_ms": milliseconds(scene.end),
                    "shots": scene.last_shot - scene.first_shot + 1,
                    "heading": scene.heading,
                    "tags": labels.get(scene.id, []),
                }
                for scene in scenes
            ]
        )
        return
    for scene in scenes:
        said = scene.heading or told.get(scene.id, "")
        times = f"{clock_text(scene.start)}–{clock_text(scene.end)}"
        click.echo(f"{scene.id:>5}  {times:<13}  {said[:60]}  {' '.join(labels.get(scene.id, []))}".rstrip())


def _correct(
    library: "Library",
    film: int,
    split: str | None,
    merge: str | None,
    move: tuple[str, str] | None,
    undo: bool,
    again: bool,
) -> None:
    """Do what the options ask for; several are done in this order."""
    from indexing import corrections

    def beginning_at(text: str) -> int:
        """Return the scene, but the first, that begins closest to a time."""
        scenes = library.catalog.scenes(film)[1:]
        if not scenes:
            raise click.UsageError(f"{text}: film {film} has one scene only.")
        return min(scenes, key=lambda scene: abs(scene.start - _seconds(text))).id

    def around(text: str) -> int:
        """Return the scene that shows a time."""
        scenes = library.catalog.scenes(film)
        begun = [scene for scene in scenes if scene.start <= _seconds(text)] or list(scenes[:1])
        if not begun:
            raise click.UsageError(f"{text}: film {film} has no scenes.")
        return begun[-1].id

    library.catalog.film(film)
    if split:
        corrections.split_scene(library, around(split), _seconds(split))
    if merge:
        second = library.catalog.scene(beginning_at(merge))
        scenes = library.catalog.scenes(film)
        corrections.merge_scenes(library, scenes[second.number - 1].id)
    if move:
        corrections.move_boundary(library, beginning_at(move[0]), _seconds(move[1]))
    if undo:
        corrections.undo_correction(library, film)
    if again:
        corrections.group_again(library, film)


def _seconds(text: str) -> Fraction:
    """Return a time that was typed as seconds, m:ss or h:mm:ss."""
    parts = text.split(":")
    try:
        values = [Fraction(part) for part in parts]
    except (ValueError, ZeroDivisionError):
        values = []
    if not 1 <= len(values) <= 3 or any(value < 0 for value in values):
        raise click.UsageError(f"{text}: no time. Write seconds, m:ss or h:mm:ss.")
    return sum((value * 60**power for power, value in enumerate(reversed(values))), Fraction(0))
