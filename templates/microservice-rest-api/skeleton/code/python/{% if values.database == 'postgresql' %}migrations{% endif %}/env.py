"""Runs the migrations: `python -m alembic upgrade head`."""

from alembic import context
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from app.config import database_url
from app.storage.postgres import Base, driver_url

# An arbitrary number. The lock prevents parallel migrations.
LOCK = 7_274_011_865

engine = create_engine(driver_url(database_url()), poolclass=NullPool)
with engine.begin() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        context.run_migrations()
