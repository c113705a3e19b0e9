{% set R = values.resource | capitalize -%}
export const MAX_NAME_LENGTH = 200;
export const MAX_DESCRIPTION_LENGTH = 2000;

/** The fields that a client sets. */
export interface Fields {
  readonly name: string;
  readonly description: string | null;
}

/** The data that the service stores. */
export interface ${{ R }} extends Fields {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** No ${{ values.resource }} has this id. */
export class NotFoundError extends Error {
  constructor() {
    super("there is no ${{ values.resource }} with this id");
  }
}

/** The storage of ${{ values.resourcePlural }}, ordered by id. */
export interface Repository {
  /** Returns up to `limit` entries with an id greater than `after`. */
  page(after: string | undefined, limit: number): Promise<${{ R }}[]>;
  /** Returns an entry, or rejects with NotFoundError. */
  get(id: string): Promise<${{ R }}>;
  /** Stores a new entry. */
  add(added: ${{ R }}): Promise<void>;
  /** Changes an entry and returns it, or rejects with NotFoundError. */
  replace(id: string, fields: Fields, at: Date): Promise<${{ R }}>;
  /** Deletes an entry, or rejects with NotFoundError. */
  remove(id: string): Promise<void>;
  /** Rejects if the storage is unreachable. */
  ping(): Promise<void>;
  /** Releases the resources of the repository. */
  close(): Promise<void>;
}
