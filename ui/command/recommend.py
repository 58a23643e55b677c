"""`gallae recommend`: scenes that may suit a person, or a place in a story."""

from typing import TYPE_CHECKING

import click

from ui.command.answer_json import hit_json
from ui.command.terminal import note, opened_library, print_json, shown_progress

if TYPE_CHECKING:
    from library import Library
    from story.recommending.service import Recommendation


@click.command("recommend")
@click.option(
    "--user", metavar="NAME", help="For this person: any name, or a pseudonym. Default: for nobody."
)
@click.option("--story", metavar="STORY", help="For this story of the library (its id).")
@click.option("--node", metavar="NODE", help="What can follow this node of the story.")
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="How many at most.")
@click.option("--learn", is_flag=True, help="Learn from what is new first, however long it takes.")
@click.option("--json", "as_json", is_flag=True, help="Print one array of scenes and nothing else.")
def command(
    user: str | None, story: str | None, node: str | None, limit: int, learn: bool, as_json: bool
) -> None:
    """Recommend scenes: by what a person used, by what can follow in a story, or what is new and much used."""
    from library.pseudonym import pseudonym
    from story.recommending.service import Recommending, Wish

    if node and not story:
        raise click.UsageError("--node needs --story.")
    with opened_library() as library, shown_progress() as progress:
        recommending = Recommending.over(library)
        if learn:
            recommending.learn(progress)
        who = None if user is None else pseudonym(library.catalog, user)
        answer = recommending.recommend(Wish(who, story, node, limit))
        recommending.close()
        for told in answer.notes:
            note(told.message["en"])
        if as_json:
            print_json([_json(one, library) for one in answer.scenes])
            return
    for one in answer.scenes:
        _show(one)


def _json(one: "Recommendation", library: "Library") -> dict[str, object]:
    return {
        **hit_json(one.hit, library),
        "why": [
            {
                "kind": reason.kind.value,
                "scene": reason.scene_id,
                "en": reason.told("en"),
                "ko": reason.told("ko"),
            }
            for reason in one.reasons
        ],
        "sources": sorted(source.value for source in one.sources),
    }


def _show(one: "Recommendation") -> None:
    from library import clock_text

    scene, film = one.hit.scene, one.hit.film
    times = f"{clock_text(scene.start)}–{clock_text(scene.end)}"
    click.echo(f"{one.hit.score:.2f}  {film.title}  {times}  (scene {scene.id})")
    if one.hit.text:
        click.echo(f"      {one.hit.text}")
    for reason in one.reasons:
        click.echo(f"      {reason.told('en')}")
