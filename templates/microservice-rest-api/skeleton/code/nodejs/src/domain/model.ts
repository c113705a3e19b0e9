{% set R = values.resource | capitalize -%}
export const MAX_NAME_LENGTH = 200;
export const MAX_DESCRIPTION_LENGTH = 2000;

/** What a client decides of a ${{ values.resource }}. */
export interface Fields {
  readonly name: string;
  readonly description: string | null;
}

/** What the service keeps. */
export interface ${{ R }} extends Fields {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** There is no ${{ values.resource }} with this id. */
export class NotFoundError extends Error {
  constructor() {
    super("there is no ${{ values.resource }} with this id");
  }
}

/** Where ${{ values.resourcePlural }} are kept, in the order of their ids. */
export interface Repository {
  /** Returns up to `limit` of them, starting behind `after`. */
  page(after: string | undefined, limit: number): Promise<${{ R }}[]>;
  /** Returns one; rejects with NotFoundError. */
  get(id: string): Promise<${{ R }}>;
  /** Keeps a new one. */
  add(added: ${{ R }}): Promise<void>;
  /** Changes one and returns it; rejects with NotFoundError. */
  replace(id: string, fields: Fields, at: Date): Promise<${{ R }}>;
  /** Forgets one; rejects with NotFoundError. */
  remove(id: string): Promise<void>;
  /** Rejects when the storage cannot be reached. */
  ping(): Promise<void>;
  /** Gives back what the repository holds. */
  close(): Promise<void>;
}
