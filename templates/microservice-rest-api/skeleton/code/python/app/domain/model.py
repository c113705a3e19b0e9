{% set R = values.resource | capitalize -%}
"""A ${{ values.resource }}, what can be done with it, and the port to wherever it is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from app.domain.identifiers import new_id

MAX_NAME_LENGTH = 200
MAX_DESCRIPTION_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class ${{ R }}Fields:
    """What a client decides."""

    name: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class ${{ R }}:
    """What the service keeps."""

    id: UUID
    name: str
    description: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ${{ R }}Page:
    """A part of all ${{ values.resourcePlural }}; `next` is where the following part starts."""

    items: Sequence[${{ R }}]
    next: UUID | None


class ${{ R }}NotFoundError(LookupError):
    """There is no ${{ values.resource }} with this id."""


class ${{ R }}Repository(Protocol):
    """Where ${{ values.resourcePlural }} are kept, in the order of their ids."""

    async def page(self, after: UUID | None, limit: int) -> Sequence[${{ R }}]:
        """Return up to `limit` of them, starting behind `after`."""

    async def get(self, id_: UUID) -> ${{ R }}:
        """Return one, or raise ${{ R }}NotFoundError."""

    async def add(self, ${{ values.resource }}: ${{ R }}) -> None:
        """Keep a new one."""

    async def replace(
        self,
        id_: UUID,
        fields: ${{ R }}Fields,
        at: datetime,
    ) -> ${{ R }}:
        """Change one and return it, or raise ${{ R }}NotFoundError."""

    async def remove(self, id_: UUID) -> None:
        """Forget one, or raise ${{ R }}NotFoundError."""

    async def ping(self) -> None:
        """Raise an error when the storage cannot be reached."""

    async def close(self) -> None:
        """Give back what the repository holds."""


def utc_now() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


class ${{ R }}Service:
    """The operations on ${{ values.resourcePlural }}."""

    def __init__(
        self,
        repository: ${{ R }}Repository,
        clock: Callable[[], datetime] = utc_now,
        ids: Callable[[], UUID] = new_id,
    ) -> None:
        self._repository = repository
        self._clock = clock
        self._ids = ids

    async def page(self, after: UUID | None, limit: int) -> ${{ R }}Page:
        """Return up to `limit` ${{ values.resourcePlural }}, the oldest first."""
        found = await self._repository.page(after, limit + 1)
        items = found[:limit]
        return ${{ R }}Page(items, items[-1].id if len(found) > limit else None)

    async def get(self, id_: UUID) -> ${{ R }}:
        """Return one."""
        return await self._repository.get(id_)

    async def create(self, fields: ${{ R }}Fields) -> ${{ R }}:
        """Keep a new one under an id of its own."""
        now = self._clock()
        created = ${{ R }}(self._ids(), fields.name, fields.description, now, now)
        await self._repository.add(created)
        return created

    async def replace(
        self,
        id_: UUID,
        fields: ${{ R }}Fields,
    ) -> ${{ R }}:
        """Change what a client decides of one."""
        return await self._repository.replace(id_, fields, self._clock())

    async def remove(self, id_: UUID) -> None:
        """Forget one."""
        await self._repository.remove(id_)

    async def ping(self) -> None:
        """Raise an error when the service cannot work."""
        await self._repository.ping()
