{% set R = values.resource | capitalize -%}
"""Errors as problem details (RFC 9457), without data of the client."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from app.domain.model import ${{ R }}NotFoundError

MEDIA_TYPE = "application/problem+json"
UNEXPECTED = "the request failed; see the log of the service"


class ProblemError(BaseModel):
    """A problem of a request."""

    location: str
    message: str


class Problem(BaseModel):
    """Problem details."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[ProblemError] | None = None


def problem(status: int, detail: str, errors: list[ProblemError] | None = None) -> JSONResponse:
    """Create the response for an error."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors)
    return JSONResponse(body.model_dump(exclude_none=True), status, media_type=MEDIA_TYPE)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe errors for the OpenAPI document; `default` stands for all others."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses: dict[int | str, dict[str, Any]] = {
        status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses
    }
    responses["default"] = {"description": "Any other error", "content": content}
    return responses


def handle_errors(app: FastAPI) -> None:
    """Answer every error of an application with problem details."""

    @app.exception_handler(${{ R }}NotFoundError)
    async def not_found(_request: Request, _error: Exception) -> JSONResponse:
        return problem(HTTPStatus.NOT_FOUND, "there is no ${{ values.resource }} with this id")

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: Exception) -> JSONResponse:
        details = error.errors() if isinstance(error, RequestValidationError) else []
        if any(tuple(detail["loc"][:1]) == ("path",) for detail in details):
            # An id that is not a UUID does not exist.
            return problem(HTTPStatus.NOT_FOUND, "there is no ${{ values.resource }} with this id")
        errors = [ProblemError(location=".".join(map(str, detail["loc"])), message=detail["msg"]) for detail in details]
        return problem(HTTPStatus.BAD_REQUEST, "the request is not valid", errors)

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: Exception) -> JSONResponse:
        if not isinstance(error, HTTPException):
            raise error
        answer = problem(error.status_code, str(error.detail))
        answer.headers.update(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            # The framework lists only the methods of the first route of a path.
            path = getattr(request.scope.get("route"), "path", "")
            methods = request.app.openapi()["paths"].get(path, {})
            answer.headers["Allow"] = ", ".join(sorted(map(str.upper, methods))) or answer.headers["Allow"]
        return answer
