"""Boundaries between shots, curators' corrections, leases of indexing, people, and what a film's rights allow.

Revision 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boundaries",
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("start_pts", sa.Integer(), nullable=False),
        sa.Column("end_pts", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_boundaries_film_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("film_id", "start_pts", name="pk_boundaries"),
    )
    op.create_table(
        "scene_corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at_pts", sa.Integer(), nullable=False),
        sa.Column("to_pts", sa.Integer(), nullable=True),
        sa.Column("curator", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["films.id"], name="fk_scene_corrections_film_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_scene_corrections"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_scene_corrections_film_id", "scene_corrections", ["film_id"], unique=False)
    op.create_table(
        "leases",
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_leases_film_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("film_id", name="pk_leases"),
    )
    op.create_table(
        "people",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("opted_out", sa.Boolean(), nullable=False),
        sa.Column("age_group", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_people"),
    )
    op.create_index("ix_events_scene_id", "events", ["scene_id"], unique=False)
    op.add_column("cues", sa.Column("sound", sa.String(), nullable=False, server_default=""))
    op.add_column("shots", sa.Column("thumbnail", sa.String(), nullable=False, server_default=""))
    op.add_column("films", sa.Column("source", sa.String(), nullable=False, server_default=""))
    op.add_column("films", sa.Column("permissions", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    for table, column in (
        *(("films", "permissions"), ("films", "source")),
        *(("shots", "thumbnail"), ("cues", "sound")),
    ):
        op.drop_column(table, column)
    op.drop_index("ix_events_scene_id", table_name="events")
    for table in ("people", "leases", "scene_corrections", "boundaries"):
        op.drop_table(table)
