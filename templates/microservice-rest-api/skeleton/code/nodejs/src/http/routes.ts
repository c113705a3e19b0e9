{% set R = values.resource | capitalize -%}
import { z } from "zod";

import { isId } from "../domain/identifiers.js";
import { type ${{ R }}, MAX_DESCRIPTION_LENGTH, MAX_NAME_LENGTH } from "../domain/model.js";
import type { Service } from "../domain/service.js";
import { type Operation, operation } from "./operations.js";

const PATH = "/${{ values.resourcePlural }}";
const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

// Lengths count characters, not UTF-16 units. PostgreSQL cannot store NUL, and UTF-8 no unpaired surrogates.
const length = (value: string) => Array.from(value).length;

const text = (min: number, max: number) =>
  z
    .string()
    .refine((value) => !/[\0\ud800-\udfff]/u.test(value), "must be Unicode text without NUL")
    .refine((value) => length(value) >= min && length(value) <= max, {
      message: `must have ${String(min)} to ${String(max)} characters`,
    })
    .meta({ minLength: min, maxLength: max, pattern: "^[^\\x00]*$" });

const Body = z
  .object({
    name: text(1, MAX_NAME_LENGTH),
    description: text(0, MAX_DESCRIPTION_LENGTH).nullable().default(null),
  })
  .meta({
    id: "${{ R }}Body",
    description: "The body of a request. Unknown fields are ignored.",
  });

const View = z
  .object({
    id: z.uuid().meta({ description: "Assigned by the service" }),
    name: z.string(),
    description: z.string().nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: "${{ R }}" });

const PageView = z
  .object({
    items: z.array(View),
    next: z.uuid().nullable().meta({ description: "The cursor of the next page; null on the last" }),
  })
  .meta({ id: "${{ R }}Page" });

const Id = z.object({ id: z.string().toLowerCase().refine(isId).meta({ format: "uuid" }) });

const PageQuery = z.object({
  limit: z
    .string()
    .regex(/^\d+$/, "must be a number")
    .optional()
    .transform((value) => (value === undefined ? DEFAULT_PAGE : Number(value)))
    .pipe(z.number().min(1).max(MAX_PAGE))
    .meta({ type: "integer", minimum: 1, maximum: MAX_PAGE, default: DEFAULT_PAGE, pattern: undefined }),
  cursor: z.string().toLowerCase().refine(isId, "must be a valid cursor").optional().meta({ format: "uuid" }),
});

/** The operations of the resource. */
export function resourceOperations(service: Service): Operation[] {
  const tag = "${{ values.resourcePlural }}";
  return [
    operation({
      id: "list${{ values.resourcePlural | capitalize }}",
      summary: "List ${{ values.resourcePlural }}, the oldest first",
      tag,
      method: "get",
      path: PATH,
      request: { query: PageQuery },
      success: { status: 200, schema: PageView },
      failures: [400],
      handle: async ({ query }) => {
        const page = await service.page(query.cursor, query.limit);
        return { status: 200, body: { items: page.items.map(view), next: page.next } };
      },
    }),
    operation({
      id: "create${{ R }}",
      summary: "Create one",
      tag,
      method: "post",
      path: PATH,
      request: { body: Body },
      success: { status: 201, schema: View, headers: ["Location"] },
      failures: [400, 413],
      handle: async ({ body }) => {
        const created = await service.create(body);
        return { status: 201, body: view(created), headers: { Location: `${PATH}/${created.id}` } };
      },
    }),
    operation({
      id: "get${{ R }}",
      summary: "Read one",
      tag,
      method: "get",
      path: `${PATH}/{id}`,
      request: { params: Id },
      success: { status: 200, schema: View },
      failures: [404],
      handle: async ({ params }) => ({ status: 200, body: view(await service.get(params.id)) }),
    }),
    operation({
      id: "replace${{ R }}",
      summary: "Replace one",
      tag,
      method: "put",
      path: `${PATH}/{id}`,
      request: { params: Id, body: Body },
      success: { status: 200, schema: View },
      failures: [400, 404, 413],
      handle: async ({ params, body }) => ({ status: 200, body: view(await service.replace(params.id, body)) }),
    }),
    operation({
      id: "delete${{ R }}",
      summary: "Delete one",
      tag,
      method: "delete",
      path: `${PATH}/{id}`,
      request: { params: Id },
      success: { status: 204 },
      failures: [404],
      handle: async ({ params }) => {
        await service.remove(params.id);
        return { status: 204 };
      },
    }),
  ];
}

function view(from: ${{ R }}): z.infer<typeof View> {
  return {
    id: from.id,
    name: from.name,
    description: from.description,
    createdAt: from.createdAt.toISOString(),
    updatedAt: from.updatedAt.toISOString(),
  };
}
