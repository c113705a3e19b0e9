"""Middleware for each request: a span, metrics, a log line, and a limit for the body."""

import logging
import time
from http import HTTPStatus

from opentelemetry import propagate, trace
from opentelemetry.trace import SpanKind, StatusCode
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import UNEXPECTED, problem
from app.observability.metrics import HttpMetrics

logger = logging.getLogger("app.access")

MAX_BODY_BYTES = 1 << 20
TOO_LARGE = f"a body may have up to {MAX_BODY_BYTES} bytes"
COMPRESSED = "compressed bodies are not supported"
# Do not log probes and scrapes, which are more frequent than requests.
QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})


class BodyLimit:
    """Refuses compressed bodies, and bodies of more than `MAX_BODY_BYTES`, with or without Content-Length."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        declared = headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > MAX_BODY_BYTES:
            await _refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE, scope, receive, send)
            return
        if headers.get("content-encoding", "identity").lower() != "identity":
            await _refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, COMPRESSED, scope, receive, send)
            return
        size = 0

        async def limited() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > MAX_BODY_BYTES:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
            return message

        await self._app(scope, limited, send)


async def _refuse(status: int, detail: str, scope: Scope, receive: Receive, send: Send) -> None:
    answer = problem(status, detail)
    answer.headers["Connection"] = "close"
    await answer(scope, receive, send)


class Observation:
    """Traces, counts, times and logs requests."""

    def __init__(self, app: ASGIApp, metrics: HttpMetrics, tracer: trace.Tracer) -> None:
        self._app = app
        self._metrics = metrics
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = int(HTTPStatus.INTERNAL_SERVER_ERROR)
        started = time.perf_counter()
        answered = False

        async def observed(message: Message) -> None:
            nonlocal status, answered
            if message["type"] == "http.response.start":
                status, answered = message["status"], True
            await send(message)

        parent = propagate.extract(dict(Headers(scope=scope)))
        with self._tracer.start_as_current_span(scope["method"], context=parent, kind=SpanKind.SERVER) as span:
            try:
                await self._app(scope, receive, observed)
            except Exception:
                logger.exception("request failed")
                if answered:
                    raise
                await problem(status, UNEXPECTED)(scope, receive, observed)
            finally:
                seconds = time.perf_counter() - started
                route = getattr(scope.get("route"), "path", "unmatched")
                # Clients can invent methods, and each would create a new time series.
                method = scope["method"] if route != "unmatched" else "other"
                self._metrics.record(method, route, status, seconds)
                span.update_name(f"{method} {route}")
                span.set_attributes(
                    {
                        "http.request.method": method,
                        "http.route": route,
                        "http.response.status_code": status,
                    }
                )
                if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    span.set_status(StatusCode.ERROR)
                if route not in QUIET:
                    logger.info(
                        "request",
                        extra={
                            "method": method,
                            "route": route,
                            "status": status,
                            "duration_ms": round(seconds * 1000, 2),
                        },
                    )
