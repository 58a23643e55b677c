"""What `gallae check` prints of a proof: lines for people, values for programs."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor, log10
from typing import TYPE_CHECKING, Any

from library import clock_text

if TYPE_CHECKING:
    from story.check.proof import Proof
    from story.play.state_space import StateSpace
    from story.statistics.path_statistics import PathStatistics

MOST_PATHS = 10**15
"""Up to how many paths their number is given exactly: every program that reads JSON can hold it."""


def proof_lines(proof: "Proof") -> Iterator[str]:
    """Yield what is wrong, what is known of the paths, and how far the plays were walked."""
    from story.statistics.path_statistics import path_statistics

    for one in proof.problems:
        yield f"{one.code} {one.severity.value}: {one.message['en']}"
    if not proof.problems:
        yield "Nothing is wrong with it."
    if proof.space is not None:
        yield from _statistics_lines(path_statistics(proof.space.story, proof.space))
        yield _walk_line(proof.space)


def proof_values(proof: "Proof") -> dict[str, Any]:
    """Return the same as JSON values."""
    from story.statistics.path_statistics import path_statistics

    space = proof.space
    return {
        "problems": [
            {
                "code": one.code,
                "severity": one.severity.value,
                "message": dict(one.message),
                "node": one.node_id,
                "choice": one.choice_id,
                "after": list(one.after),
            }
            for one in proof.problems
        ],
        "statistics": None if space is None else _statistics_values(path_statistics(space.story, space)),
        "not_met": {
            "nodes": [node.id for node in proof.unmet.nodes],
            "choices": [choice.id for choice in proof.unmet.choices],
            "candidates": [[group.id, node.id] for group, node in proof.unmet.candidates],
        },
        "walk": None if space is None else _walk_values(space),
    }


def _statistics_lines(found: "PathStatistics") -> Iterator[str]:
    if found.shortest_ms is None:
        yield "No ending was met."
        return
    longest = "any length" if found.complete else "not known"
    times = [
        f"shortest {_clock(found.shortest_ms)}",
        f"longest {longest if found.longest_ms is None else _clock(found.longest_ms)}",
        *([] if found.expected_ms is None else [f"on average {_clock(found.expected_ms)}"]),
    ]
    yield f"Running time: {', '.join(times)}, without the time to choose."
    missing = f" (not {', '.join(found.unmet_endings)})" if found.unmet_endings else ""
    yield f"Endings met: {found.endings} of {found.endings + len(found.unmet_endings)}{missing}."
    if found.paths is not None:
        yield f"Paths: {_count(found.paths)}."
    if found.share is not None:
        drawn = f", over {found.share.plays:,} plays drawn by lot" if found.share.plays else ""
        yield f"Footage seen: {found.share.average:.0%} on average{drawn}, {found.share.most:.0%} at most."


def _walk_line(space: "StateSpace") -> str:
    if space.complete:
        return f"All {len(space):,} states walked." if len(space) > 1 else "Its only state walked."
    if space.endless:
        return f"{len(space):,} states walked; tunnels without end keep the rest from being walked."
    return f"{len(space):,} states walked, then stopped (--states and --seconds let it walk further)."


def _statistics_values(found: "PathStatistics") -> dict[str, Any]:
    paths, share = found.paths, found.share
    return {
        "shortest_ms": found.shortest_ms,
        "longest_ms": found.longest_ms,
        "expected_ms": None if found.expected_ms is None else round(found.expected_ms),
        "endings": found.endings,
        "endings_not_met": list(found.unmet_endings),
        "paths": paths if paths is not None and paths <= MOST_PATHS else None,
        "paths_log10": None if not paths else round(log10(paths), 3),
        "footage_seen": None
        if share is None
        else {"average": share.average, "most": share.most, "plays_drawn": share.plays},
    }


def _walk_values(space: "StateSpace") -> dict[str, Any]:
    return {
        "complete": space.complete,
        "states": len(space),
        "bound": {"states": space.bound.states, "seconds": space.bound.seconds},
    }


def _count(paths: int) -> str:
    return f"{paths:,}" if paths <= MOST_PATHS else f"about 10^{floor(log10(paths))}"


def _clock(ms: float) -> str:
    return clock_text(Fraction(round(ms), 1000))
