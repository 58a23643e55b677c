"""What is known of a beat besides its words: who is in it, where and when it happens."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class BeatFacts:
    """Who, where and when, as labels or names in the language of the text.

    Attributes:
        who: People and animals, in the order of the text.
        where: Places.
        when: Times of day, seasons.
        carried: Those of `who` that the beat itself only calls she or he: the last one named before it.
    """

    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()

    @property
    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """The facts by facet, as a search takes them; facets without any are left out."""
        facets = {"who": self.who, "where": self.where, "when": self.when}
        return {facet: labels for facet, labels in facets.items() if labels}

    def joined(self, other: "BeatFacts") -> "BeatFacts":
        """Return these facts and then those of `other`, each once, whatever its case."""
        return BeatFacts(
            _once(self.who + other.who),
            _once(self.where + other.where),
            _once(self.when + other.when),
            _once(self.carried + other.carried),
        )


NO_FACTS = BeatFacts()
"""Nothing is known."""


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple({word.casefold(): word for word in reversed(words)}.values())[::-1]
