"""The player's walker does what the library's does: 200 stories drawn by lot, each walked here and in Chromium."""

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from creator.bundle_story import story_script
from creator.bundle_walk import node_walk_data, walk_data
from creator.player import WALKING, script_of
from story.model import Pick
from story.play.chance import Chance
from story.play.compiled import CompiledStory, compile_story
from story.play.events import event_document
from story.play.state import variables_of
from story.play.walk import Walker

from .generated import made_story

pytestmark = pytest.mark.browser

STORIES, WALKS, STEPS = 200, 4, 40


def told(story: CompiledStory) -> dict[str, Any]:
    """Return what a player is told to walk by."""
    nodes = {one.id: node_walk_data(story, one, one.duration_ms) for one in story.story.nodes}
    return {**walk_data(story), "nodes": nodes}


def walked(story: CompiledStory, seed: int) -> dict[str, Any]:
    """Walk a story by lot; return what was done and what happened."""
    walker, chance = Walker(story, seed), Random(seed)
    done, values = list[list[str]](), [remembered(story, walker)]
    while not walker.ended and len(done) < STEPS:
        done.append(_step(walker, chance))
        values.append(remembered(story, walker))
    stack = list(walker.state.stack)
    events = [event_document(event) for event in walker.events]
    return {"seed": seed, "done": done, "events": events, "values": values, "stack": stack}


def remembered(story: CompiledStory, walker: Walker) -> list[list[Any]]:
    return [[name, value] for name, value in variables_of(story, walker.state).items()]


def _step(walker: Walker, chance: Random) -> list[str]:
    if walker.goes_on:
        walker.advance()
        return ["advance"]
    if any(choice.default for choice in walker.choices) and chance.random() < 0.3:
        walker.time_out()
        return ["timeOut"]
    choice = chance.choice(walker.choices)
    walker.take(choice.id)
    return ["take", choice.id]


WALK_ALL = """(told) => JSON.stringify(JSON.parse(told).map(({ story, walks }) => walks.map(({ seed, done }) => {
  const walker = new GALLAE.Walker(story, seed);
  const remembered = () => Object.entries(walker.state.values);
  const values = [remembered()];
  for (const [step, id] of done) {
    walker.copy()[step](id); // what a copy does must leave no trace
    walker[step](id);
    values.push(remembered());
  }
  const kept = walker.events.length;
  walker.stand(JSON.parse(JSON.stringify(walker.place)));
  const again = new GALLAE.Walker(story, seed);
  again.stand(walker.place);
  const same = JSON.stringify(again.moves) === JSON.stringify(walker.moves) && walker.events.length === kept;
  return { events: walker.events, values, stack: walker.state.stack, same };
})))"""


@pytest.fixture(scope="module")
def made() -> list[CompiledStory]:
    return [compile_story(made_story(seed)) for seed in range(STORIES)]


@pytest.fixture(scope="module")
def here(made: list[CompiledStory]) -> list[list[dict[str, Any]]]:
    return [
        [walked(story, 1000 * number + walk) for walk in range(WALKS)] for number, story in enumerate(made)
    ]


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A page that holds the player's walker and nothing else."""
    file = tmp_path_factory.mktemp("walker") / "walker.html"
    script = script_of(WALKING)
    file.write_text(f"<!doctype html><script>window.GALLAE = {{}};\n{script}</script>", encoding="utf-8")
    opened = browser.new_page()
    opened.goto(Path(file).as_uri())
    yield opened
    opened.close()


def test_path_values_and_events_are_the_same_in_the_browser(made: Any, here: Any, page: Any) -> None:
    told_all = [
        {"story": told(story), "walks": [{"seed": one["seed"], "done": one["done"]} for one in walks]}
        for story, walks in zip(made, here, strict=True)
    ]
    there = json.loads(page.evaluate(WALK_ALL, json.dumps(told_all)))
    for number, (walks, others) in enumerate(zip(here, there, strict=True)):
        for mine, theirs in zip(walks, others, strict=True):
            where = f"story {number}, seed {mine['seed']}"
            assert theirs["events"] == mine["events"], where
            assert theirs["values"] == mine["values"], where
            assert theirs["stack"] == mine["stack"], where
            assert theirs["same"], where


def test_the_stories_drawn_by_lot_meet_everything(made: list[CompiledStory], here: Any) -> None:
    met: Counter[str] = Counter()
    for story, walks in zip(made, here, strict=True):
        for one in walks:
            met.update(_met(story, one["events"]))
            met["deep"] += len(one["stack"]) > 1
            met["values"] += len({repr(values) for values in one["values"]})
    assert min(met[name] for name in WANTED) > 20, met
    assert sum(len(one["done"]) for walks in here for one in walks) > 8_000


WANTED = (
    *(
        "viewer",
        "default",
        "automatic",
        "returned",
        "checkpoint",
        "ended",
        "good",
        "nowhere",
        "limit",
        "no limit",
    ),
    *(
        *Pick,
        "drawn",
        "first before weights",
        "hidden by a condition",
        "hidden because taken",
        "values",
        "deep",
    ),
)


def _met(story: CompiledStory, events: list[dict[str, Any]]) -> Counter[str]:
    met: Counter[str] = Counter()
    taken: set[str] = set()
    for event in events:
        met[event["event"]] += 1
        if event["event"] == "chosen":
            way = story.ways[event["choice"]]
            taken.add(event["choice"])
            met[event["by"]] += 1
            if way.choice.target in story.groups:
                met[story.groups[way.choice.target].pick] += 1
            if event["by"] == "automatic":
                met["drawn" if way.choice.weight else "first"] += 1
                others = [one.choice.weight for one in story.places[way.choice.source].ways if one is not way]
                met["first before weights"] += way.choice.weight is None and any(others)
        if event["event"] == "ended":
            met[event["kind"] or "nowhere"] += 1
        if event["event"] == "offered":
            met["limit" if event["window"]["closes_ms"] else "no limit"] += 1
        if event["event"] == "entered":
            node = event["node"]
        if event["event"] == "offered":
            for way in story.places[node].ways:
                if not way.automatic and way.choice.id not in event["choices"]:
                    gone = way.choice.once and way.choice.id in taken
                    met["hidden because taken" if gone else "hidden by a condition"] += 1
    return met


def test_chance_is_the_known_generator(page: Any) -> None:
    assert [Chance(0).draw(), Chance(1).draw()] == [0.26642920868471265, 0.6270739405881613]
    for seed in (0, 1, 2**32 - 1, 20_260_101):
        chance = Chance(seed)
        mine = [chance.draw() for _ in range(50)]
        drawn = f"const c = new GALLAE.Chance({seed}); return Array.from({{ length: 50 }}, () => c.draw())"
        assert page.evaluate(f"() => {{ {drawn} }}") == mine
        assert len(set(mine)) == 50 and all(0 <= one < 1 for one in mine)


def test_a_variable_may_have_any_name_in_a_published_script() -> None:
    story = compile_story(made_story(1))
    assert '["__proto__","' in story_script(told(story))


def test_generated_stories_are_all_different() -> None:
    stories = {repr(made_story(seed)) for seed in range(STORIES)}
    assert len(stories) == STORIES
