"""Cards that name films: each once, nothing cut however long, in the story's language."""

from dataclasses import replace

from creator.credit_cards import credit_cards
from creator.credits import Credit
from creator.credits_page import credits_page
from creator.text_width import ems
from story.model import Story


def test_a_card_for_each_film_with_whom_to_name_and_its_licence() -> None:
    credits = [
        Credit("Sintel", "Blender", "CC BY 3.0", "Blender Foundation"),
        Credit("Home\n film", "Mina", "", ""),
    ]
    first, second = (card.words for card in credit_cards(Story("s", "S", "ko"), credits))
    assert (first.above, first.title, first.below) == (
        "쓰인 영상 1/2",
        "Sintel",
        "Blender Foundation · CC BY 3.0",
    )
    assert (second.above, second.title, second.below) == ("쓰인 영상 2/2", "Home film", "Mina")
    assert credit_cards(Story("s", "S"), []) == ()


def test_a_long_line_goes_beside_the_title_and_is_not_cut() -> None:
    for name in ("Kim Mina, " * 30, "김미나와 친구들 " * 8):
        (card,) = credit_cards(Story("s", "S"), [Credit("Film", "", "CC BY 4.0", name)])
        assert card.words.below == "" and card.words.title == f"Film – {' '.join(name.split())} · CC BY 4.0"
    (card,) = credit_cards(Story("s", "S"), [Credit("Film", "", "", "가" * 30)])
    assert card.words.below == "가" * 30 and ems("가" * 30) < 30


def test_the_page_links_a_film_to_where_it_was_got_and_to_nothing_that_runs() -> None:
    known = Credit(
        "Film <1>", "Library", "CC BY 4.0", "Mina", "https://l/", "CC-BY-4.0", "https://example.org/?a=1&b=2"
    )
    page = credits_page("T", "en", [known, replace(known, source="javascript:alert(1)")])
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">Film &lt;1&gt;</a>' in page
    assert "Library (javascript:alert(1))" in page and 'href="javascript' not in page
