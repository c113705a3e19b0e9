{% set R = values.resource | capitalize -%}
"""The resource, its operations, and the port to its storage."""

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
    """The fields that a client sets."""

    name: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class ${{ R }}:
    """The data that the service stores."""

    id: UUID
    name: str
    description: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ${{ R }}Page:
    """A page of ${{ values.resourcePlural }}. `next` is the cursor of the next page."""

    items: Sequence[${{ R }}]
    next: UUID | None


class ${{ R }}NotFoundError(LookupError):
    """No ${{ values.resource }} has this id."""


class ${{ R }}Repository(Protocol):
    """The storage of ${{ values.resourcePlural }}, ordered by id."""

    async def page(self, after: UUID | None, limit: int) -> Sequence[${{ R }}]:
        """Return up to `limit` entries with an id greater than `after`."""

    async def get(self, id_: UUID) -> ${{ R }}:
        """Return an entry, or raise ${{ R }}NotFoundError."""

    async def add(self, ${{ values.resource }}: ${{ R }}) -> None:
        """Store a new entry."""

    async def replace(
        self,
        id_: UUID,
        fields: ${{ R }}Fields,
        at: datetime,
    ) -> ${{ R }}:
        """Change an entry and return it, or raise ${{ R }}NotFoundError."""

    async def remove(self, id_: UUID) -> None:
        """Delete an entry, or raise ${{ R }}NotFoundError."""

    async def ping(self) -> None:
        """Raise an error if the storage is unreachable."""

    async def close(self) -> None:
        """Release the resources of the repository."""


def utc_now() -> datetime:
    """Return the current time with its time zone."""
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
        """Return up to `limit` ${{ values.resourcePlural }}, oldest first."""
        found = await self._repository.page(after, limit + 1)
        items = found[:limit]
        return ${{ R }}Page(items, items[-1].id if len(found) > limit else None)

    async def get(self, id_: UUID) -> ${{ R }}:
        """Return an entry."""
        return await self._repository.get(id_)

    async def create(self, fields: ${{ R }}Fields) -> ${{ R }}:
        """Store a new entry, and assign its id."""
        now = self._clock()
        created = ${{ R }}(self._ids(), fields.name, fields.description, now, now)
        await self._repository.add(created)
        return created

    async def replace(
        self,
        id_: UUID,
        fields: ${{ R }}Fields,
    ) -> ${{ R }}:
        """Replace the fields of an entry."""
        return await self._repository.replace(id_, fields, self._clock())

    async def remove(self, id_: UUID) -> None:
        """Delete an entry."""
        await self._repository.remove(id_)

    async def ping(self) -> None:
        """Raise an error if the service cannot answer requests."""
        await self._repository.ping()
