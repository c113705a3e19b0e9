"""Tests of the HTTP interface."""

from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api.drain import Drain

PATH = "/${{ values.resourcePlural }}"
PROBLEM = "application/problem+json"


def test_one_is_created_read_replaced_and_deleted(client: TestClient) -> None:
    created = client.post(PATH, json={"name": "first", "description": "one", "unknown": 1})
    assert created.status_code == 201
    location = created.headers["location"]
    assert location == f"{PATH}/{created.json()['id']}"
    assert client.get(location).json() == created.json()

    replaced = client.put(location, json={"name": "second"})
    assert replaced.status_code == 200
    assert replaced.json()["name"] == "second"
    assert replaced.json()["description"] is None
    assert replaced.json()["createdAt"] == created.json()["createdAt"]
    assert replaced.json()["updatedAt"] > created.json()["updatedAt"]

    assert client.delete(location).status_code == 204
    assert client.get(location).status_code == 404
    assert client.delete(location).status_code == 404


def test_a_list_has_pages(client: TestClient) -> None:
    assert client.get(PATH).json() == {"items": [], "next": None}
    names = [f"number {number}" for number in range(3)]
    for name in names:
        client.post(PATH, json={"name": name})
    first = client.get(PATH, params={"limit": 2}).json()
    second = client.get(PATH, params={"limit": 2, "cursor": first["next"]}).json()
    assert len(first["items"]) == 2
    assert second["next"] is None
    assert sorted(each["name"] for each in first["items"] + second["items"]) == names


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"name": ""}',
        '{"name": 1}',
        '{"name": null}',
        '{"name": "a\\u0000b"}',
        '{"name": "' + "x" * 201 + '"}',
        '{"name": "x", "description": "' + "x" * 2001 + '"}',
    ],
)
def test_an_invalid_body_is_refused(client: TestClient, body: str) -> None:
    answer = client.post(PATH, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["status"] == 400


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "cursor=x"])
def test_an_invalid_query_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"{PATH}?{query}").status_code == 400


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    body = b'{"name": "' + b"x" * (1 << 20) + b'"}'
    headers = {"content-type": "application/json"}
    declared = client.post(PATH, content=body, headers=headers)
    streamed = client.post(PATH, content=iter([body[:1000], body[1000:]]), headers=headers)
    assert [declared.status_code, streamed.status_code] == [413, 413]
    assert declared.headers["content-type"] == PROBLEM


@pytest.mark.parametrize("id_", [str(uuid4()), "x", "%00"])
def test_what_is_unknown_is_not_found(client: TestClient, id_: str) -> None:
    for answer in (
        client.get(f"{PATH}/{id_}"),
        client.put(f"{PATH}/{id_}", json={"name": "x"}),
        client.delete(f"{PATH}/{id_}"),
    ):
        assert answer.status_code == 404
        assert answer.headers["content-type"] == PROBLEM


def test_wrong_paths_and_methods_are_problems_too(client: TestClient) -> None:
    assert client.get("/nothing-here").headers["content-type"] == PROBLEM
    answer = client.delete(PATH)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"
    assert answer.headers["content-type"] == PROBLEM


def test_an_unexpected_error_tells_nothing(app: FastAPI, client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("a secret")

    answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == PROBLEM
    assert "secret" not in answer.text
    assert "a secret" in caplog.text


def test_a_draining_service_is_alive_but_not_ready(client: TestClient, drain: Drain) -> None:
    assert client.get("/health/ready").json() == {"status": "up"}
    drain.started = True
    assert client.get("/health/ready").status_code == 503
    assert client.get("/health/live").status_code == 200
    assert client.get(PATH).status_code == 200


def test_requests_are_counted_by_route(client: TestClient) -> None:
    client.get(f"{PATH}/{uuid4()}")
    client.request("INVENTED", "/nothing-here")
    figures = client.get("/metrics").text
    assert 'http_requests_total{method="GET",route="' + PATH + '/{id}",status="404"} 1.0' in figures
    assert 'http_requests_total{method="other",route="unmatched",status="404"} 1.0' in figures
    assert 'http_request_duration_seconds_bucket{le="+Inf",method="GET",route="' + PATH in figures


def test_every_operation_is_documented(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids)) == 8
    assert all("422" not in operation["responses"] for operation in operations)
    assert "Problem" in document["components"]["schemas"]
