"""First tables.

Revision 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concepts",
        sa.Column("iri", sa.String(), nullable=False),
        sa.Column("facet", sa.String(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("synonyms", sa.JSON(), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("iri", name="pk_concepts"),
    )
    op.create_index("ix_concepts_facet", "concepts", ["facet"], unique=False)
    op.create_table(
        "films",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("credit", sa.String(), nullable=False),
        sa.Column("duration", sa.String(), nullable=False),
        sa.Column("time_base", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("frame_rate", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("broken_at", sa.String(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_films"),
        sa.UniqueConstraint("fingerprint", name="uq_films_fingerprint"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_table(
        "broader",
        sa.Column("narrower_iri", sa.String(), nullable=False),
        sa.Column("broader_iri", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["broader_iri"], ["concepts.iri"], name="fk_broader_broader_iri", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["narrower_iri"], ["concepts.iri"], name="fk_broader_narrower_iri", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("narrower_iri", "broader_iri", name="pk_broader"),
    )
    op.create_table(
        "cues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_cues_film_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_cues"),
    )
    op.create_index("ix_cues_film_id_start_ms", "cues", ["film_id", "start_ms"], unique=False)
    op.create_table(
        "scenes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_pts", sa.Integer(), nullable=False),
        sa.Column("end_pts", sa.Integer(), nullable=False),
        sa.Column("first_shot", sa.Integer(), nullable=False),
        sa.Column("last_shot", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("thumbnail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_scenes_film_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_scenes"),
        sa.UniqueConstraint("film_id", "number", name="uq_scenes_film_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shots",
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_pts", sa.Integer(), nullable=False),
        sa.Column("end_pts", sa.Integer(), nullable=False),
        sa.Column("features", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_shots_film_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("film_id", "number", name="pk_shots"),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_sources_film_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("film_id", "kind", "name", name="uq_sources_film_id_kind_name"),
    )
    op.create_table(
        "stages",
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("made_from", sa.String(length=64), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], name="fk_stages_film_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("film_id", "name", name="pk_stages"),
    )
    op.create_table(
        "embeddings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scene_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scene_id"], ["scenes.id"], name="fk_embeddings_scene_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_embeddings"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_embeddings_model_scene_id", "embeddings", ["model", "scene_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scene_id", sa.Integer(), nullable=True),
        sa.Column("story_id", sa.String(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["scene_id"], ["scenes.id"], name="fk_events_scene_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_user_happened_at", "events", ["user", "happened_at"], unique=False)
    op.create_table(
        "scene_texts",
        sa.Column("scene_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scene_id"], ["scenes.id"], name="fk_scene_texts_scene_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scene_id", "kind", "language", name="pk_scene_texts"),
    )
    op.create_table(
        "tags",
        sa.Column("scene_id", sa.Integer(), nullable=False),
        sa.Column("concept_iri", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="ck_tags_confidence"),
        sa.ForeignKeyConstraint(
            ["concept_iri"], ["concepts.iri"], name="fk_tags_concept_iri", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["scene_id"], ["scenes.id"], name="fk_tags_scene_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("scene_id", "concept_iri", "origin", name="pk_tags"),
    )
    op.create_index("ix_tags_concept_iri", "tags", ["concept_iri"], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE scene_words USING fts5("
        "title, dialogue, action, tags, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    # Rows of scene_words carry their scene's id; a virtual table can have no foreign key.
    op.execute(
        "CREATE TRIGGER scene_words_follow_scenes AFTER DELETE ON scenes "
        "BEGIN DELETE FROM scene_words WHERE rowid = old.id; END"
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER scene_words_follow_scenes")
    op.execute("DROP TABLE scene_words")

    op.drop_index("ix_tags_concept_iri", table_name="tags")
    op.drop_table("tags")
    op.drop_table("scene_texts")
    op.drop_index("ix_events_user_happened_at", table_name="events")
    op.drop_table("events")
    op.drop_index("ix_embeddings_model_scene_id", table_name="embeddings")
    op.drop_table("embeddings")
    op.drop_table("stages")
    op.drop_table("sources")
    op.drop_table("shots")
    op.drop_table("scenes")
    op.drop_index("ix_cues_film_id_start_ms", table_name="cues")
    op.drop_table("cues")
    op.drop_table("broader")
    op.drop_table("stories")
    op.drop_table("settings")
    op.drop_table("jobs")
    op.drop_table("films")
    op.drop_index("ix_concepts_facet", table_name="concepts")
    op.drop_table("concepts")
