{% set R = values.resource | capitalize -%}
import { type ${{ R }}, type Fields, NotFoundError, type Repository } from "../domain/model.js";

/**
 * Keeps ${{ values.resourcePlural }} in memory.
{%- if values.database == 'postgresql' %}
 * Only tests use it.
{%- else %}
 * They are lost when the process ends, and replicas do not share them.
{%- endif %}
 */
export class MemoryRepository implements Repository {
  readonly #byId = new Map<string, ${{ R }}>();

  page(after: string | undefined, limit: number): Promise<${{ R }}[]> {
    const behind = [...this.#byId.values()].filter((each) => after === undefined || each.id > after);
    return Promise.resolve(behind.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit));
  }

  get(id: string): Promise<${{ R }}> {
    const found = this.#byId.get(id);
    return found === undefined ? Promise.reject(new NotFoundError()) : Promise.resolve(found);
  }

  add(added: ${{ R }}): Promise<void> {
    this.#byId.set(added.id, added);
    return Promise.resolve();
  }

  async replace(id: string, fields: Fields, at: Date): Promise<${{ R }}> {
    const changed = { ...(await this.get(id)), ...fields, updatedAt: at };
    this.#byId.set(id, changed);
    return changed;
  }

  remove(id: string): Promise<void> {
    return this.#byId.delete(id) ? Promise.resolve() : Promise.reject(new NotFoundError());
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
