"""Tables of the ontology, of tags, and of what curators said of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from library.schema.base import NEVER_REUSED, Base


class ConceptRow(Base):
    """An entry of the ontology: shipped with the program, or added by a curator or from a screenplay.

    One that a person changed is `edited`: what is shipped later does not change it.
    """

    __tablename__ = "concepts"

    iri: Mapped[str] = mapped_column(primary_key=True)
    facet: Mapped[str] = mapped_column(index=True)
    labels: Mapped[dict[str, Any]]
    synonyms: Mapped[dict[str, Any]]
    shipped: Mapped[bool] = mapped_column(default=False)
    edited: Mapped[bool] = mapped_column(default=False, server_default="0")


class RetiredConceptRow(Base):
    """The name of a concept that is no more: it means the one into which it was merged, or none if it was deleted."""

    __tablename__ = "retired_concepts"

    iri: Mapped[str] = mapped_column(primary_key=True)
    kept_iri: Mapped[str | None] = mapped_column(ForeignKey("concepts.iri", ondelete="SET NULL"))


class BroaderRow(Base):
    """Says that one concept is a kind or a part of another."""

    __tablename__ = "broader"

    narrower_iri: Mapped[str] = mapped_column(
        ForeignKey("concepts.iri", ondelete="CASCADE"), primary_key=True
    )
    broader_iri: Mapped[str] = mapped_column(ForeignKey("concepts.iri", ondelete="CASCADE"), primary_key=True)


class TagRow(Base):
    """A concept on a scene."""

    __tablename__ = "tags"
    __table_args__ = (CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),)

    scene_id: Mapped[int] = mapped_column(ForeignKey("scenes.id", ondelete="CASCADE"), primary_key=True)
    concept_iri: Mapped[str] = mapped_column(
        ForeignKey("concepts.iri", ondelete="CASCADE"), primary_key=True, index=True
    )
    origin: Mapped[str] = mapped_column(primary_key=True)
    confidence: Mapped[float] = mapped_column(Float)


class TagStatementRow(Base):
    """A curator's word on whether a concept holds of a scene, append-only; tags say what follows from all of them.

    `holds` is empty where a curator takes back what they said. `removed` are the tags that gave way, by concept and
    origin, so that they come back with it. What was said of a concept outlives the concept.
    """

    __tablename__ = "tag_statements"
    __table_args__ = (Index(None, "scene_id", "concept_iri"), Index(None, "curator"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    scene_id: Mapped[int] = mapped_column(ForeignKey("scenes.id", ondelete="CASCADE"))
    concept_iri: Mapped[str]
    curator: Mapped[str] = mapped_column(default="")
    holds: Mapped[bool | None]
    made_at: Mapped[datetime]
    removed: Mapped[dict[str, Any]]
