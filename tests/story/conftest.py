"""Teaches hypothesis to make stories and expressions: `st.from_type(Story)`, with loops, loose ends and odd texts."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from library.ontology import FACETS
from story.document.fields import GREATEST_NUMBER
from story.expression import Effect, Expression, Tree, expression_from_json, normal_name, wrong_with_name
from story.hotspot import HotspotFrame
from story.model import (
    Candidate,
    Checkpoint,
    Choice,
    Clip,
    Ending,
    EndingKind,
    Group,
    Hold,
    Leaving,
    Node,
    Pick,
    Story,
    Variable,
    VariableKind,
    Wanted,
)
from story.treatment import AS_IT_IS, FASTEST, LOUDEST_DB, QUIETEST_DB, SLOWEST, Fit, Treatment

# A busy machine is no failure, and a test run leaves nothing behind.
settings.register_profile("story", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.load_profile("story")

# Every character that a file can hold: all but NUL and halves of surrogate pairs.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
local_texts = st.dictionaries(st.sampled_from(["en", "ko", "pt-BR", "und"]), texts, max_size=3)
identifiers = st.from_regex(r"[A-Za-z0-9_-]{1,8}|n[1-9]|c[1-9]", fullmatch=True)
times = st.integers(0, 600_000)
coordinates = st.floats(-GREATEST_NUMBER, GREATEST_NUMBER)

numbers = st.floats(-GREATEST_NUMBER, GREATEST_NUMBER) | st.integers(-3, 3)
scripts = st.characters(categories=["L", "Nd", "Mn", "Mc"], include_characters="_")
names = (
    st.text(scripts, min_size=1, max_size=6).map(normal_name).filter(lambda name: not wrong_with_name(name))
)
infix = ["or", "and", "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "min", "max"]


def operations(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.tuples(st.sampled_from(["not", "neg"]), trees) | st.tuples(st.sampled_from(infix), trees, trees)


atoms = (
    st.booleans()
    | numbers
    | texts
    | st.tuples(st.just("get"), names)
    | st.tuples(st.sampled_from(["visited", "visits", "chosen"]), identifiers)
)
expressions = st.recursive(atoms, operations, max_leaves=12).map(expression_from_json)
effects = st.builds(Effect, names, expressions)

# Stories hold dozens of these, so they are not made up each time.
conditions = st.sampled_from(
    [
        *("", "", "courage >= 2 and not met_lena", "용기>1", "visited(n1) or visits( n2 ) > 1", "chosen(c1)"),
        *('\'a\' == "\\""', "1 / 0", "true", "unknown + 'x'"),
    ]
)
effect_texts = st.sampled_from(
    [(), (), ("courage = courage + 1",), ("met_lena=true", "용기 -= 1e-7"), ("a = visits(n1)",)]
)
wanteds = st.sampled_from(
    [
        None,
        Wanted(),
        Wanted({"where": ("alley", "골목"), "who": ()}, "She runs.", False),
        Wanted(dict.fromkeys(FACETS, ("x",))),
    ]
)
checkpoints = st.sampled_from([None, Checkpoint(), Checkpoint({"en": "So far", "ko": "지금까지"})])
positions = st.none() | st.tuples(coordinates, coordinates)


treatments = st.just(AS_IT_IS) | st.builds(
    Treatment,
    speed=st.floats(SLOWEST, FASTEST),
    volume_db=st.floats(QUIETEST_DB, LOUDEST_DB),
    muted=st.booleans(),
    fade_in_ms=times,
    fade_out_ms=times,
    crossfade_ms=times,
    fit=st.sampled_from(Fit),
    title=local_texts,
)
hotspots = st.sampled_from(
    [
        *((), ()),
        (HotspotFrame(0, 0.0, 0.0, 100.0, 100.0),),
        (HotspotFrame(0, 12.5, 20.0, 10.0, 10.0), HotspotFrame(900, 60.0, 1 / 3, 10.0, 25.0)),
    ]
)


@st.composite
def clips(draw: st.DrawFn) -> Clip:
    start = draw(times)
    film = draw(st.sampled_from(["f" * 64, "0a" * 32]))
    return Clip(film, start, start + 1 + draw(times), draw(texts), draw(treatments))


def nodes(node_id: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    return st.builds(
        Node,
        id=node_id,
        title=texts,
        clips=st.lists(clips(), max_size=3).map(tuple),
        ending=st.none() | st.builds(Ending, local_texts, st.sampled_from(EndingKind)),
        beat=texts,
        position=positions,
        effects=effect_texts,
        wanted=wanteds,
        to_shoot=st.sampled_from([{}, {"ko": "밤 항구"}]),
        checkpoint=checkpoints,
        loops=st.booleans(),
        returns=st.booleans(),
        hold=st.sampled_from(Hold),
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
        condition=conditions,
        effects=effect_texts,
        automatic=st.booleans(),
        weight=st.none() | st.floats(0, GREATEST_NUMBER, exclude_min=True),
        once=st.booleans(),
        leaving=st.sampled_from(Leaving),
        returns_to=st.just("") | ends,
        hotspot=hotspots,
        thumbnail=st.booleans(),
    )


def groups(group_id: st.SearchStrategy[str], ends: st.SearchStrategy[str]) -> st.SearchStrategy[Group]:
    candidate = st.builds(Candidate, ends, conditions, conditions)
    return st.builds(
        Group,
        id=group_id,
        title=texts,
        pick=st.sampled_from(Pick),
        candidates=st.lists(candidate, min_size=1, max_size=3).map(tuple),
        position=positions,
    )


short_names = st.sampled_from(["courage", "met_lena", "용기", "a", "_"])
variables = st.one_of(
    st.builds(Variable, short_names, st.just(VariableKind.FLAG), st.booleans()),
    st.builds(Variable, short_names, st.just(VariableKind.NUMBER), numbers.map(lambda number: number + 0.0)),
    st.builds(Variable, short_names, st.just(VariableKind.TEXT), texts),
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    places = draw(st.lists(identifiers, unique=True, max_size=6))
    names, grouped = places[:4], places[4:]
    ends = st.sampled_from([*places, "nowhere"])
    return Story(
        id=draw(identifiers),
        title=draw(texts),
        language=draw(st.sampled_from(["en", "ko"])),
        start=draw(st.sampled_from(["", *names])),
        nodes=tuple(draw(nodes(st.just(name))) for name in names),
        choices=tuple(draw(st.lists(choices(ends), unique_by=lambda choice: choice.id, max_size=8))),
        last_node=draw(st.integers(0, 20)),
        last_choice=draw(st.integers(0, 20)),
        variables=tuple(draw(st.lists(variables, unique_by=lambda variable: variable.name, max_size=3))),
        groups=tuple(draw(groups(st.just(name), ends)) for name in grouped),
        changeable=draw(st.booleans()),
        commercial=draw(st.booleans()),
        licence=draw(texts),
    )


st.register_type_strategy(Expression, expressions)
st.register_type_strategy(Effect, effects)
st.register_type_strategy(Variable, variables)
st.register_type_strategy(Node, nodes(identifiers))
st.register_type_strategy(Choice, choices(identifiers))
st.register_type_strategy(Story, stories())
