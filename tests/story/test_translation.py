import pytest

from story import StoryError
from story.draft.sketch import sketched
from story.draft.synopsis import read_synopsis
from story.translation import with_words_of

ENGLISH = "She wakes.\nShe runs.\n  The end: Gone\nor She stays.\n  The end: Home\n"
KOREAN = "그녀가 깬다.\n그녀가 달린다.\n  끝: 떠나다\n또는 그녀가 머문다.\n  끝: 집\n"


def told(text: str, title: str = "Story"):
    return sketched(read_synopsis(text), title, None).story


def test_labels_and_endings_are_there_in_both_languages() -> None:
    story = with_words_of(told(ENGLISH), told(KOREAN))
    assert [dict(choice.label) for choice in story.choices] == [
        {"ko": "그녀가 달린다", "en": "She runs"},
        {"ko": "그녀가 머문다", "en": "She stays"},
    ]
    endings = [dict(node.ending.title) for node in story.nodes if node.ending]
    assert endings == [{"ko": "떠나다", "en": "Gone"}, {"ko": "집", "en": "Home"}]


def test_what_a_story_says_already_is_kept() -> None:
    english = told(ENGLISH)
    assert with_words_of(english, told(ENGLISH.replace("runs", "flies"))) == english


def test_another_shape_is_refused() -> None:
    with pytest.raises(StoryError, match="same nodes and choices"):
        with_words_of(told(ENGLISH), told("깬다.\n잔다.\n"))
