{% set R = values.resource | capitalize -%}
"""The resource /${{ values.resourcePlural }}."""

from datetime import UTC, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Query, Response, status
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from app.api.problems import documented
from app.domain.model import (
    MAX_DESCRIPTION_LENGTH,
    MAX_NAME_LENGTH,
    ${{ R }},
    ${{ R }}Fields,
    ${{ R }}Service,
)

PATH = "/${{ values.resourcePlural }}"
MAX_PAGE = 200
# PostgreSQL cannot store NUL in text.
NO_NUL = r"^[^\x00]*$"
LOCATION = {"description": "The path of the new entry", "schema": {"type": "string"}}
CREATED: dict[int | str, dict[str, Any]] = {201: {"headers": {"Location": LOCATION}}}


class ${{ R }}Body(BaseModel):
    """The body of a request. Unknown fields are ignored."""

    model_config = ConfigDict(strict=True)

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME_LENGTH, pattern=NO_NUL)]
    description: Annotated[str | None, Field(max_length=MAX_DESCRIPTION_LENGTH, pattern=NO_NUL)] = None

    def fields(self) -> ${{ R }}Fields:
        """Return the fields as a type of the domain."""
        return ${{ R }}Fields(self.name, self.description)


class ${{ R }}View(BaseModel):
    """The body of a response."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    id: Annotated[UUID, Field(description="Assigned by the service")]
    name: str
    description: str | None
    created_at: AwareDatetime
    updated_at: AwareDatetime

    @classmethod
    def of(cls, ${{ values.resource }}: ${{ R }}) -> Self:
        """Convert an entry of the domain."""
        return cls(
            id=${{ values.resource }}.id,
            name=${{ values.resource }}.name,
            description=${{ values.resource }}.description,
            created_at=_utc(${{ values.resource }}.created_at),
            updated_at=_utc(${{ values.resource }}.updated_at),
        )


class ${{ R }}PageView(BaseModel):
    """A page of a list."""

    items: list[${{ R }}View]
    next: Annotated[UUID | None, Field(description="The cursor of the next page; null on the last")]


def resource_router(service: ${{ R }}Service) -> APIRouter:
    """Create the routes of the resource."""
    router = APIRouter(prefix=PATH, tags=["${{ values.resourcePlural }}"])

    @router.get(
        "",
        operation_id="list${{ values.resourcePlural | capitalize }}",
        responses=documented(400),
    )
    async def list_page(
        limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 50,
        cursor: Annotated[UUID | None, Query(description="The value of next in the previous page")] = None,
    ) -> ${{ R }}PageView:
        """List ${{ values.resourcePlural }}, oldest first."""
        page = await service.page(cursor, limit)
        items = [${{ R }}View.of(each) for each in page.items]
        return ${{ R }}PageView(items=items, next=page.next)

    @router.post(
        "",
        operation_id="create${{ R }}",
        status_code=status.HTTP_201_CREATED,
        responses={**CREATED, **documented(400, 413)},
    )
    async def create(
        body: ${{ R }}Body,
        response: Response,
    ) -> ${{ R }}View:
        """Create one."""
        created = await service.create(body.fields())
        response.headers["Location"] = f"{PATH}/{created.id}"
        return ${{ R }}View.of(created)

    @router.get("/{id}", operation_id="get${{ R }}", responses=documented(404))
    async def read(id: UUID) -> ${{ R }}View:
        """Read one."""
        return ${{ R }}View.of(await service.get(id))

    @router.put("/{id}", operation_id="replace${{ R }}", responses=documented(400, 404, 413))
    async def replace(id: UUID, body: ${{ R }}Body) -> ${{ R }}View:
        """Replace one."""
        return ${{ R }}View.of(await service.replace(id, body.fields()))

    @router.delete(
        "/{id}",
        operation_id="delete${{ R }}",
        status_code=status.HTTP_204_NO_CONTENT,
        responses=documented(404),
    )
    async def remove(id: UUID) -> None:
        """Delete one."""
        await service.remove(id)

    return router


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
