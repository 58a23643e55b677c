"""Recommendations: whom what is recommended, why, and what is said where nothing is known."""

from collections.abc import Callable
from typing import Any

import pytest

from library.catalog.event import EventKind
from library.ontology import Facet
from library.place import open_library
from story.recommending.candidates import Source
from story.recommending.notes import NoteCode
from story.recommending.reasons import ReasonKind
from story.recommending.service import Recommended, Recommending, Wish


def scenes(answer: Recommended) -> list[int]:
    return [one.hit.scene.id for one in answer.scenes]


def codes(answer: Recommended) -> set[NoteCode]:
    return {note.code for note in answer.notes}


def reasons(answer: Recommended, scene: int) -> dict[ReasonKind, Any]:
    return {
        reason.kind: reason for one in answer.scenes if one.hit.scene.id == scene for reason in one.reasons
    }


def test_an_empty_library_says_that_it_is_empty(empty_library: Any, tmp_path: Any) -> None:
    with open_library(tmp_path / "new") as library:
        answer = Recommending.over(library).recommend(Wish("u", "no story", "n0"))
    assert answer.scenes == () and codes(answer) == {NoteCode.NO_SCENES}


def test_without_history_scenes_of_all_films_come_each_with_a_reason(
    shelf: Any, recommending: Recommending
) -> None:
    answer = recommending.recommend(Wish(limit=6))
    assert len(answer.scenes) == 6 and len({one.hit.film.id for one in answer.scenes}) == 3
    assert all(one.reasons and one.sources for one in answer.scenes)
    assert answer.notes == ()
    assert codes(recommending.recommend(Wish("newcomer"))) == {NoteCode.NO_HISTORY}


def test_who_used_a_scene_gets_what_is_like_it_and_is_told_so(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    shelf.did("me", EventKind.TRIMMED, shelf.sea[0])
    answer = recommending.recommend(Wish("me", limit=5))
    assert scenes(answer)[0] in shelf.sea[1:] and shelf.sea[0] not in scenes(answer)
    why = reasons(answer, shelf.sea[1])[ReasonKind.LIKE_USED]
    assert (why.scene_id, why.count) == (shelf.sea[0], 2)
    assert why.told("en") == "because you used “Sea 0:00” twice"
    assert why.told("ko") == "‘Sea 0:00’ 장면을 2번 쓰셨기 때문입니다"


def test_what_is_not_for_me_does_not_come_again(shelf: Any, recommending: Recommending) -> None:
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    shelf.did("me", EventKind.NOT_FOR_ME, shelf.sea[1])
    assert shelf.sea[1] not in scenes(recommending.recommend(Wish("me", limit=200)))
    assert shelf.sea[1] in scenes(recommending.recommend(Wish("other", limit=200)))


def test_no_scene_comes_twice_and_the_best_have_the_highest_scores(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    answer = recommending.recommend(Wish("u1", limit=200))
    assert len(set(scenes(answer))) == len(scenes(answer)) == 36 - 3
    assert all(0 <= one.hit.score <= 1 for one in answer.scenes)


def test_of_ten_scenes_at_most_two_are_of_one_film_where_there_are_others(
    shelf: Any, recommending: Recommending
) -> None:
    for number in range(8):
        shelf.put(f"d{number}", f"More {number}", [f"More of it {number} {at}." for at in range(4)])
    films = [one.hit.film.id for one in recommending.recommend(Wish(limit=22)).scenes]
    assert len(films) == 22
    assert max(films[at : at + 10].count(film) for at in range(12) for film in films) == 2


def test_a_story_gets_what_can_follow_and_nothing_that_it_has(shelf: Any, recommending: Recommending) -> None:
    shelf.tag("Lena", Facet.WHO, shelf.sea[0], shelf.other[7])
    shelf.tag("Otto", Facet.WHO, shelf.town[0], shelf.other[12])
    story = shelf.story(shelf.sea[0], shelf.town[0])
    answer = recommending.recommend(Wish(story_id=story, node_id="n0", limit=8))
    assert not {shelf.sea[0], shelf.town[0]} & set(scenes(answer))
    assert {shelf.sea[1], shelf.other[7], shelf.other[12]} <= set(scenes(answer))
    comes = reasons(answer, shelf.other[12])[ReasonKind.COMES_NEXT]
    assert (comes.told("en"), comes.told("ko")) == (
        "Otto appears next in your story",
        "이야기의 다음 장면에 나옵니다: Otto",
    )
    assert reasons(answer, shelf.other[7])[ReasonKind.IS_HERE].told("en") == "Lena is in the scene before"
    after = reasons(answer, shelf.sea[1])[ReasonKind.NEXT_IN_FILM]
    assert after.told("en") == "it comes right after “Sea 0:00” in the film"


def test_what_followed_in_other_stories_is_recommended(shelf: Any, recommending: Recommending) -> None:
    shelf.story(shelf.sea[0], shelf.other[20], name="one")
    shelf.story(shelf.sea[0], shelf.other[20], name="two")
    story = shelf.story(shelf.sea[0], shelf.town[2], name="mine")
    answer = recommending.recommend(Wish(story_id=story, node_id="n0", limit=6))
    why = reasons(answer, shelf.other[20])[ReasonKind.FOLLOWS_IN_STORIES]
    assert why.told("en") == "in stories it follows “Sea 0:00” twice"


@pytest.mark.parametrize(("story", "node"), [("nobody's", None), ("nobody's", "n0"), ("mine", "n99")])
def test_an_unknown_story_is_said_and_the_rest_is_answered(
    shelf: Any, recommending: Recommending, story: str, node: str | None
) -> None:
    shelf.story(shelf.sea[0], name="mine")
    answer = recommending.recommend(Wish("u", story, node, limit=5))
    assert len(answer.scenes) == 5 and NoteCode.UNKNOWN_STORY in codes(answer)


def test_a_story_that_uses_everything_is_told_so(shelf: Any, recommending: Recommending) -> None:
    story = shelf.story(*shelf.sea, *shelf.town, *shelf.other)
    answer = recommending.recommend(Wish(story_id=story))
    assert answer.scenes == () and codes(answer) == {NoteCode.ALL_USED}


def test_who_opted_out_is_told_that_nothing_is_kept(shelf: Any, recommending: Recommending) -> None:
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    shelf.library.catalog.opt_out("me")
    answer = recommending.recommend(Wish("me", limit=200))
    assert codes(answer) == {NoteCode.OPTED_OUT}
    assert shelf.sea[0] in scenes(answer)
    assert all(ReasonKind.LIKE_USED not in {why.kind for why in one.reasons} for one in answer.scenes)


def test_a_new_scene_can_be_recommended_before_anything_is_learnt_again(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    shelf.did("me", EventKind.ADDED, shelf.sea[0], shelf.sea[1])
    learnt = recommending.learn()
    [new] = shelf.put("dd", "New", ["A boat in the harbour at night."])
    assert new not in learnt.model.items
    recommending._holder._rests_until = float("inf")  # nothing is learnt again
    answer = recommending.recommend(Wish("me", limit=5))
    assert new in scenes(answer)
    assert ReasonKind.LIKE_USED in reasons(answer, new) and ReasonKind.FRESH in reasons(answer, new)


def test_every_source_brings_scenes(shelf: Any, recommending: Recommending, many: Callable[[], None]) -> None:
    many()
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    story = shelf.story(shelf.sea[0], shelf.town[0])
    answer = recommending.recommend(Wish("me", story, "n0", limit=200))
    found = {source for one in answer.scenes for source in one.sources}
    assert found >= set(Source) - {Source.EXPLORED}


def test_an_empty_library_has_no_survey(tmp_path: Any) -> None:
    with open_library(tmp_path / "new") as library:
        assert Recommending.over(library).survey() == ()


def test_a_library_without_vectors_is_answered_by_use_and_story(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    shelf.library.catalog.forget_other_vectors("another model")
    many()
    shelf.did("me", EventKind.ADDED, shelf.sea[0])
    story = shelf.story(shelf.sea[0], shelf.town[0])
    answer = recommending.recommend(Wish("me", story, "n0", limit=5))
    assert shelf.sea[1] in scenes(answer)[:2]  # people use it with that one, and it is next in the film
    assert len(recommending.survey()) == 10
