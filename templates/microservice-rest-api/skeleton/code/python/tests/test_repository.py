{% set R = values.resource | capitalize -%}
"""Tests that each repository must pass."""

import asyncio
{%- if values.database == 'postgresql' %}
import os
{%- endif %}
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
{%- if values.database == 'postgresql' %}
from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import create_engine, delete
{%- endif %}

from app.domain.identifiers import new_id
from app.domain.model import (
    ${{ R }},
    ${{ R }}Fields,
    ${{ R }}NotFoundError,
    ${{ R }}Repository,
)
from app.storage.memory import Memory${{ R }}Repository
{%- if values.database == 'postgresql' %}
from app.storage.postgres import Postgres${{ R }}Repository, Row, driver_url
{%- endif %}

NOW = datetime(2026, 1, 2, 3, 4, 5, 678000, UTC)

Open = Callable[[], ${{ R }}Repository]
{%- if values.database == 'postgresql' %}


@pytest.fixture(scope="module")
def database() -> str:
    url = os.environ.get("TEST_DATABASE_URL", "")
    if not url:
        pytest.skip("TEST_DATABASE_URL is not set")
    os.environ["DATABASE_URL"] = url
    command.upgrade(AlembicConfig("alembic.ini"), "head")
    command.check(AlembicConfig("alembic.ini"))
    return url


@pytest.fixture(params=["memory", "postgres"])
def open_repository(request: pytest.FixtureRequest) -> Open:
    if request.param == "memory":
        return Memory${{ R }}Repository
    url: str = request.getfixturevalue("database")
    engine = create_engine(driver_url(url))
    with engine.begin() as connection:
        connection.execute(delete(Row))
    engine.dispose()
    return lambda: Postgres${{ R }}Repository.connect(url)
{%- else %}


@pytest.fixture
def open_repository() -> Open:
    return Memory${{ R }}Repository
{%- endif %}


Use = Callable[[${{ R }}Repository], Awaitable[None]]


def run(open_repository: Open, test: Use) -> None:
    async def opened() -> None:
        repository = open_repository()
        try:
            await test(repository)
        finally:
            await repository.close()

    asyncio.run(opened())


def test_what_is_added_is_found_replaced_and_removed(open_repository: Open) -> None:
    async def test(repository: ${{ R }}Repository) -> None:
        added = ${{ R }}(new_id(), "first", "one", NOW, NOW)
        await repository.add(added)
        assert await repository.get(added.id) == added

        later = NOW + timedelta(seconds=1)
        replaced = await repository.replace(added.id, ${{ R }}Fields("second"), later)
        assert replaced == ${{ R }}(added.id, "second", None, NOW, later)
        assert await repository.get(added.id) == replaced

        await repository.remove(added.id)
        assert await repository.page(None, 10) == []

    run(open_repository, test)


def test_what_is_unknown_is_not_found(open_repository: Open) -> None:
    async def test(repository: ${{ R }}Repository) -> None:
        with pytest.raises(${{ R }}NotFoundError):
            await repository.get(new_id())
        with pytest.raises(${{ R }}NotFoundError):
            await repository.replace(new_id(), ${{ R }}Fields("x"), NOW)
        with pytest.raises(${{ R }}NotFoundError):
            await repository.remove(new_id())

    run(open_repository, test)


def test_pages_are_in_the_order_of_the_ids(open_repository: Open) -> None:
    async def test(repository: ${{ R }}Repository) -> None:
        ids = sorted(new_id() for _ in range(3))
        for id_ in reversed(ids):
            await repository.add(${{ R }}(id_, "x", None, NOW, NOW))
        first = await repository.page(None, 2)
        second = await repository.page(first[-1].id, 2)
        assert [each.id for each in first] + [each.id for each in second] == ids
        await repository.ping()

    run(open_repository, test)


def test_ids_are_of_version_seven() -> None:
    id_ = new_id()
    assert (id_.version, id_.variant) == (7, "specified in RFC 4122")
