{% set R = values.resource | capitalize -%}
{% if values.database == 'postgresql' -%}
"""Keeps ${{ values.resourcePlural }} in memory. Only tests use it."""
{%- else -%}
"""Keeps ${{ values.resourcePlural }} in memory.

They are lost when the process ends, and replicas do not share them.
"""
{%- endif %}

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.domain.model import (
    ${{ R }},
    ${{ R }}Fields,
    ${{ R }}NotFoundError,
)


class Memory${{ R }}Repository:
    """A ${{ R }}Repository without a database."""

    def __init__(self) -> None:
        self._by_id: dict[UUID, ${{ R }}] = {}

    async def page(self, after: UUID | None, limit: int) -> Sequence[${{ R }}]:
        """Return up to `limit` entries with an id greater than `after`."""
        ids = sorted(id_ for id_ in self._by_id if after is None or id_ > after)
        return [self._by_id[id_] for id_ in ids[:limit]]

    async def get(self, id_: UUID) -> ${{ R }}:
        """Return an entry, or raise ${{ R }}NotFoundError."""
        try:
            return self._by_id[id_]
        except KeyError as error:
            raise ${{ R }}NotFoundError from error

    async def add(self, ${{ values.resource }}: ${{ R }}) -> None:
        """Store a new entry."""
        self._by_id[${{ values.resource }}.id] = ${{ values.resource }}

    async def replace(
        self,
        id_: UUID,
        fields: ${{ R }}Fields,
        at: datetime,
    ) -> ${{ R }}:
        """Change an entry and return it, or raise ${{ R }}NotFoundError."""
        known = await self.get(id_)
        changed = replace(known, name=fields.name, description=fields.description, updated_at=at)
        self._by_id[id_] = changed
        return changed

    async def remove(self, id_: UUID) -> None:
        """Delete an entry, or raise ${{ R }}NotFoundError."""
        await self.get(id_)
        del self._by_id[id_]

    async def ping(self) -> None:
        """Do nothing: memory is always available."""

    async def close(self) -> None:
        """Do nothing: there is nothing to release."""
