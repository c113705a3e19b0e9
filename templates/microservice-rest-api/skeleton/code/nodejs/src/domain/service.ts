{% set R = values.resource | capitalize -%}
import { newId } from "./identifiers.js";
import type { ${{ R }}, Fields, Repository } from "./model.js";

/** A page of ${{ values.resourcePlural }}. `next` is the cursor of the next page. */
export interface Page {
  readonly items: readonly ${{ R }}[];
  readonly next: string | null;
}

/** The operations on ${{ values.resourcePlural }}. */
export class Service {
  readonly #repository: Repository;
  readonly #now: () => Date;

  constructor(repository: Repository, now: () => Date = () => new Date()) {
    this.#repository = repository;
    this.#now = now;
  }

  /** Returns up to `limit` ${{ values.resourcePlural }}, oldest first. */
  async page(after: string | undefined, limit: number): Promise<Page> {
    const found = await this.#repository.page(after, limit + 1);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Returns an entry. */
  async get(id: string): Promise<${{ R }}> {
    return this.#repository.get(id);
  }

  /** Stores a new entry, and assigns its id. */
  async create(fields: Fields): Promise<${{ R }}> {
    const now = this.#now();
    const created = { ...fields, id: newId(now.getTime()), createdAt: now, updatedAt: now };
    await this.#repository.add(created);
    return created;
  }

  /** Replaces the fields of an entry. */
  async replace(id: string, fields: Fields): Promise<${{ R }}> {
    return this.#repository.replace(id, fields, this.#now());
  }

  /** Deletes an entry. */
  async remove(id: string): Promise<void> {
    await this.#repository.remove(id);
  }

  /** Rejects if the service cannot answer requests. */
  async ping(): Promise<void> {
    await this.#repository.ping();
  }
}
