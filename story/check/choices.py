"""Checks choices: their ends, their labels, their defaults and the times at which they are offered."""

from collections.abc import Iterator, Set

from story.check.problems import Problem, problem
from story.check.written import all_written
from story.model import Choice, Node, Story, choice_window, goes_on_by_itself, has_label
from story.titles import choice_name, node_name


def choice_problems(story: Story) -> Iterator[Problem]:
    """Yield what is wrong with the choices of a story, without regard to whether they can be reached."""
    nodes = {node.id: node for node in story.nodes}
    there = nodes.keys() | {group.id for group in story.groups}
    asked = {name for written in all_written(story) for name in written.names().choices}
    offers: dict[str, list[Choice]] = {}
    for choice in sorted(story.choices, key=lambda choice: choice.order):
        offers.setdefault(choice.source, []).append(choice)
        yield from _end_problems(choice, nodes.keys(), there)
    for source, choices in offers.items():
        if source in nodes:
            yield from _offer_problems(nodes[source], tuple(choices))
            yield from _twin_problems(nodes[source], tuple(choices), asked)
    yield from _language_problems(story)


def _end_problems(choice: Choice, nodes: Set[str], there: Set[str]) -> Iterator[Problem]:
    words = {"node_id": choice.source, "choice_id": choice.id, "choice": choice_name(choice)}
    if choice.target not in there:
        yield problem("G005", **words, target=choice.target)
    if choice.source not in nodes:
        yield problem("G006", choice_id=choice.id, choice=choice_name(choice), source=choice.source)
    if choice.returns_to and choice.returns_to not in there:
        yield problem("G034", **words, target=choice.returns_to)


def _offer_problems(node: Node, choices: tuple[Choice, ...]) -> Iterator[Problem]:
    defaults = sum(choice.default for choice in choices)
    if defaults > 1:
        yield problem("G012", node_id=node.id, node=node_name(node), count=defaults)
    if goes_on_by_itself(choices):
        return
    for choice in choices:
        if not choice.automatic:
            if len(choices) > 1 and not has_label(choice):
                yield _about(node, choice, "G014")
            yield from _time_problems(node, choice, defaults)


def _twin_problems(node: Node, choices: tuple[Choice, ...], asked: Set[str]) -> Iterator[Problem]:
    """Yield choices that do the same as one before them: same target, and nothing remembers which was taken."""
    first: dict[tuple[object, ...], Choice] = {}
    for choice in choices:
        remembered = choice.id if choice.id in asked else ""
        same = (choice.target, choice.returns_to, choice.condition, choice.effects, remembered)
        other = first.setdefault(same, choice)
        if other is not choice:
            yield _about(node, choice, "G013", other=choice_name(other))


def _time_problems(node: Node, choice: Choice, defaults: int) -> Iterator[Problem]:
    opens, end = choice_window(node, (choice,)).opens_ms, node.duration_ms
    if node.clips and opens > end:
        yield _about(node, choice, "G019", opens=opens, end=end)
    if choice.closes_ms is None:
        return
    if choice.closes_ms <= opens:
        yield _about(node, choice, "G017", opens=opens, closes=choice.closes_ms)
    if not defaults:
        yield _about(node, choice, "G020", closes=choice.closes_ms)


def _language_problems(story: Story) -> Iterator[Problem]:
    labelled = [choice for choice in story.choices if has_label(choice) and not choice.automatic]
    used = {language for choice in labelled for language, words in choice.label.items() if words.strip()}
    for choice in labelled:
        if lacking := sorted(language for language in used if not choice.label.get(language, "").strip()):
            yield problem(
                "G018",
                node_id=choice.source,
                choice_id=choice.id,
                choice=choice_name(choice),
                languages=", ".join(lacking),
            )


def _about(node: Node, choice: Choice, code: str, **words: object) -> Problem:
    return problem(
        code, node_id=node.id, choice_id=choice.id, node=node_name(node), choice=choice_name(choice), **words
    )
