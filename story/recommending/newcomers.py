"""People of whom nothing is known yet: scenes to judge and, in one arm of an experiment, what people like them use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.catalog.event import Event, EventKind, Noted
from library.catalog.people import Person
from library.experiments import Experiment, arm_of
from library.recommend import Interactions
from story.recommending.reading import Past

DEMOGRAPHICS = Experiment(
    "demographics",
    ("without", "with"),
    "Do age group and country, as far as newcomers give them, help to recommend?",
)
EXPERIMENTS: Mapping[str, Experiment] = {DEMOGRAPHICS.name: DEMOGRAPHICS}

ENOUGH = 10
"""Who used so many scenes is no newcomer any more: what they did says more than who they are."""

FEWEST = 5
"""A group of fewer people says nothing of a group, and too much of the people in it."""


@dataclass(frozen=True, eq=False)
class Groups:
    """What people of an age group or country use.

    Attributes:
        names: Such as `age 25-34` or `country KR`; only groups of at least `FEWEST` people.
        counts: How many of each group used each item; int32, shape `(groups, items)`.
    """

    names: tuple[str, ...]
    counts: NDArray[np.int32]

    def share(self, names: Sequence[str]) -> NDArray[np.float32]:
        """Return how much each item is used by people of some groups, from 0 to 1; shape `(items,)`."""
        rows = [self.names.index(name) for name in names if name in self.names]
        used = np.log1p(self.counts[rows].sum(axis=0)).astype(np.float32)
        return np.asarray(used / np.float32(max(1.0, float(used.max(initial=0.0)))), np.float32)


def groups_of(person: Person) -> tuple[str, ...]:
    """Return the groups that somebody says to belong to."""
    said = (("age", person.age_group), ("country", person.country))
    return tuple(f"{kind} {value}" for kind, value in said if value)


def count_groups(interactions: Interactions, people: Iterable[Person]) -> Groups:
    """Count what the groups of people use."""
    its_groups = {person.user: groups_of(person) for person in people}
    rows: dict[str, list[int]] = {}
    for row, user in enumerate(interactions.users):
        for name in its_groups.get(user, ()):
            rows.setdefault(name, []).append(row)
    names = tuple(sorted(name for name, users in rows.items() if len(users) >= FEWEST))
    liked = interactions.value > 0
    pairs = np.unique(np.stack([interactions.user[liked], interactions.item[liked]]), axis=1)
    counts = np.zeros((len(names), len(interactions.items)), np.int32)
    for number, name in enumerate(names):
        of_group = np.isin(pairs[0], rows[name])
        counts[number] = np.bincount(pairs[1][of_group], minlength=len(interactions.items))
    return Groups(names, counts)


def arms_of(person: Person, past: Past) -> dict[str, str]:
    """Return the arms of a person: newcomers who said something of themselves are in `DEMOGRAPHICS`, others in none."""
    liked = int(np.count_nonzero(past.history.values > 0))
    if not groups_of(person) or liked >= ENOUGH:
        return {}
    return {DEMOGRAPHICS.name: arm_of(DEMOGRAPHICS, person.user)}


@dataclass(frozen=True)
class Answers:
    """What a newcomer answered.

    Attributes:
        liked: Scenes that they like.
        not_liked: Scenes that they do not like.
        age_group: One of `library.catalog.people.AGE_GROUPS`, or `""`.
        country: Two letters, or `""`.
    """

    liked: tuple[int, ...] = ()
    not_liked: tuple[int, ...] = ()
    age_group: str = ""
    country: str = ""


def note_answers(catalog: Catalog, user: str, session: str, answers: Answers) -> Noted:
    """Write down what a newcomer answered, as events and as what they said of themselves.

    Raises:
        LibraryError: There is no such age group or country.
    """
    if (answers.age_group or answers.country) and not catalog.person(user).opted_out:
        catalog.describe_person(user, answers.age_group, answers.country)
    told = [(EventKind.LIKED, scene) for scene in answers.liked]
    told += [(EventKind.NOT_FOR_ME, scene) for scene in answers.not_liked]
    return catalog.append_events(
        Event(user, session, kind, scene, details={"survey": True}) for kind, scene in told
    )
