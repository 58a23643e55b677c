"""What curators said of tags, concepts that people changed, and the names of those that are no more.

Revision 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tag_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scene_id", sa.Integer(), nullable=False),
        sa.Column("concept_iri", sa.String(), nullable=False),
        sa.Column("curator", sa.String(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scene_id"], ["scenes.id"], name="fk_tag_statements_scene_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tag_statements"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tag_statements_scene_id_concept_iri", "tag_statements", ["scene_id", "concept_iri"])
    op.create_index("ix_tag_statements_curator", "tag_statements", ["curator"])
    # Who put the tags that are there was not asked, nor when: they are nobody's in particular, as of now.
    op.execute(
        "INSERT INTO tag_statements (scene_id, concept_iri, curator, holds, made_at, removed) "
        "SELECT scene_id, concept_iri, '', confidence > 0, strftime('%Y-%m-%d %H:%M:%f000', 'now'), '{}' "
        "FROM tags WHERE origin = 'curator'"
    )
    op.create_table(
        "retired_concepts",
        sa.Column("iri", sa.String(), nullable=False),
        sa.Column("kept_iri", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["kept_iri"], ["concepts.iri"], name="fk_retired_concepts_kept_iri", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("iri", name="pk_retired_concepts"),
    )
    op.add_column("concepts", sa.Column("edited", sa.Boolean(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("concepts", "edited")
    for table in ("retired_concepts", "tag_statements"):
        op.drop_table(table)
