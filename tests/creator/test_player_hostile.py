"""Text of a story is text everywhere in the player, whatever it looks like; and a bundle asks nobody for anything."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from creator import publish
from creator.reporting import NotAnAddress, reporting_address
from library.records import Cue
from story.model import Checkpoint, Choice, Clip, Ending, Node, Story

from .showcase import Seat, served

pytestmark = pytest.mark.browser

HACK = "window.hacked=1"
PAYLOADS = (
    f"<script>{HACK}</script>",
    f"</script><script>{HACK}</script>",
    f"<img src=x onerror={HACK}>",
    f"\"><img src=x onerror='{HACK}'>",
    f"<svg onload={HACK}>",
    f"<svg><script>{HACK}</script></svg>",
    f"<svg><animate onbegin={HACK} attributeName=x dur=1s>",
    f"<body onload={HACK}>",
    f"<iframe src=\"javascript:{HACK}\">",
    f"<iframe srcdoc='<script>parent.{HACK}</script>'>",
    f"<a href=\"javascript:{HACK}\">x</a>",
    f"<details open ontoggle={HACK}>",
    f"<input autofocus onfocus={HACK}>",
    f"<video><source onerror={HACK}></video>",
    f"<audio src=x onerror={HACK}>",
    f"<object data=\"javascript:{HACK}\">",
    f"<embed src=\"javascript:{HACK}\">",
    f"<form action=\"javascript:{HACK}\"><button>x</button></form>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={HACK}>",
    f"<style>@import 'http://evil.test/x.css';</style><b onclick={HACK}>",
    "<link rel=stylesheet href=http://evil.test/x.css>",
    "<meta http-equiv=refresh content='0;url=http://evil.test/'>",
    "<base href=http://evil.test/>",
    "<img src=http://evil.test/pixel.gif>",
    "<video poster=http://evil.test/p.jpg>",
    f"javascript:{HACK}",
    f"data:text/html,<script>{HACK}</script>",
    f"';{HACK};'",
    f"\";{HACK};\"",
    f"`;{HACK};`",
    f"${{{HACK}}}",
    f"{{{{constructor.constructor('{HACK}')()}}}}",
    f"\\u003cscript\\u003e{HACK}\\u003c/script\\u003e",
    f"\\x3cimg src=x onerror={HACK}\\x3e",
    f"&lt;script&gt;{HACK}&lt;/script&gt;",
    f"&#60;img src=x onerror={HACK}&#62;",
    f"<!--<script>{HACK}</script>-->",
    f"--><script>{HACK}</script>",
    f"<![CDATA[<script>{HACK}</script>]]>",
    f"<template><script>{HACK}</script></template>",
    f"<noscript><p title=\"</noscript><img src=x onerror={HACK}>\">",
    f"<textarea></textarea><script>{HACK}</script>",
    f"<title></title><script>{HACK}</script>",
    f"\u2028{HACK}\u2029",
    f"<scr\u0000ipt>{HACK}</script>".replace("\u0000", "\ufffd"),
    f"<ſcript>{HACK}</ſcript>",
    f"\u202e>tpircs<{HACK}",
    f"<img/src=x/onerror={HACK}//",
    f"<x onpointerenter={HACK} style='position:fixed;inset:0'>",
    f"__proto__<a id=GALLAE_STORY name=GALLAE_STORY onclick={HACK}>",
)  # fmt: skip
assert len(set(PAYLOADS)) == 50

HALL = 6  # choices at a time


def hostile_story(film: str) -> Story:
    """Return a story that says a payload at every place where it can say anything: each of the 50 on a choice."""
    halls = [PAYLOADS[at : at + HALL] for at in range(0, len(PAYLOADS), HALL)]
    clip = (Clip(film, 0, 1000),)
    nodes = [
        Node(f"n{place}", texts[0], clip, checkpoint=Checkpoint({"en": texts[-1]}))
        for place, texts in enumerate(halls)
    ]
    last = f"n{len(halls)}"
    nodes.append(Node(last, PAYLOADS[0], clip, Ending({"en": PAYLOADS[2]})))
    choices = tuple(
        Choice(f"c{place}-{number}", f"n{place}", f"n{place + 1}", {"en": text}, number, False, 0, thumbnail=not number)
        for place, texts in enumerate(halls)
        for number, text in enumerate(texts)
    )  # fmt: skip
    return Story("hostile", PAYLOADS[1], "en", "n0", tuple(nodes), choices)


@pytest.fixture(scope="module")
def bundle(showcase_shelf: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    shelf, cache = showcase_shelf
    film = replace(
        shelf.films[0], title=PAYLOADS[2], provider=PAYLOADS[3], licence=PAYLOADS[0], credit=PAYLOADS[4]
    )
    cues = [Cue(1, 0, 900, text, "en") for text in PAYLOADS]
    hostile = type(shelf)([film], cues)
    folder = tmp_path_factory.mktemp("hostile") / "bundle"
    return publish(hostile_story(film.fingerprint), hostile, folder, cache=cache).folder


ELEMENTS = "[...document.querySelectorAll('*')].map((one) => one.localName)"
GROUND = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "body",
    "main",
    "div",
    "video",
    "section",
    "h1",
    "h2",
    "h3",
}
GROUND |= {
    "p",
    "span",
    "ol",
    "ul",
    "li",
    "button",
    "kbd",
    "img",
    "svg",
    "path",
    "circle",
    "label",
    "select",
    "option",
}
GROUND |= {"input", "noscript"}


def test_fifty_hostile_texts_are_text_and_nothing_is_asked_for(
    take_seat: Callable[..., Seat], bundle: Path
) -> None:
    with served(bundle) as address:
        one = take_seat(address)
        page = one.page
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        one.begin()
        page.evaluate("document.querySelector('.settings').hidden = false")
        labels: list[str] = []
        for place in range(len(range(0, len(PAYLOADS), HALL))):
            one.until("choosing", f"n{place}")
            labels += page.eval_on_selector_all(
                ".choices button span", "all => all.map((one) => one.textContent)"
            )
            page.evaluate("GALLAE.play.pick(GALLAE.play.offered[0].id)")
        said = page.inner_text(".captions")
        one.until("ended")
        page.keyboard.press("v")
        found = set(page.evaluate(ELEMENTS))
        images = page.eval_on_selector_all("img", "all => all.map((one) => one.getAttribute('src'))")
        scripts = page.eval_on_selector_all("script", "all => all.map((one) => one.getAttribute('src'))")
        title, heading = page.title(), page.inner_text("h1")
        hacked = page.evaluate("window.hacked")
    assert labels == [text.strip() for text in PAYLOADS]
    assert said == "" or "hacked" in said
    assert found <= GROUND, found - GROUND
    assert all(name.startswith("thumbnails/") for name in images)
    assert scripts == ["story.js", "player.js"]
    assert " ".join(title.split()) == " ".join(PAYLOADS[1].split()) == " ".join(heading.split())
    assert hacked is None and dialogs == []
    assert all(asked.startswith((address, f"blob:{address[:-1]}", "data:,")) for asked in one.requests)


def test_the_policy_names_nothing_outside(bundle: Path) -> None:
    page = (bundle / "index.html").read_text(encoding="utf-8")
    policy = page.split('Content-Security-Policy" content="')[1].split('"')[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["connect-src"] == "'self'"
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "lrs.example.org",
        "http://lrs.example.org/",
        "ftp://lrs.example.org/",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@lrs.example.org/",
        "https://lrs.example.org/; script-src *",
        'https://lrs.example.org/" onload="x',
        "https://lrs.example.org/?x=1",
        "https://lrs.example.org/#x",
        "https://*.example.org/",
        "https://lrs.example.org:99999/",
        "https://예.example/",
        "https://lrs.example.org/a\nb",
    ],
)
def test_an_address_that_would_widen_the_policy_is_refused(hostile: str) -> None:
    with pytest.raises(NotAnAddress):
        reporting_address(hostile)


def test_an_address_opens_the_way_to_its_origin_alone() -> None:
    assert reporting_address("https://lrs.example.org/xapi/") == (
        "https://lrs.example.org/xapi",
        "https://lrs.example.org",
    )
    assert reporting_address("http://127.0.0.1:8080/x")[1] == "http://127.0.0.1:8080"
