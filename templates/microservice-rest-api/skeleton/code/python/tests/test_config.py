"""Tests of the settings."""

import pytest

from app.config import Config, ConfigError
{%- if values.database == 'postgresql' %}

DATABASE = {"DATABASE_URL": "postgresql://user:secret@localhost/db"}
{%- else %}

DATABASE: dict[str, str] = {}
{%- endif %}


def test_settings_have_defaults() -> None:
    config = Config.from_environment(DATABASE)
    assert (config.host, config.port, config.log_level) == ("127.0.0.1", 8080, "INFO")
    assert config.service_name == "${{ values.serviceName }}"
    assert config.otlp_endpoint is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("PORT", "65536"), ("LOG_LEVEL", "loud"), ("DRAIN_DELAY", "1h")],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Config.from_environment(DATABASE | {name: value})
{%- if values.database == 'postgresql' %}


@pytest.mark.parametrize("url", ["", "mysql://user:secret@localhost/db"])
def test_a_wrong_database_is_named_without_its_password(url: str) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL") as error:
        Config.from_environment({"DATABASE_URL": url})
    assert "secret" not in str(error.value)
{%- endif %}
