"""How long it takes to check, compare, save, load, edit and lay out stories: of Bandersnatch's size, and 20 times that.

python benchmarks/story_speed.py [FACTOR …]
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import package_first  # noqa: F401 - for what it does
from generated_story import BANDERSNATCH, generated_story
from measure import measured
from table import table

from library import open_library
from story import Story, StoryShelf, check_story, lay_out
from story.history.difference import difference_between
from story.history.merge import merge
from story.history.open_story import OpenStory

_RUNS = 5
_EDITS = 200


def story_times(factor: int) -> dict[str, float]:
    """Generate a story and return milliseconds by what was done; the median of several runs."""
    story = generated_story(BANDERSNATCH.times(factor))
    other = _edited(story)
    times = {
        "check": _median(lambda: check_story(story), 3),
        "diff": _median(lambda: difference_between(story, other)),
        "merge": _median(lambda: merge(story, other, replace(story, title="Theirs"))),
        "layout": _median(lambda: lay_out(story, again=True), 3),
    }
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder)) as library:
        shelf = StoryShelf(library.catalog)
        shelf.save(story)
        titles = iter(range(100))
        times["save"] = _median(lambda: shelf.save(replace(story, title=f"Take {next(titles)}")))
        times["load"] = _median(lambda: shelf.load(story.id))
        times |= _edit_times(OpenStory(library.catalog, story.id))
    return times


def _edit_times(opened: OpenStory) -> dict[str, float]:
    """Make single edits such as a person makes, each down to the database, then undo and redo them."""
    opened.edit([{"op": "change_story", "title": "Opened"}])
    edits = [_timed(lambda number=number: opened.edit([_operation(number)])) for number in range(_EDITS)]
    undos = [_timed(opened.undo) for _ in range(20)]
    after_undo = [_after_undo(opened, number) for number in range(9)]
    return {
        "edit p50": float(np.percentile(edits, 50)),
        "edit p95": float(np.percentile(edits, 95)),
        "edit max": max(edits),
        "undo": float(np.median(undos)),
        "edit after undo": float(np.median(after_undo)),
    }


def _after_undo(opened: OpenStory, number: int) -> float:
    """Undo, then return the milliseconds of an edit: what finds a node's neighbours has to be made again."""
    opened.undo()
    return _timed(lambda: opened.edit([{"op": "move_node", "id": "n7", "position": [number, -1]}]))


def _operation(number: int) -> dict[str, object]:
    node = f"n{1 + number * 7 % 200}"
    kinds: list[dict[str, object]] = [
        {"op": "move_node", "id": node, "position": [number, 2 * number]},
        {"op": "change_node", "id": node, "title": f"Called {number}"},
        {"op": "add_node", "title": f"New {number}"},
        {"op": "connect", "source": node, "target": "n9", "label": {"en": f"To {number}"}},
        {"op": "disconnect", "id": f"c{number + 1}"},
    ]
    return kinds[number % len(kinds)]


def _edited(story: Story) -> Story:
    """Return a story in which every tenth node has another title and every fiftieth is gone."""
    nodes = [
        replace(node, title=f"{node.title}!") if number % 10 == 0 else node
        for number, node in enumerate(story.nodes)
        if number % 50 != 1
    ]
    return replace(story, nodes=tuple(nodes))


def _median(work: Callable[[], object], runs: int = _RUNS) -> float:
    return float(np.median([_timed(work) for _ in range(runs)]))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(factors: Sequence[int] = (1, 20)) -> str:
    """Measure stories so many times Bandersnatch's size and return the table."""
    columns: list[str] = []
    rows = []
    for factor in factors:
        times = measured(story_times, factor, runs=1).value
        columns = list(times)
        size = BANDERSNATCH.times(factor)
        rows.append((size.nodes, size.moments, size.variables, size.conditions, *times.values()))
    return table(
        "Stories",
        "Milliseconds on generated stories: the first has the size of Bandersnatch (250 segments, 172 choice moments, "
        f"62 variables, 240 conditions, 111 groups). Edits are {_EDITS} single ones, each down to the database.",
        ("nodes", "choice moments", "variables", "conditions", *columns),
        rows,
    )


if __name__ == "__main__":
    print(main([int(one) for one in sys.argv[1:]] or (1, 20)))
