"""Run by Alembic: migrates over the connection that `upgrade` gave, in that connection's transaction."""

from alembic import context

from library.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,  # SQLite's DDL is transactional once BEGIN is ours, so a failed migration leaves nothing
    render_as_batch=True,
)
context.run_migrations()
