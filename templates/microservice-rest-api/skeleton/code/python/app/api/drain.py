"""Remembers that the service is about to stop."""

from dataclasses import dataclass


@dataclass(slots=True)
class Drain:
    """Once started, the service says that it is not ready, while it goes on serving."""

    started: bool = False
