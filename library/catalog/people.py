"""People as the library knows them: under a pseudonym, and only as far as they want."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from library.catalog.part import CatalogPart, now
from library.errors import LibraryError
from library.schema import EventRow, PersonRow, SettingRow

AGE_GROUPS = ("under 18", "18-24", "25-34", "35-44", "45-54", "55 and over")
_FORGOTTEN = "history forgotten"
_SALT = "history salt"


@dataclass(frozen=True)
class Person:
    """What a person said about themselves.

    Attributes:
        user: Their pseudonym.
        opted_out: Whether nothing they do may be recorded or learnt from.
        age_group: One of `AGE_GROUPS`, or `""`.
        country: ISO 3166-1 alpha-2 code in capitals, or `""`.
    """

    user: str
    opted_out: bool = False
    age_group: str = ""
    country: str = ""


class PeopleCatalog(CatalogPart):
    """Reads and writes what people said of themselves, and forgets them."""

    def person(self, user: str) -> Person:
        """Return what a person said about themselves; of somebody unknown that is nothing."""
        with self._database.reading() as session:
            row = session.get(PersonRow, user)
            return Person(user) if row is None else Person(user, row.opted_out, row.age_group, row.country)

    def described_people(self) -> tuple[Person, ...]:
        """Return those who said something about themselves and did not opt out."""
        row = PersonRow
        chosen = select(row.user, row.opted_out, row.age_group, row.country)
        chosen = chosen.where(~row.opted_out, (row.age_group != "") | (row.country != ""))
        with self._database.reading() as session:
            return tuple(Person(*found) for found in session.execute(chosen.order_by(row.user)))

    def describe_person(self, user: str, age_group: str, country: str) -> None:
        """Note what a person says about themselves; `""` for what they do not say.

        Raises:
            LibraryError: There is no such age group, or the country is not two letters.
        """
        if age_group and age_group not in AGE_GROUPS:
            raise LibraryError(
                f"{age_group[:40]!r} is no age group.", f"Name one of: {', '.join(AGE_GROUPS)}."
            )
        code = country.strip().upper()
        if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise LibraryError(f"{country[:40]!r} is no country code.", "Give two letters, such as KR.")
        with self._database.writing() as session:
            row = _row(session, user)
            row.age_group, row.country, row.changed_at = age_group, code, now()

    def opt_out(self, user: str) -> None:
        """Record nothing of a person from now on, and learn nothing from what was recorded."""
        self._set_opted_out(user, True)

    def opt_in(self, user: str) -> None:
        """Record what a person does, as it is at first."""
        self._set_opted_out(user, False)

    def forget_person(self, user: str) -> int:
        """Remove everything that a person did and said; return how many events that were.

        Whoever opted out stays so: otherwise they would be recorded again. What was learnt from them goes with the
        models that were built before (`forgettings`).
        """
        with self._database.writing() as session:
            session.connection().exec_driver_sql("PRAGMA secure_delete = ON")  # the disk keeps nothing either
            counted = session.execute(delete(EventRow).where(EventRow.user == user))
            session.execute(delete(PersonRow).where(PersonRow.user == user, ~PersonRow.opted_out))
            blank = {"age_group": "", "country": ""}
            session.execute(update(PersonRow).where(PersonRow.user == user).values(blank))
            _count_forgetting(session)
        return int(getattr(counted, "rowcount", 0))

    def forgettings(self) -> int:
        """Return how often somebody was forgotten or opted out; a model from before may not be used any more."""
        with self._database.reading() as session:
            return _forgettings(session)

    def users(self) -> Iterator[str]:
        """Yield the pseudonyms of everybody who did something, sorted."""
        with self._database.reading() as session:
            yield from session.scalars(select(EventRow.user).distinct().order_by(EventRow.user))

    def salt(self) -> str:
        """Return what this library mixes into pseudonyms, so that they mean nothing elsewhere; made once."""
        with self._database.writing() as session:
            row = session.get(SettingRow, _SALT)
            if row is None:
                row = SettingRow(name=_SALT, value=uuid4().hex)
                session.add(row)
            return row.value

    def told_person(self, user: str) -> dict[str, Any]:
        """Return everything that a person said about themselves, as JSON values."""
        return vars(self.person(user))

    def _set_opted_out(self, user: str, opted_out: bool) -> None:
        with self._database.writing() as session:
            row = _row(session, user)
            if row.opted_out != opted_out:
                row.opted_out, row.changed_at = opted_out, now()
                _count_forgetting(session)


def _row(session: Session, user: str) -> PersonRow:
    row = session.get(PersonRow, user)
    if row is None:
        row = PersonRow(user=user, opted_out=False, age_group="", country="", changed_at=now())
        session.add(row)
    return row


def _forgettings(session: Session) -> int:
    row = session.get(SettingRow, _FORGOTTEN)
    return 0 if row is None else int(row.value)


def _count_forgetting(session: Session) -> None:
    session.merge(SettingRow(name=_FORGOTTEN, value=str(_forgettings(session) + 1)))
