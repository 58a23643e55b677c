"""What goes to Twine comes back: a story exactly, and of a Twee file every passage, name, tag and link."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from story.model import Story
from story.twee.exporting import export_twine
from story.twee.importing import import_twine
from story.twee.reading import twine_stories
from story.twee.writing import twee_text

# Whatever means something to Twee, to Twine or to a story format, put together at random.
PIECES = [
    *(
        "[[",
        "]]",
        "->",
        "<-",
        "|",
        "][",
        "[",
        "]",
        "<<",
        ">>",
        "<<if $x>>",
        "<</if>>",
        "<<set $a to 1>>",
        "<<else>>",
    ),
    *(
        "::",
        "\n",
        "\n::",
        "\\::",
        "\\",
        "{",
        "}",
        '{"position":"1,2"}',
        '"',
        '"""',
        "'",
        "''",
        "//",
        "*",
        "__",
        "$a",
    ),
    *(
        "<!--",
        "-->",
        "/*",
        "*/",
        "<script>",
        "</script>",
        "<b>",
        "&lt;",
        "&",
        "{{{",
        "<nowiki>",
        "[img[",
        "\r",
        "\r\n",
    ),
    *(
        "a",
        "단어",
        " ",
        "  ",
        "\t",
        "\u2028",
        "\x85",
        "\x01",
        "http://x.org",
        "(if: $x)[",
        "`",
        "[if x]",
        "StoryTitle",
    ),
    *("StoryInit", "Start", "-", "# ", "!", "1. "),
]
nasty = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@st.composite
def nasty_stories(draw: st.DrawFn) -> Story:
    story = draw(st.from_type(Story))
    return replace(
        story,
        title=draw(nasty),
        nodes=tuple(replace(node, title=draw(nasty), beat=draw(nasty)) for node in story.nodes),
        choices=tuple(replace(choice, label={"ko": draw(nasty)}) for choice in story.choices),
        groups=tuple(replace(group, title=draw(nasty)) for group in story.groups),
    )


def back(text: str) -> Story:
    return import_twine(twine_stories(text, "test")[0]).story


@given(st.from_type(Story))
@settings(max_examples=100)
def test_every_story_comes_back_from_twee(story: Story) -> None:
    assert back(twee_text(export_twine(story))) == story


@given(nasty_stories())
@settings(max_examples=100)
def test_stories_come_back_whatever_their_words_mean_to_twine(story: Story) -> None:
    assert back(twee_text(export_twine(story))) == story
