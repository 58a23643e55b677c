"""Short names for people: of nodes and choices in messages, of sentences on buttons and cards."""

from story.model import Choice, Group, Node, text_in

LONGEST_LABEL = 60
"""Characters of a label that was made from a sentence."""


def shortened(sentence: str, longest: int = LONGEST_LABEL) -> str:
    """Return a sentence on one line without its full stop, cut after a word and closed with … if it is long."""
    words = " ".join(sentence.split())
    if words.endswith((".", "。")) and not words.endswith(".."):
        words = words[:-1]
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    if " " in cut[longest // 2 :] and not words[longest - 1].isspace():
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:") + "…"


def label_of(sentence: str) -> str:
    """Return a sentence as a label of a choice; a long one of several clauses ends with the last that fits."""
    words = " ".join(sentence.split())
    if len(words) > LONGEST_LABEL:
        clause = max(words.rfind(mark, LONGEST_LABEL // 3, LONGEST_LABEL + 1) for mark in (", ", "; ", ": "))
        words = words[:clause] if clause > 0 else words
    return shortened(words)


def node_name(node: Node | Group) -> str:
    """Return what messages call a node or a group: its id and its title."""
    return f"{node.id} “{shortened(node.title, 40)}”" if node.title.strip() else node.id


def choice_name(choice: Choice) -> str:
    """Return what messages call a choice: its id and its label."""
    label = shortened(text_in(choice.label, "en"), 40)
    return f"{choice.id} “{label}”" if label else choice.id
