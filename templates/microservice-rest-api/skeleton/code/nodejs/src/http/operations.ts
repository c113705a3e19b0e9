import { isUtf8 } from "node:buffer";

import express, { type Express, type Request, type Response } from "express";
import { z } from "zod";

import { HttpError } from "./problems.js";

/** The maximum size of a body, in bytes. */
export const MAX_BODY_BYTES = 1 << 20;

/** The result of an operation. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The schemas of a request's parts. Each part is parsed before the handler runs. */
interface Parts<P, Q, B> {
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
}

/** An operation of the API. Routes and the OpenAPI document are generated from operations. */
export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly tag: string;
  readonly method: "get" | "post" | "put" | "delete";
  /** The path in OpenAPI's form: `/things/{id}`. */
  readonly path: string;
  readonly request: Parts<unknown, unknown, unknown>;
  readonly success: { readonly status: number; readonly schema?: z.ZodType; readonly headers?: readonly string[] };
  readonly failures: readonly number[];
  readonly handle: (request: Request) => Promise<Answer>;
}

/** Defines an operation. Its handler receives the parsed parts of the request. */
export function operation<P, Q, B>(
  definition: Omit<Operation, "request" | "handle"> & {
    readonly request: Parts<P, Q, B>;
    readonly handle: (parts: { readonly params: P; readonly query: Q; readonly body: B }) => Promise<Answer>;
  },
): Operation {
  const { params, query, body } = definition.request;
  return {
    ...definition,
    handle: async (request) => {
      const parsed = {
        // An invalid id does not exist: the answer is 404, before the body is read.
        params: parse(params, request.params, "path", 404),
        query: parse(query, request.query, "query", 400),
        body: parse(body, request.body, "body", 400),
      };
      return definition.handle(parsed);
    },
  };
}

/** Adds the routes of the operations. */
export function route(app: Express, operations: readonly Operation[]): void {
  const json = express.json({ limit: MAX_BODY_BYTES, inflate: false, verify: utf8 });
  const paths = new Map<string, string[]>();
  for (const each of operations) {
    const path = expressPath(each.path);
    paths.set(path, [...(paths.get(path) ?? []), each.method.toUpperCase()]);
    app[each.method](path, named(each.path), json, async (request: Request, response: Response) => {
      const answer = await each.handle(request);
      response.status(answer.status).set(answer.headers ?? {});
      if (answer.body === undefined) {
        response.end();
      } else if (typeof answer.body === "string") {
        response.send(answer.body);
      } else {
        response.json(answer.body);
      }
    });
  }
  for (const [path, methods] of paths) {
    app.all(path, (_request, response) => {
      response.set("Allow", methods.join(", "));
      throw new HttpError(405, "this method is not allowed here");
    });
  }
}

function utf8(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) {
    throw new HttpError(400, "the body is not UTF-8");
  }
}

function named(path: string) {
  return (_request: Request, response: Response, next: () => void) => {
    response.locals.route = path;
    next();
  };
}

function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function parse<T>(schema: z.ZodType<T> | undefined, value: unknown, part: string, status: number): T {
  const result = (schema ?? (z.unknown() as z.ZodType<T>)).safeParse(value);
  if (result.success) {
    return result.data;
  }
  const errors = result.error.issues.map((issue) => ({
    location: [part, ...issue.path].join("."),
    message: issue.message,
  }));
  throw new HttpError(status, status === 404 ? "this path does not exist" : "the request is not valid", errors);
}
