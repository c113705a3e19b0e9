"""Prints the OpenAPI document: `python -m app.openapi`."""

import json
import sys

from app.api.application import create_app
from app.api.drain import Drain
from app.config import Config


def main() -> None:
    """Print the document without starting the service."""
{%- if values.database == 'postgresql' %}
    config = Config.from_environment({"DATABASE_URL": "postgresql://localhost/none"})
{%- else %}
    config = Config.from_environment({})
{%- endif %}
    json.dump(create_app(config, Drain()).openapi(), sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
