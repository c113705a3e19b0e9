"""Identifiers that sort by their creation time."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """Create a version 7 UUID (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
