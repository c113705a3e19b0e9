"""The service's settings, read once from environment variables."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
MAX_DRAIN_SECONDS = 4.0


class ConfigError(ValueError):
    """A setting is missing or invalid."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of the service."""

    host: str
    port: int
    service_name: str
    service_version: str
    environment: str
    log_level: str
{%- if values.database == 'postgresql' %}
    database_url: str
{%- endif %}
    otlp_endpoint: str | None
    drain_seconds: float
    shutdown_seconds: int = 5

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings. Errors name the variable, and never its value."""
        level = environment.get("LOG_LEVEL", "info").upper()
        level = "WARNING" if level == "WARN" else level
        if level not in LOG_LEVELS:
            raise ConfigError(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS).lower()}")
        return cls(
            host=environment.get("HOST", "127.0.0.1"),
            port=int(_number(environment, "PORT", "8080", 65535)),
            service_name=environment.get("SERVICE_NAME", "${{ values.serviceName }}"),
            service_version=environment.get("SERVICE_VERSION", "dev"),
            environment=environment.get("ENVIRONMENT", "local"),
            log_level=level,
{%- if values.database == 'postgresql' %}
            database_url=database_url(environment),
{%- endif %}
            otlp_endpoint=environment.get("OTEL_EXPORTER_OTLP_ENDPOINT") or None,
            drain_seconds=_seconds(environment, "DRAIN_DELAY", "1s", MAX_DRAIN_SECONDS),
        )
{%- if values.database == 'postgresql' %}


def database_url(environment: Mapping[str, str] = os.environ) -> str:
    """Read DATABASE_URL: postgresql://user:password@host:port/database."""
    url = environment.get("DATABASE_URL", "")
    if not url.startswith(("postgresql://", "postgres://")):
        raise ConfigError("DATABASE_URL must be set, as postgresql://user:password@host:port/database")
    return url.replace("postgres://", "postgresql://", 1)
{%- endif %}


def _seconds(environment: Mapping[str, str], name: str, default: str, largest: float) -> float:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", environment.get(name, default))
    value = float(match[1]) / (1000 if match[2] == "ms" else 1) if match else -1
    if not 0 <= value <= largest:
        raise ConfigError(f"{name} must be a time such as 500ms or 1s, at most {largest:g}s")
    return value


def _number(environment: Mapping[str, str], name: str, default: str, largest: float) -> float:
    try:
        value = float(environment.get(name, default))
    except ValueError:
        value = -1
    if not 0 <= value <= largest:
        raise ConfigError(f"{name} must be a number from 0 to {largest:g}")
    return value
