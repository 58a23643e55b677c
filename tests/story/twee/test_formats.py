"""The three story formats tell the same story, each in its own words."""

import pytest

from story.model import Choice, Ending, Story, Variable, VariableKind
from story.twee.imported import TwineImport, plain_import
from story.twee.reading import twine_stories

SUGARCUBE = """:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "format": "SugarCube", "format-version": "2.36.1", "start": "Home"}

:: StoryInit
<<set $courage to 1, $name to "Ana">><<set $met to false>>

:: Home [day] {"position":"100,200"}
''Ana'' is at //home//.
<<set $courage += 1>>
[[Walk->Alley]]
[[Bus<-Ride][$met to true]]
<<if $courage gte 2 and not $met>>[[Run|Harbour]]<<elseif visited("Alley") is 1>>[[Alley]]<<else>>[[Bus]]<</if>>

:: Alley
It is dark.
<<link "Shout" "Harbour">><<set $courage -= 1>><</link>>
<<if $name is "Ana">><<goto "Bus">><</if>>

:: Bus [ending:Home_again]
She rides.

:: Harbour
The water.
"""

HARLOWE = """:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "format": "Harlowe", "format-version": "3.3.8", "start": "Home"}

:: Before [startup]
(set: $courage to 1, $name to "Ana")(set: $met to false)

:: Home [day] {"position":"100,200"}
''Ana'' is at //home//.
(set: $courage to it + 1)
[[Walk->Alley]]
(link: "Ride")[(set: $met to true)(go-to: "Bus")]
(if: $courage >= 2 and not $met)[[[Run->Harbour]]](else-if: visits is 1)[[[Alley]]](else:)[[[Bus]]]

:: Alley
It is dark.
(link-reveal-goto: "Shout", "Harbour")[(set: $courage to $courage - 1)]
(if: $name is "Ana")[(go-to: "Bus")]

:: Bus [ending:Home_again]
She rides.

:: Harbour
The water.
"""

CHAPBOOK = """:: StoryData
{"ifid": "D674C58C-DEFA-4F70-B7A2-27742230C0FC", "format": "Chapbook", "format-version": "2.2.0", "start": "Home"}

:: Home [day] {"position":"100,200"}
courage: 1
name: 'Ana'
--
*Ana* is at *home*.

[if courage >= 2 && name === 'Ana']
[[Run->Harbour]]

[else]
[[Alley]]

[continue]
{link to: 'Bus', label: 'Ride'}

:: Alley
met: true
met (courage > 5): false
--
It is dark. [[Bus]]

:: Bus [ending:Home_again]
She rides.

:: Harbour
The water.
"""


def imported(text: str) -> TwineImport:
    return plain_import(twine_stories(text, "test.twee")[0])


def ways(story: Story) -> list[tuple[str, str, str, str, tuple[str, ...], bool]]:
    return [
        (one.source, one.target, one.label.get("en", ""), one.condition, one.effects, one.automatic)
        for one in story.choices
    ]


@pytest.mark.parametrize(("text", "asked"), [(SUGARCUBE, "visits(n2) == 1"), (HARLOWE, "visits(n1) == 1")])
def test_links_conditions_and_assignments_become_choices(text: str, asked: str) -> None:
    told = imported(text)
    story = told.story
    brave = "courage >= 2 and not met"
    other = asked.replace("==", "!=")
    assert ways(story) == [
        ("n1", "n2", "Walk", "", (), False),
        ("n1", "n3", "Ride", "", ("met = true",), False),
        ("n1", "n4", "Run", brave, (), False),
        ("n1", "n2", "Alley", f"not ({brave}) and {asked}", (), False),
        ("n1", "n3", "Bus", f"not ({brave}) and {other}", (), False),
        ("n2", "n4", "Shout", 'name != "Ana"', ("courage = courage - 1",), False),
        ("n2", "n3", "", 'name == "Ana"', (), True),
    ]
    assert [(one.id, one.title, one.beat, one.effects) for one in story.nodes] == [
        ("n1", "Home", "Ana is at home.", ("courage = courage + 1",)),
        ("n2", "Alley", "It is dark.", ()),
        ("n3", "Bus", "She rides.", ()),
        ("n4", "Harbour", "The water.", ()),
    ]
    assert story.variables == (
        Variable("courage", VariableKind.NUMBER, 1.0),
        Variable("name", VariableKind.TEXT, "Ana"),
        Variable("met", VariableKind.FLAG, False),
    )
    assert [one.ending for one in story.nodes] == [
        None,
        None,
        Ending({"en": "Home again"}),
        Ending({"en": "Harbour"}),
    ]
    assert (story.id, story.start) == ("d674c58c-defa-4f70-b7a2-27742230c0fc", "n1")
    assert story.nodes[0].position == (100.0, 200.0)
    assert told.notes == ()


def test_chapbook_counts_its_conditions_up_to_the_next_modifier() -> None:
    story = imported(CHAPBOOK).story
    assert ways(story) == [
        ("n1", "n4", "Run", 'courage >= 2 and name == "Ana"', (), False),
        ("n1", "n2", "Alley", 'not (courage >= 2 and name == "Ana")', (), False),
        ("n1", "n3", "Ride", "", (), False),
        ("n2", "n3", "Bus", "", (), False),
    ]
    assert [one.effects for one in story.nodes][:2] == [
        ("courage = 1", 'name = "Ana"'),
        ("met = true", "met = met and courage <= 5"),
    ]
    assert [one.beat for one in story.nodes] == [
        "Ana is at home.",
        "It is dark. Bus",
        "She rides.",
        "The water.",
    ]
    assert story.variables == (
        Variable("courage", VariableKind.NUMBER, 1.0),
        Variable("name", VariableKind.TEXT, "Ana"),
        Variable("met", VariableKind.FLAG, False),
    )


def one_passage(text: str, story_format: str = "SugarCube") -> TwineImport:
    return imported(f':: StoryData\n{{"format": "{story_format}"}}\n\n:: Start\n{text}\n\n:: A\n\n:: B\n')


def first_ways(told: TwineImport) -> list[tuple[str, str, str, tuple[str, ...]]]:
    titles = {node.id: node.title for node in told.story.nodes}
    return [
        (titles.get(one.target, one.target), one.label.get("en", ""), one.condition, one.effects)
        for one in told.story.choices
    ]


@pytest.mark.parametrize(
    ("link", "label", "target"),
    [
        ("[[A]]", "A", "A"),
        ("[[go->A]]", "go", "A"),
        ("[[A<-go]]", "go", "A"),
        ("[[go|A]]", "go", "A"),
        ("[[a->b->A]]", "a->b", "A"),
        ("[[A<-b<-c]]", "b<-c", "A"),
        ("[[a|b|A]]", "a|b", "A"),
        ("[[ go -> A ]]", "go", "A"),
        ("[[go->A][$x to 1]]", "go", "A"),
        ('<<link "go" "A">><</link>>', "go", "A"),
        ("<<link [[go->A]]>><</link>>", "go", "A"),
        ('<<link "say \\"hi\\"" "A">><</link>>', 'say "hi"', "A"),
        ("<<button 'go' 'A'>><</button>>", "go", "A"),
        ('<<link "go">><<goto "A">><</link>>', "go", "A"),
    ],
)
def test_every_form_of_link_is_a_choice(link: str, label: str, target: str) -> None:
    told = one_passage(link)
    assert [(one[0], one[1]) for one in first_ways(told)] == [(target, label)]
    assert told.notes == ()


@pytest.mark.parametrize("jump", ['<<goto "A">>', "<<goto 'A'>>", "<<goto [[A]]>>"])
def test_a_jump_is_an_automatic_choice(jump: str) -> None:
    (choice,) = one_passage(jump).story.choices
    assert (choice.automatic, choice.label, choice.target) == (True, {}, "n2")


def test_a_link_out_of_the_story_is_no_choice() -> None:
    told = one_passage("[[See->https://example.org/a]]")
    assert told.story.choices == ()
    assert [(one.passage, one.line, one.source) for one in told.notes] == [
        ("Start", 5, "[[See->https://example.org/a]]")
    ]


def test_branches_in_branches_hold_together() -> None:
    told = one_passage("<<if $x > 1>><<if $y>>[[A]]<<else>>[[B]]<</if>><</if>>[[Start]]")
    assert [one[2] for one in first_ways(told)] == ["x > 1 and y", "x > 1 and not y", ""]


def test_what_is_assigned_in_a_branch_is_assigned_by_its_links() -> None:
    told = one_passage("<<if $x is 1>><<set $gold to 5>>[[A]]<</if>>[[B]]")
    assert [one[2:] for one in first_ways(told)] == [("x == 1", ("gold = 5",)), ("", ())]


def test_a_flag_that_is_set_in_a_branch_without_links_keeps_its_condition() -> None:
    told = one_passage("<<if $x is 1>><<set $met to true>><<set $far to false>><</if>>[[A]]")
    assert told.story.nodes[0].effects == ("met = met or x == 1", "far = far and x != 1")


def test_a_number_that_is_set_in_a_branch_without_links_is_kept_and_listed() -> None:
    told = one_passage("<<if $x is 1>><<set $gold to 5>><</if>>[[A]]")
    assert told.story.nodes[0].effects == ()
    assert told.story.nodes[0].beat == "<<set $gold to 5>>"
    assert [one.source for one in told.notes] == ["<<set $gold to 5>>"]


def test_a_condition_asks_for_what_was_there_before_a_later_assignment() -> None:
    told = one_passage("<<if not $met>>[[A]]<<else>>[[B]]<</if>><<set $met to true>>")
    assert told.story.nodes[0].effects == ()
    assert [one[2:] for one in first_ways(told)] == [("not met", ("met = true",)), ("met", ("met = true",))]


def test_what_counts_as_true_in_twine_is_asked_for() -> None:
    told = one_passage(
        '<<set $n to 3>><<set $t to "x">><<if $n and visited("B")>>[[A]]<</if>><<if $t>>[[B]]<</if>>'
    )
    assert [one[2] for one in first_ways(told)] == ["n != 0 and visited(n3)", 't != ""']


@pytest.mark.parametrize(
    ("source", "condition"),
    [
        ("$x gt 2 && !$y", "x > 2 and not y"),
        ("$x === 2 || $x neq 3", "x == 2 or x != 3"),
        ('hasVisited("A") and visited() lte 3', "visited(n2) and visits(n1) <= 3"),
        ("Math.min($x, 2) + 1 is .5", "min(x, 2) + 1 == 0.5"),
        ("$용기 > 1", "용기 > 1"),
        ("$and", "and_"),
        ("true", ""),
    ],
)
def test_expressions_of_sugarcube(source: str, condition: str) -> None:
    told = one_passage(f"<<if {source}>>[[A]]<</if>>")
    assert [one[2] for one in first_ways(told)] == [condition]
    assert told.notes == ()


@pytest.mark.parametrize(
    ("source", "condition"),
    [
        ("$x is not 2", "x != 2"),
        ("$x is > 2", "x > 2"),
        ('(history:) contains "A"', "visited(n2)"),
        ('(history:) does not contain "A"', "not visited(n2)"),
        ('(visited: "A")', "visited(n2)"),
        ("visits > 1", "visits(n1) > 1"),
        ("(max: $x, 2) is 2", "max(x, 2) == 2"),
    ],
)
def test_expressions_of_harlowe(source: str, condition: str) -> None:
    told = one_passage(f"(if: {source})[ [[A]] ]", "Harlowe")
    assert [one[2] for one in first_ways(told)] == [condition]
    assert told.notes == ()


def test_harlowe_attaches_a_condition_to_whatever_follows() -> None:
    told = one_passage(
        '(unless: $x)[[A]]\n(if: $x)(link-goto: "go", "B")\n(if: $y)(link: "on")[(go-to: "A")]\n(put: 2 into $z)',
        "Harlowe",
    )
    assert first_ways(told) == [
        ("A", "A", "not x", ()),
        ("B", "go", "x", ()),
        ("A", "on", "y", ()),
    ]
    assert told.story.nodes[0].effects == ("z = 2",)


@pytest.mark.parametrize(
    ("story_format", "source", "kept"),
    [
        ("SugarCube", '<<cycle "$x">>', '<<cycle "$x">>'),
        ("SugarCube", "<<print $gold>>", "<<print $gold>>"),
        ("SugarCube", "<<set $list to [1, 2]>>", "<<set $list to [1, 2]>>"),
        ("SugarCube", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("SugarCube", "[img[a.png]]", "[img[a.png]]"),
        ("Harlowe", "(print: $gold)", "(print: $gold)"),
        ("Harlowe", "(display: 'A')", "(display: 'A')"),
        ("Chapbook", "{embed passage: 'A'}", "{embed passage: 'A'}"),
        ("Chapbook", "{gold}", "{gold}"),
        ("Snowman", "<% s.x = 1 %>", "<% s.x = 1 %>"),
    ],
)
def test_what_is_not_understood_is_kept_and_listed_with_its_place(
    story_format: str, source: str, kept: str
) -> None:
    told = one_passage(f"One.\n{source} Two. [[A]]", story_format)
    assert kept in told.story.nodes[0].beat
    (note,) = told.notes
    assert (note.passage, note.line, note.node_id, note.source) == ("Start", 6, "n1", kept)
    assert "“Start”" in note.message["en"] and "6행" in note.message["ko"]
    assert told.queries["n1"] == "One.\n Two. A"


def test_a_condition_that_is_not_understood_leaves_its_links() -> None:
    told = one_passage("<<if setup.ok()>>[[A]]<<else>>[[B]]<</if>>")
    assert [one[:3] for one in first_ways(told)] == [("A", "A", ""), ("B", "B", "")]
    assert [one.source for one in told.notes] == ["<<if setup.ok()>>", "<<else>>", "<</if>>"]


def test_the_prose_of_a_passage_has_no_markup() -> None:
    text = "!Title\nTom &amp; //Jerry// ''run''.<br>See <b>http://a.org</b> /* no */<!-- no -->2 * 3 * 4"
    assert (
        one_passage(f"{text}\n* [[A]]\n1. [[B]]").story.nodes[0].beat
        == "Title\nTom & Jerry run.\nSee http://a.org 2 * 3 * 4"
    )


def test_verbatim_text_stays_as_it_is() -> None:
    told = one_passage('"""[[no link]] <<no macro>> //x//"""')
    assert told.story.nodes[0].beat == "[[no link]] <<no macro>> //x//"
    assert (told.story.choices, told.notes) == ((), ())


def test_a_variable_of_two_kinds_is_named() -> None:
    told = one_passage('<<set $x to 1>><<set $x to "one">>[[A]]')
    assert told.story.nodes[0].effects == ("x = 1",)
    assert [one.message["en"].split(" (")[0] for one in told.notes] == [
        "$x is used as more than one kind of value; it is taken for a number.",
        'passage “Start”, line 5: “<<set $x to "one">>” does not fit together',
    ]


def test_the_format_is_guessed_from_the_macros() -> None:
    told = imported(":: Start\n(set: $x to 1)(if: $x > 0)[ [[A]] ]\n\n:: A\n")
    assert [one.condition for one in told.story.choices] == ["x > 0"]


def test_a_korean_story_has_korean_labels() -> None:
    story = imported(":: Start\n골목에 서 있다. [[달린다->끝]]\n\n:: 끝\n집이다.\n").story
    assert story.language == "ko"
    assert story.choices == (Choice("c1", "n1", "n2", {"ko": "달린다"}),)
    assert story.nodes[1].ending == Ending({"ko": "끝"})
