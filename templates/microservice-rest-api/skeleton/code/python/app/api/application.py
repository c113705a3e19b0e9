{% set R = values.resource | capitalize -%}
"""Connects the parts of the service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware import Middleware

from app.api.drain import Drain
from app.api.health import health_router
from app.api.middleware import BodyLimit, Observation
from app.api.problems import Problem, ProblemError, handle_errors
from app.api.routes import resource_router
from app.config import Config
from app.domain.model import ${{ R }}Repository, ${{ R }}Service
from app.observability.metrics import HttpMetrics
from app.observability.traces import create_tracer_provider
{%- if values.database == 'postgresql' %}
from app.storage.postgres import Postgres${{ R }}Repository
{%- else %}
from app.storage.memory import Memory${{ R }}Repository
{%- endif %}


def create_app(
    config: Config,
    drain: Drain,
    repository: ${{ R }}Repository | None = None,
) -> FastAPI:
    """Create the application, by default with the repository from the settings."""
    if repository is None:
{%- if values.database == 'postgresql' %}
        repository = Postgres${{ R }}Repository.connect(config.database_url)
{%- else %}
        repository = Memory${{ R }}Repository()
{%- endif %}
    service = ${{ R }}Service(repository)
    metrics = HttpMetrics()
    tracing = create_tracer_provider(config)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await repository.close()
        tracing.shutdown()

    app = FastAPI(
        title=config.service_name,
        version=config.service_version,
        description="${{ values.description }}",
        lifespan=lifespan,
        docs_url="/docs",
        redoc_url=None,
        redirect_slashes=False,
        middleware=[
            Middleware(Observation, metrics=metrics, tracer=tracing.get_tracer("app")),
            Middleware(BodyLimit),
        ],
    )
    handle_errors(app)
    app.include_router(resource_router(service))
    app.include_router(health_router(service, drain, metrics.registry))
    app.openapi = lambda: openapi(app)  # type: ignore[method-assign]
    return app


def openapi(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document, with the problem details of errors."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        reference = "#/components/schemas/{model}"
        for model in (Problem, ProblemError):
            schema = model.model_json_schema(ref_template=reference)
            schema.pop("$defs", None)
            schemas[model.__name__] = schema
        app.openapi_schema = document
    return app.openapi_schema
