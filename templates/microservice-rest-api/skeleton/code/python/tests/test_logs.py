"""Tests of the log."""

import json
import logging
import sys

from opentelemetry.sdk.trace import TracerProvider

from app.observability.logs import JsonFormatter


def test_a_line_is_json_with_the_ids_of_the_span() -> None:
    formatter = JsonFormatter("service", "1", "test")
    record = logging.makeLogRecord({"msg": "a %s", "args": ("b",), "levelname": "INFO", "status": 200})
    with TracerProvider().get_tracer("test").start_as_current_span("span") as span:
        line = json.loads(formatter.format(record))
    assert line["message"] == "a b"
    assert line["status"] == 200
    assert (line["service"], line["version"], line["environment"]) == ("service", "1", "test")
    assert line["trace_id"] == f"{span.get_span_context().trace_id:032x}"


def test_an_exception_is_one_line() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        record = logging.makeLogRecord({"msg": "failed", "exc_info": sys.exc_info()})
    line = JsonFormatter("service", "1", "test").format(record)
    assert "\n" not in line
    assert "ValueError: broken" in json.loads(line)["exception"]
