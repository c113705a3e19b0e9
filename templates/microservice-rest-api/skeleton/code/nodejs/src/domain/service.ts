{% set R = values.resource | capitalize -%}
import { newId } from "./identifiers.js";
import type { ${{ R }}, Fields, Repository } from "./model.js";

/** A part of all ${{ values.resourcePlural }}; `next` is where the following part starts. */
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

  /** Returns up to `limit` ${{ values.resourcePlural }}, the oldest first. */
  async page(after: string | undefined, limit: number): Promise<Page> {
    const found = await this.#repository.page(after, limit + 1);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Returns one. */
  async get(id: string): Promise<${{ R }}> {
    return this.#repository.get(id);
  }

  /** Keeps a new one under an id of its own. */
  async create(fields: Fields): Promise<${{ R }}> {
    const now = this.#now();
    const created = { ...fields, id: newId(now.getTime()), createdAt: now, updatedAt: now };
    await this.#repository.add(created);
    return created;
  }

  /** Changes what a client decides of one. */
  async replace(id: string, fields: Fields): Promise<${{ R }}> {
    return this.#repository.replace(id, fields, this.#now());
  }

  /** Forgets one. */
  async remove(id: string): Promise<void> {
    await this.#repository.remove(id);
  }

  /** Rejects when the service cannot work. */
  async ping(): Promise<void> {
    await this.#repository.ping();
  }
}
