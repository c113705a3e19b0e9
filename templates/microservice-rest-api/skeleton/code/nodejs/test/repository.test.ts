import assert from "node:assert/strict";
import { describe, test } from "node:test";
{%- if values.database == 'postgresql' %}

import pg from "pg";
{%- endif %}

import { isId, newId } from "../src/domain/identifiers.js";
import { NotFoundError, type Repository } from "../src/domain/model.js";
{%- if values.database == 'postgresql' %}
import { migrate } from "../src/migrate.js";
{%- endif %}
import { MemoryRepository } from "../src/storage/memory.js";
{%- if values.database == 'postgresql' %}
import { PostgresRepository } from "../src/storage/postgres.js";
{%- endif %}

const NOW = new Date("2026-01-02T03:04:05.678Z");

type Open = () => Promise<Repository>;

function contract(open: Open): void {
  const using = async (work: (repository: Repository) => Promise<void>): Promise<void> => {
    const repository = await open();
    try {
      await work(repository);
    } finally {
      await repository.close();
    }
  };

  test("finds, replaces and removes what was added", () =>
    using(async (repository) => {
      const added = { id: newId(), name: "first", description: "one", createdAt: NOW, updatedAt: NOW };
      await repository.add(added);
      assert.deepEqual(await repository.get(added.id), added);

      const later = new Date(NOW.getTime() + 1000);
      const replaced = await repository.replace(added.id, { name: "second", description: null }, later);
      assert.deepEqual(replaced, { ...added, name: "second", description: null, updatedAt: later });
      assert.deepEqual(await repository.get(added.id), replaced);

      await repository.remove(added.id);
      assert.deepEqual(await repository.page(undefined, 10), []);
    }));

  test("does not find what is unknown", () =>
    using(async (repository) => {
      const fields = { name: "x", description: null };
      await assert.rejects(repository.get(newId()), NotFoundError);
      await assert.rejects(repository.replace(newId(), fields, NOW), NotFoundError);
      await assert.rejects(repository.remove(newId()), NotFoundError);
    }));

  test("has pages in the order of the ids", () =>
    using(async (repository) => {
      const ids = [newId(1), newId(2), newId(3)];
      for (const id of ids.toReversed()) {
        await repository.add({ id, name: "x", description: null, createdAt: NOW, updatedAt: NOW });
      }
      const first = await repository.page(undefined, 2);
      const second = await repository.page(first[1]?.id, 2);
      assert.deepEqual(
        [...first, ...second].map((each) => each.id),
        ids,
      );
      await repository.ping();
    }));
}

describe("the memory", () => {
  contract(() => Promise.resolve(new MemoryRepository()));
});
{%- if values.database == 'postgresql' %}

const url = process.env.TEST_DATABASE_URL;

describe("PostgreSQL", { skip: url === undefined && "TEST_DATABASE_URL is not set" }, () => {
  contract(async () => {
    const known = url ?? "";
    await migrate(known);
    const client = new pg.Client(known);
    await client.connect();
    await client.query("DELETE FROM ${{ values.resourcePlural }}");
    await client.end();
    return new PostgresRepository(known, (error) => {
      throw error;
    });
  });
});
{%- endif %}

test("ids are UUIDs of version 7 that sort by time", () => {
  assert.ok(isId(newId()));
  assert.equal(newId()[14], "7");
  assert.ok(newId(1) < newId(2));
});
