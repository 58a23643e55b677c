"""The studio as a person uses it, in a real browser: from an empty library to a film that plays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def empty_studio(
    tmp_path_factory: pytest.TempPathFactory, empty_library: Path, serving: Callable[[Path], str]
) -> str:
    import shutil

    return serving(shutil.copytree(empty_library, tmp_path_factory.mktemp("new") / "library"))


@pytest.mark.parametrize(
    ("locale", "places", "first"),
    [
        ("en-US", ["Films", "Find", "Story", "Tag"], "No films yet"),
        ("ko-KR", ["영상", "찾기", "이야기", "태그"], "아직 영상이 없습니다"),
    ],
)
def test_an_empty_library_says_what_to_do_first_in_either_language(
    visit: Callable[..., Any], empty_studio: str, locale: str, places: list[str], first: str
) -> None:
    visitor = visit(empty_studio, locale)
    visitor.opens()
    visitor.page.get_by_text(first).wait_for()
    assert visitor.page.get_by_role("tab").all_inner_texts() == places
    assert visitor.page.locator("html").get_attribute("lang") == locale[:2]
    visitor.page.locator(".ga-switch").click()
    visitor.page.wait_for_function(
        f"() => document.documentElement.lang === '{'ko' if locale[:2] == 'en' else 'en'}'"
    )


def test_words_in_a_film_are_never_taken_for_code(
    visit: Callable[..., Any], address: str, client: Any
) -> None:
    film = client.get("/api/v1/films").json()[0]
    nasty = "${alert(1)}<img src=x onerror=alert(2)>{{value}}"
    client.patch(f"/api/v1/films/{film['id']}", json={"title": nasty})
    try:
        visitor = visit(address)
        visitor.page.on("dialog", lambda dialog: visitor.complaints.append(dialog.message))
        visitor.opens()
        assert visitor.page.locator(".ga-poster strong").first.inner_text() == nasty
        visitor.goes_to("Find")
        visitor.page.locator(".ga-find .ga-film").first.wait_for()
        assert visitor.page.locator(".ga-find .ga-film").first.text_content() == nasty
    finally:
        client.patch(f"/api/v1/films/{film['id']}", json={"title": "Four takes"})
