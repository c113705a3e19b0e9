import { STATUS_CODES } from "node:http";

import type { Response } from "express";
import { z } from "zod";

export const MEDIA_TYPE = "application/problem+json";

/** Problem details (RFC 9457), without data of the client. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.object({ location: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

type Errors = z.infer<typeof Problem>["errors"];

/** An error that is visible to clients. */
export class HttpError extends Error {
  readonly status: number;
  readonly errors: Errors;

  constructor(status: number, detail: string, errors?: Errors) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

/** Answers with problem details. */
export function sendProblem(response: Response, error: HttpError): void {
  const body: z.infer<typeof Problem> = {
    type: "about:blank",
    title: STATUS_CODES[error.status] ?? "Error",
    status: error.status,
    detail: error.message,
    errors: error.errors,
  };
  response.status(error.status).type(MEDIA_TYPE).send(JSON.stringify(body));
}
