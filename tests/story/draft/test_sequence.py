from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from story.draft.found_scene import FoundScene
from story.draft.sequence import LATER_IN_FILM, REUSE, Chain, choose_scenes


def scene(number: int, score: float, film: str = "", start: int = 0) -> FoundScene:
    return FoundScene(film or f"film {number}", start, start + 100, f"scene {number}", score, number)


def numbers(found: dict[str, FoundScene]) -> dict[str, int]:
    return {beat: scene.scene_id for beat, scene in found.items()}


def test_the_best_scene_is_taken_where_nothing_else_counts() -> None:
    found = choose_scenes(
        [Chain(("a", "b"))], {"a": [scene(1, 0.9), scene(2, 0.8)], "b": [scene(3, 0.5)], "c": []}
    )
    assert numbers(found) == {"a": 1, "b": 3}


def test_a_scene_is_left_to_the_beat_that_has_no_other() -> None:
    found = choose_scenes([Chain(("a", "b"))], {"a": [scene(1, 0.9), scene(2, 0.4)], "b": [scene(1, 0.3)]})
    assert numbers(found) == {"a": 2, "b": 1}


def test_a_scene_comes_twice_only_if_nothing_else_fits() -> None:
    found = choose_scenes([Chain(("a", "b"))], {"a": [scene(1, 0.9)], "b": [scene(1, 0.3)]})
    assert numbers(found) == {"a": 1, "b": 1}


def test_films_run_forward_when_scores_are_close() -> None:
    late, early, next_one = (
        scene(1, 0.50, "film", 5000),
        scene(2, 0.49, "film", 1000),
        scene(3, 0.5, "film", 2000),
    )
    found = choose_scenes([Chain(("a", "b"))], {"a": [late, early], "b": [next_one]})
    assert numbers(found) == {"a": 2, "b": 3}
    better = scene(1, 0.8, "film", 5000)
    assert numbers(choose_scenes([Chain(("a", "b"))], {"a": [better, early], "b": [next_one]})) == {
        "a": 1,
        "b": 3,
    }


def test_a_branch_fits_what_comes_before_and_after_it() -> None:
    candidates = {
        "a": [scene(1, 1.0, "film", 1000)],
        "b": [scene(2, 0.50), scene(3, 0.45, "film", 2000)],
        "c": [scene(4, 1.0, "film", 3000)],
        "x": [scene(5, 0.50), scene(6, 0.35, "film", 1500)],
    }
    chains = [Chain(("a", "b", "c")), Chain(("x",), before="a", after="c")]
    assert numbers(choose_scenes(chains, candidates)) == {"a": 1, "b": 3, "c": 4, "x": 6}


def test_a_long_chain_of_displacements_is_found() -> None:
    """Beat 0 fits scenes 0 and 1, beat 1 scenes 1 and 2, …; the last beat fits scene 0 only."""
    count = 60
    candidates = {str(beat): [scene(beat, 0.9), scene(beat + 1, 0.3)] for beat in range(count)}
    candidates["last"] = [scene(0, 0.3)]
    found = numbers(choose_scenes([Chain((*map(str, range(count)), "last"))], candidates))
    assert found == {**{str(beat): beat + 1 for beat in range(count)}, "last": 0}


beats = st.lists(
    st.lists(
        st.builds(
            lambda number, score, film: scene(number, score / 8, f"film {film}", 200 * number),
            st.integers(0, 5),
            st.integers(1, 8),
            st.integers(0, 1),
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda scene: scene.scene_id,
    ),
    min_size=1,
    max_size=4,
)


def value(scenes: tuple[FoundScene, ...]) -> float:
    """What `choose_scenes` maximises, written down a second time."""
    later = [one.film == other.film and other.start_ms >= one.end_ms for one, other in pairwise(scenes)]
    reused = len(scenes) - len({scene.scene_id for scene in scenes})
    return sum(scene.score for scene in scenes) + LATER_IN_FILM * sum(later) - REUSE * reused


@given(beats)
def test_one_short_chain_is_solved_as_well_as_by_trying_everything(
    candidates: list[list[FoundScene]],
) -> None:
    found = choose_scenes(
        [Chain(tuple(map(str, range(len(candidates)))))], dict(zip("0123", candidates, strict=False))
    )
    best = max(value(scenes) for scenes in product(*candidates))
    assert abs(value(tuple(found.values())) - best) < 1e-9


@given(beats, st.permutations(range(4)))
def test_as_few_scenes_come_twice_as_possible(candidates: list[list[FoundScene]], order: list[int]) -> None:
    names = [str(number) for number in range(len(candidates))]
    chains = [Chain((str(number),)) for number in order if number < len(candidates)]
    found = choose_scenes(chains, dict(zip(names, candidates, strict=True)))
    most = max(len({scene.scene_id for scene in scenes}) for scenes in product(*candidates))
    assert len({scene.scene_id for scene in found.values()}) == most
