import type { Tracer } from "@opentelemetry/api";
import express, { type Express, type NextFunction, type Request, type Response } from "express";

import type { Config } from "../config.js";
import { NotFoundError, type Repository } from "../domain/model.js";
import { Service } from "../domain/service.js";
import type { Log } from "../observability/logs.js";
import { HttpMetrics } from "../observability/metrics.js";
import { type Drain, healthOperations } from "./health.js";
import { observation } from "./observation.js";
import { openApi } from "./openapi.js";
import { type Operation, route } from "./operations.js";
import { HttpError, sendProblem } from "./problems.js";
import { resourceOperations } from "./routes.js";

/** The parts of the application. */
export interface Parts {
  readonly config: Config;
  readonly repository: Repository;
  readonly drain: Drain;
  readonly log: Log;
  readonly tracer: Tracer;
}

/** Creates the application. */
export function createApplication(parts: Parts): Express {
  const { config, drain, log, tracer } = parts;
  const metrics = new HttpMetrics();
  const service = new Service(parts.repository);
  const operations = [...resourceOperations(service), ...healthOperations(service, drain, metrics.registry, log)];
  const app = express();
  app.disable("x-powered-by");
  app.enable("strict routing");
  app.use(observation(tracer, metrics, log));
  route(app, [...operations, description(config, operations)]);
  app.use(() => {
    throw new HttpError(404, "this path does not exist");
  });
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(response, known(error) ?? unexpected(error, log));
  });
  return app;
}

function description(config: Config, operations: readonly Operation[]): Operation {
  const document = openApi(config, operations);
  return {
    id: "openapi",
    summary: "Describe the API",
    tag: "operations",
    method: "get",
    path: "/openapi.json",
    request: {},
    success: { status: 200 },
    failures: [],
    handle: () => Promise.resolve({ status: 200, body: document }),
  };
}

function known(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) {
    return error;
  }
  if (error instanceof NotFoundError) {
    return new HttpError(404, error.message);
  }
  // Errors of Express and its parsers: 4xx, with a text that can contain parts of the request.
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new HttpError(status, status === 413 ? "the body is too large" : "the request is not valid");
  }
  return undefined;
}

function unexpected(error: unknown, log: Log): HttpError {
  log.error({ err: error }, "request failed");
  return new HttpError(500, "the request failed; see the log of the service");
}
