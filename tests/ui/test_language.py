"""The visitor's language: by the browser, by choice, and every text in both."""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import httpx
import pytest

import ui.studio
from ui.server.language import preferred_language
from ui.studio import scripts
from ui.words import LANGUAGES, english, korean, words_in

STUDIO = Path(ui.studio.__file__).parent


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("en-GB,ko;q=0.9", "en"),
        ("fr,ko;q=0.2", "ko"),
        ("fr", "en"),
        ("", "en"),
        ("ko;q=0,en;q=0.1", "en"),
        ("ko;q=rubbish", "en"),
    ],
)
def test_the_browser_says_what_its_user_reads(accepted: str, language: str) -> None:
    assert preferred_language(accepted) == language


def test_a_choice_stays(client: httpx.Client) -> None:
    with httpx.Client(base_url=client.base_url, headers={"Accept-Language": "en"}) as visitor:
        assert "영상" not in visitor.get("/config").text
        assert "gallae_language=ko" in visitor.get("/?lang=ko").headers["set-cookie"]
        assert "영상" in visitor.get("/config").text
        visitor.get("/?lang=klingon")
        assert "영상" in visitor.get("/config").text


def test_every_text_is_there_in_every_language_with_the_same_gaps() -> None:
    def gaps(language: str) -> dict[str, list[str]]:
        return {key: sorted(re.findall(r"\{\w+\}", text)) for key, text in words_in(language).items()}

    assert all(text.strip() for language in LANGUAGES for text in words_in(language).values())
    assert gaps("en") == gaps("ko")


def test_every_text_that_a_script_asks_for_is_there() -> None:
    asked = set()
    for file in STUDIO.glob("[!v]*/*.js"):
        source = file.read_text("utf-8")
        asked |= set(re.findall(r'\bt\("(\w+)"\s*[,)]', source))
        for choice in re.findall(r"\bt\([^()]*?\?\s*\"(\w+)\"\s*:\s*\"(\w+)\"", source):
            asked |= set(choice)
    assert asked
    assert asked - set(words_in("en")) == set()


def test_scripts_stay_small_and_write_data_as_text_only() -> None:
    for file in STUDIO.glob("[!v]*/*.js"):
        source = file.read_text("utf-8")
        assert len(source.splitlines()) < 300, file.name
        assert "innerHTML" not in source, file.name


def test_every_script_and_style_is_sent() -> None:
    for suffix, parts in ((".js", scripts._SCRIPTS), (".css", scripts._STYLES)):
        sent = {f"{folder}/{name}{suffix}" for folder, names in parts.items() for name in names}
        held = {str(file.relative_to(STUDIO)) for file in STUDIO.glob(f"[!v]*/*{suffix}")}
        assert held == sent


def test_every_stage_of_indexing_and_publishing_has_words() -> None:
    told = set()
    for package in ("indexing", "creator"):
        for file in (STUDIO.parents[1] / package).glob("*.py"):
            told |= set(re.findall(r'(?:progress|_stage)\(\s*"([a-z ]+)"', file.read_text("utf-8")))
    assert {"watching", "cues"} <= told
    assert {f"stage_{stage.replace(' ', '_')}" for stage in told} - set(words_in("en")) == set()


def test_no_text_stands_in_two_places_of_a_language() -> None:
    """The later would silently take the place of the earlier."""
    for language in (english, korean):
        keys = [key for name in _files(language) for key in name]
        assert sorted(set(keys)) == sorted(keys)


def _files(language: ModuleType) -> list[Mapping[str, str]]:
    names = [found.name for found in iter_modules(language.__path__)]
    return [import_module(f"{language.__name__}.{name}").TEXTS for name in names]
