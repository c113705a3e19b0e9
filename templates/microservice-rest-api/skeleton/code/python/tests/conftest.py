"""Shared parts of the tests."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api.application import create_app
from app.api.drain import Drain
from app.config import Config
{%- set R = values.resource | capitalize %}
from app.storage.memory import Memory${{ R }}Repository


@pytest.fixture
def drain() -> Drain:
    return Drain()


@pytest.fixture
def app(drain: Drain) -> FastAPI:
{%- if values.database == 'postgresql' %}
    config = Config.from_environment({"DATABASE_URL": "postgresql://localhost/none"})
{%- else %}
    config = Config.from_environment({})
{%- endif %}
    return create_app(config, drain, Memory${{ R }}Repository())


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client
