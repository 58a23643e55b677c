"""Checks choices: their ends, their labels, their defaults and the times at which they are offered."""

from collections.abc import Iterator

from story.model import Choice, Node, Story, choice_window, goes_on_by_itself
from story.problems import Problem, problem
from story.titles import choice_name, node_name


def choice_problems(story: Story) -> Iterator[Problem]:
    """Yield what is wrong with the choices of a story, without regard to whether they can be reached."""
    nodes = {node.id: node for node in story.nodes}
    offers: dict[str, list[Choice]] = {}
    for choice in sorted(story.choices, key=lambda choice: choice.order):
        offers.setdefault(choice.source, []).append(choice)
        yield from _end_problems(choice, nodes)
    for source, choices in offers.items():
        if source in nodes:
            yield from _offer_problems(nodes[source], tuple(choices))
    yield from _language_problems(story)


def _end_problems(choice: Choice, nodes: dict[str, Node]) -> Iterator[Problem]:
    if choice.target not in nodes:
        yield problem(
            "G005",
            node_id=choice.source,
            choice_id=choice.id,
            choice=choice_name(choice),
            target=choice.target,
        )
    if choice.source not in nodes:
        yield problem("G006", choice_id=choice.id, choice=choice_name(choice), source=choice.source)


def _offer_problems(node: Node, choices: tuple[Choice, ...]) -> Iterator[Problem]:
    defaults = sum(choice.default for choice in choices)
    if defaults > 1:
        yield problem("G012", node_id=node.id, node=node_name(node), count=defaults)
    yield from _twin_problems(node, choices)
    if len(choices) > 1:
        for choice in choices:
            if not _labelled(choice):
                yield _about(node, choice, "G014")
    if not goes_on_by_itself(choices):
        for choice in choices:
            yield from _time_problems(node, choice, defaults)


def _twin_problems(node: Node, choices: tuple[Choice, ...]) -> Iterator[Problem]:
    first: dict[str, Choice] = {}
    for choice in choices:
        other = first.setdefault(choice.target, choice)
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
    labelled = [choice for choice in story.choices if _labelled(choice)]
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


def _labelled(choice: Choice) -> bool:
    return any(words.strip() for words in choice.label.values())


def _about(node: Node, choice: Choice, code: str, **words: object) -> Problem:
    return problem(
        code, node_id=node.id, choice_id=choice.id, node=node_name(node), choice=choice_name(choice), **words
    )
