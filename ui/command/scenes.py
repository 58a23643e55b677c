"""`gallae scenes`: what a film was split into."""

import click

from ui.command.terminal import opened_library, print_json


@click.command("scenes")
@click.argument("film", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print one array of scenes and nothing else.")
def command(film: int, as_json: bool) -> None:
    """List the scenes of FILM (its number; see `gallae films`)."""
    from library import clock_text, milliseconds

    with opened_library() as library:
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
