"""Records that the service is about to stop."""

from dataclasses import dataclass


@dataclass(slots=True)
class Drain:
    """Once started, the service reports that it is not ready, while it continues to serve."""

    started: bool = False
