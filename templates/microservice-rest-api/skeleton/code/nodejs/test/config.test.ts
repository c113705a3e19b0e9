import assert from "node:assert/strict";
import { test } from "node:test";

import { readConfig } from "../src/config.js";

{% if values.database == 'postgresql' -%}
const database = { DATABASE_URL: "postgresql://user:secret@localhost/db" };
{%- else -%}
const database = {};
{%- endif %}

test("settings have defaults", () => {
  const config = readConfig(database);
  assert.deepEqual([config.host, config.port, config.logLevel], ["127.0.0.1", 8080, "info"]);
  assert.equal(config.serviceName, "${{ values.serviceName }}");
  assert.equal(config.drainDelayMs, 1000);
});

test("a wrong setting is named", () => {
  for (const [name, value] of [
    ["PORT", "eighty"],
    ["PORT", "65536"],
    ["LOG_LEVEL", "loud"],
    ["DRAIN_DELAY", "1h"],
    ["DRAIN_DELAY", "5s"],
  ] as const) {
    assert.throws(() => readConfig({ ...database, [name]: value }), new RegExp(name));
  }
});
{%- if values.database == 'postgresql' %}

test("a wrong database is named without its password", () => {
  for (const url of ["", "mysql://user:secret@localhost/db"]) {
    assert.throws(
      () => readConfig({ DATABASE_URL: url }),
      (error: Error) => error.message.includes("DATABASE_URL") && !error.message.includes("secret"),
    );
  }
});
{%- endif %}
