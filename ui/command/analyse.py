"""`gallae analyse`: what viewers did with a story, from the events that they saved or sent."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.chosen_story import chosen_stories
from ui.command.terminal import note, print_json

if TYPE_CHECKING:
    from creator.analysis.moments import Refused
    from creator.analysis.summary import Analysis, Reactions


@click.command("analyse")
@click.argument("events", metavar="EVENTS", type=click.Path(path_type=Path))
@click.option("--story", metavar="STORY", help="The story, a file or an id, for labels and titles.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON and nothing else.")
def command(events: Path, story: str | None, as_json: bool) -> None:
    """Count what viewers did in EVENTS, a file events.jsonl that the player saved, or several put together.

    Says how often each choice was taken and how quickly, which seconds of each node were watched, and how the plays
    ended. Lines that are no events are left out, counted and explained.
    """
    from creator.analysis.moments import Refused, read_moments
    from creator.analysis.summary import analysed

    refused = Refused()
    chosen = chosen_stories(story)[0] if story else None
    found = analysed(read_moments(events, refused), refused, chosen)
    if as_json:
        print_json(_values(found, refused))
        return
    for line in _lines(found):
        click.echo(line)
    for reason, count in refused.reasons.most_common():
        note(f"{count} lines left out: {reason}")
    if refused.repeated:
        note(f"{refused.repeated} lines came twice and count once")


def _values(found: "Analysis", refused: "Refused") -> dict[str, object]:
    reasons = dict(refused.reasons.most_common())
    return {
        **asdict(found),
        "refused": {"lines": refused.lines, "reasons": reasons, "repeated": refused.repeated},
    }


def _lines(found: "Analysis") -> Iterator[str]:
    yield f"{found.plays} plays, {found.unfinished} of them not finished"
    yield from ("", "Choices")
    for edge in found.edges:
        told = f"  {edge.node} > {edge.label or edge.choice}: {edge.taken} ({edge.share:.0%})"
        told += f", {edge.default} by default" if edge.default else ""
        yield told + _thought(edge.reactions)
    yield f"  All{_thought(found.reactions)}"
    yield from ("", "Endings")
    for ending in found.endings:
        yield f"  {ending.title or ending.node}: {ending.plays}"
    yield from ("", "Watched, second by second")
    for node in found.watching:
        yield f"  {node.title or node.node} (entered {node.entered} times): {_curve(node.seconds)}"


def _thought(times: "Reactions | None") -> str:
    if times is None:
        return ""
    quartiles = [f"{ms / 1000:.1f}" for ms in (times.first_quartile, times.median, times.third_quartile)]
    return f", chosen after {quartiles[1]} s (quartiles {quartiles[0]} and {quartiles[2]})"


def _curve(seconds: tuple[int, ...]) -> str:
    """Return how many saw the first second, each fifth of the way, and the last."""
    if not seconds:
        return "not at all"
    places = sorted({round(step * (len(seconds) - 1) / 5) for step in range(6)})
    return ", ".join(f"{place} s {seconds[place]}" for place in places)
