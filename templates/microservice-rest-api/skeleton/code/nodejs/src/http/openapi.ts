import { STATUS_CODES } from "node:http";

import { z } from "zod";

import type { Config } from "../config.js";
import type { Operation } from "./operations.js";
import { MEDIA_TYPE, Problem } from "./problems.js";

type Json = Record<string, unknown>;

/** Creates the OpenAPI 3.1 document, from the schemas that parse the requests. */
export function openApi(config: Config, operations: readonly Operation[]): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const each of operations) {
    (paths[each.path] ??= {})[each.method] = {
      operationId: each.id,
      summary: each.summary,
      tags: [each.tag],
      parameters: [...parameters(each.request.params, "path"), ...parameters(each.request.query, "query")],
      ...(each.request.body && { requestBody: { required: true, content: json(each.request.body, "input", schemas) } }),
      responses: responses(each, schemas),
    };
  }
  reference(Problem, "output", schemas);
  return {
    openapi: "3.1.0",
    info: {
      title: config.serviceName,
      version: config.serviceVersion,
      description: "${{ values.description }}",
    },
    paths,
    components: { schemas },
  };
}

function responses(operation: Operation, schemas: Json): Json {
  const { status, schema, headers } = operation.success;
  const described: Json = {
    [status]: {
      description: STATUS_CODES[status],
      ...(schema && { content: json(schema, "output", schemas) }),
      ...(headers && { headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: "string" } }])) }),
    },
  };
  const problem = { [MEDIA_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } };
  for (const failure of operation.failures) {
    described[failure] = { description: STATUS_CODES[failure], content: problem };
  }
  described.default = { description: "Any other error", content: problem };
  return described;
}

function json(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const type = schema instanceof z.ZodString ? "text/plain" : "application/json";
  return { [type]: { schema: reference(schema, io, schemas) } };
}

/** Adds the schemas that have an id to the components, and returns a reference to this one. */
function reference(schema: z.ZodType, io: "input" | "output", schemas: Json): Json {
  const { $defs, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  delete rest.$schema;
  for (const [name, definition] of Object.entries(($defs ?? {}) as Json)) {
    schemas[name] = rewritten(definition);
  }
  return rewritten(rest) as Json;
}

function rewritten(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll("#/$defs/", "#/components/schemas/"));
}

function parameters(schema: z.ZodType | undefined, where: "path" | "query"): Json[] {
  if (schema === undefined) {
    return [];
  }
  const object = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: object.required?.includes(name) ?? false,
    schema: property,
  }));
}
