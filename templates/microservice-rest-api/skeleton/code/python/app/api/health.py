{% set R = values.resource | capitalize -%}
"""The endpoints for operators: liveness, readiness and metrics."""

import asyncio
import logging
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from pydantic import BaseModel

from app.api.drain import Drain
from app.api.problems import documented, problem
from app.domain.model import ${{ R }}Service

logger = logging.getLogger(__name__)

READY_TIMEOUT_SECONDS = 2


class Health(BaseModel):
    """The state of the service."""

    status: str = "up"


def health_router(
    service: ${{ R }}Service,
    drain: Drain,
    registry: CollectorRegistry,
) -> APIRouter:
    """Create the routes for operators."""
    router = APIRouter(tags=["operations"])

    @router.get("/health/live", operation_id="live")
    async def live() -> Health:
        """Return whether the process works."""
        return Health()

    @router.get("/health/ready", operation_id="ready", response_model=Health, responses=documented(503))
    async def ready() -> Health | JSONResponse:
        """Return whether the service can accept requests."""
        if drain.started:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "the service is stopping")
        try:
            async with asyncio.timeout(READY_TIMEOUT_SECONDS):
                await service.ping()
        except Exception as error:  # noqa: BLE001 - with any error, the service is not ready
            logger.warning("not ready: %s", type(error).__name__)
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "a required resource is unreachable")
        return Health()

    @router.get("/metrics", operation_id="metrics", response_class=PlainTextResponse)
    async def metrics() -> Response:
        """Return the metrics in Prometheus' text format."""
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    return router
