import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";

import { readConfig } from "../src/config.js";
import { createApplication } from "../src/http/application.js";
import { Drain } from "../src/http/health.js";
import { createLog } from "../src/observability/logs.js";
import { createTracerProvider } from "../src/observability/traces.js";
import { MemoryRepository } from "../src/storage/memory.js";

const PATH = "/${{ values.resourcePlural }}";
const PROBLEM = "application/problem+json; charset=utf-8";

{% if values.database == 'postgresql' -%}
const config = readConfig({ DATABASE_URL: "postgresql://localhost/none" });
{%- else -%}
const config = readConfig({});
{%- endif %}
const tracing = await createTracerProvider(config);

interface Resource {
  id: string;
  name: string;
  description: string | null;
  createdAt: string;
  updatedAt: string;
}

interface Page {
  items: Resource[];
  next: string | null;
}

class BrokenRepository extends MemoryRepository {
  override get(): Promise<never> {
    return Promise.reject(new Error("a secret"));
  }

  override ping(): Promise<never> {
    return Promise.reject(new Error("a secret"));
  }
}

class Client {
  readonly drain = new Drain();
  readonly lines: string[] = [];
  readonly #server: Server;

  constructor(repository = new MemoryRepository()) {
    const log = createLog(config, { write: (line) => this.lines.push(line) });
    const { drain } = this;
    this.#server = createServer(
      createApplication({ config, repository, drain, log, tracer: tracing.getTracer("test") }),
    );
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  url(path: string): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}${path}`;
  }

  async send(method: string, path: string, body?: unknown): Promise<Response> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return fetch(this.url(path), {
      method,
      ...(body === undefined ? {} : { body: text, headers: { "content-type": "application/json" } }),
    });
  }

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await (await this.send(method, path, body)).json()) as T;
  }

  async refuses(status: number, method: string, path: string, body?: unknown): Promise<void> {
    const answer = await this.send(method, path, body);
    assert.equal(answer.status, status, `${method} ${path}`);
    assert.equal(answer.headers.get("content-type"), PROBLEM);
    assert.equal(((await answer.json()) as { status: number }).status, status);
  }
}

async function using(client: Client, work: (client: Client) => Promise<void>): Promise<void> {
  await client.start();
  try {
    await work(client);
  } finally {
    await client.stop();
  }
}

test("one is created, read, replaced and deleted", () =>
  using(new Client(), async (client) => {
    const answer = await client.send("POST", PATH, { name: "first", description: "one", unknown: 1 });
    assert.equal(answer.status, 201);
    const created = (await answer.json()) as Resource;
    const location = answer.headers.get("location") ?? "";
    assert.equal(location, `${PATH}/${created.id}`);
    assert.deepEqual(await client.json("GET", location), created);
    assert.deepEqual(await client.json("GET", `${PATH}/${created.id.toUpperCase()}`), created);

    const replaced = await client.json<Resource>("PUT", location, { name: "second" });
    assert.equal(replaced.name, "second");
    assert.equal(replaced.description, null);
    assert.equal(replaced.createdAt, created.createdAt);

    assert.equal((await client.send("DELETE", location)).status, 204);
    await client.refuses(404, "GET", location);
    await client.refuses(404, "DELETE", location);
  }));

test("a list has pages", () =>
  using(new Client(), async (client) => {
    assert.deepEqual(await client.json("GET", PATH), { items: [], next: null });
    for (const name of ["0", "1", "2"]) {
      await client.send("POST", PATH, { name });
    }
    const first = await client.json<Page>("GET", `${PATH}?limit=2`);
    const second = await client.json<Page>("GET", `${PATH}?limit=2&cursor=${String(first.next)}`);
    assert.equal(first.items.length, 2);
    assert.equal(second.next, null);
    const names = [...first.items, ...second.items].map((each) => each.name);
    assert.deepEqual(names.sort(), ["0", "1", "2"]);
  }));

test("what is wrong is refused", () =>
  using(new Client(), async (client) => {
    const bodies = ["", "{", "[]", "{}", { name: "" }, { name: 1 }, { name: null }, { name: "a\0b" }];
    const long = [{ name: "x".repeat(201) }, { name: "x", description: "x".repeat(2001) }];
    for (const body of [...bodies, ...long, { name: "\ud800" }]) {
      await client.refuses(400, "POST", PATH, body);
    }
    for (const query of ["limit=0", "limit=0x10", "limit=201", "limit=x", "cursor=x"]) {
      await client.refuses(400, "GET", `${PATH}?${query}`);
    }
    assert.equal((await client.send("POST", PATH, { name: "é".repeat(200) })).status, 201);
  }));

test("a body that is too large is refused, with or without Content-Length", () =>
  using(new Client(), async (client) => {
    const body = JSON.stringify({ name: "x".repeat(1 << 20) });
    await client.refuses(413, "POST", PATH, body);
    const status = await new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json" };
      const streamed = httpRequest(client.url(PATH), { method: "POST", headers }, (answer) => {
        resolve(answer.statusCode);
        answer.resume();
      });
      streamed.on("error", reject);
      streamed.write(body.slice(0, 1000));
      streamed.end(body.slice(1000));
    });
    assert.equal(status, 413);
  }));

test("what is unknown is not found", () =>
  using(new Client(), async (client) => {
    for (const id of [randomUUID(), "x", "%00"]) {
      await client.refuses(404, "GET", `${PATH}/${id}`);
      await client.refuses(404, "PUT", `${PATH}/${id}`, { name: "x" });
      await client.refuses(404, "DELETE", `${PATH}/${id}`);
    }
    await client.refuses(404, "GET", "/nothing-here");
    await client.refuses(405, "DELETE", PATH);
  }));

test("an unexpected error is in the log, and not in the response", () =>
  using(new Client(new BrokenRepository()), async (client) => {
    const answer = await client.send("GET", `${PATH}/${randomUUID()}`);
    assert.equal(answer.status, 500);
    assert.ok(!(await answer.text()).includes("secret"));
    const line = client.lines.map((each) => JSON.parse(each) as Record<string, unknown>).find((each) => "err" in each);
    assert.match(JSON.stringify(line), /a secret/);
    assert.match(String(line?.trace_id), /^[0-9a-f]{32}$/);
    await client.refuses(503, "GET", "/health/ready");
  }));

test("a draining service is alive but not ready", () =>
  using(new Client(), async (client) => {
    assert.deepEqual(await client.json("GET", "/health/ready"), { status: "up" });
    client.drain.started = true;
    await client.refuses(503, "GET", "/health/ready");
    assert.equal((await client.send("GET", "/health/live")).status, 200);
    assert.equal((await client.send("GET", PATH)).status, 200);
  }));

test("requests are counted by route", () =>
  using(new Client(), async (client) => {
    await client.send("GET", `${PATH}/${randomUUID()}`);
    await client.send("PATCH", "/nothing-here");
    const figures = await (await client.send("GET", "/metrics")).text();
    assert.ok(figures.includes(`http_requests_total{method="GET",route="${PATH}/{id}",status="404"} 1`));
    assert.ok(figures.includes(`http_requests_total{method="other",route="unmatched",status="404"} 1`));
    assert.ok(figures.includes(`http_request_duration_seconds_bucket{le="0.005",method="GET",route="${PATH}`));
  }));

test("every operation is documented", () =>
  using(new Client(), async (client) => {
    type Operations = Record<string, { operationId: string; responses: Record<string, unknown> }>;
    type Schemas = Record<string, { properties?: Record<string, unknown> }>;
    interface Document {
      paths: Record<string, Operations>;
      components: { schemas: Schemas };
    }
    const document = await client.json<Document>("GET", "/openapi.json");
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    assert.equal(new Set(operations.map((each) => each.operationId)).size, 8);
    assert.ok(operations.every((each) => "default" in each.responses));
    assert.ok(Object.values(document.components.schemas).every((each) => each.properties !== undefined));
  }));
