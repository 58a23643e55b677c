"""Teaches hypothesis to make stories: `st.from_type(Story)`, with loops, loose ends and odd texts."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from story.fields import GREATEST_NUMBER
from story.model import Choice, Clip, Ending, Node, Story

# A busy machine is no failure, and a test run leaves nothing behind.
settings.register_profile("story", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.load_profile("story")

# Every character that a file can hold: all but NUL and halves of surrogate pairs.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
local_texts = st.dictionaries(st.sampled_from(["en", "ko", "pt-BR", "und"]), texts, max_size=3)
identifiers = st.from_regex(r"[A-Za-z0-9_-]{1,8}|n[1-9]|c[1-9]", fullmatch=True)
times = st.integers(0, 600_000)
coordinates = st.floats(-GREATEST_NUMBER, GREATEST_NUMBER)


@st.composite
def clips(draw: st.DrawFn) -> Clip:
    start = draw(times)
    return Clip(draw(st.sampled_from(["f" * 64, "0a" * 32])), start, start + 1 + draw(times), draw(texts))


def nodes(node_id: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    return st.builds(
        Node,
        id=node_id,
        title=texts,
        clips=st.lists(clips(), max_size=3).map(tuple),
        ending=st.none() | st.builds(Ending, local_texts),
        beat=texts,
        position=st.none() | st.tuples(coordinates, coordinates),
    )


def choices(ends: st.SearchStrategy[str]) -> st.SearchStrategy[Choice]:
    return st.builds(
        Choice,
        id=identifiers,
        source=ends,
        target=ends,
        label=local_texts,
        order=st.integers(-3, 3),
        default=st.booleans(),
        opens_ms=st.none() | times,
        closes_ms=st.none() | times,
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    names = draw(st.lists(identifiers, unique=True, max_size=6))
    ends = st.sampled_from([*names, "nowhere"])
    return Story(
        id=draw(identifiers),
        title=draw(texts),
        language=draw(st.sampled_from(["en", "ko"])),
        start=draw(st.sampled_from(["", *names])),
        nodes=tuple(draw(nodes(st.just(name))) for name in names),
        choices=tuple(draw(st.lists(choices(ends), unique_by=lambda choice: choice.id, max_size=8))),
        last_node=draw(st.integers(0, 20)),
        last_choice=draw(st.integers(0, 20)),
    )


st.register_type_strategy(Node, nodes(identifiers))
st.register_type_strategy(Choice, choices(identifiers))
st.register_type_strategy(Story, stories())
