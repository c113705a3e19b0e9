import { context, propagation, type Span, SpanKind, SpanStatusCode, trace, type Tracer } from "@opentelemetry/api";
import type { NextFunction, Request, Response } from "express";

import type { Log } from "../observability/logs.js";
import type { HttpMetrics } from "../observability/metrics.js";

// Do not log probes and scrapes, which are more frequent than requests.
const QUIET = new Set(["/health/live", "/health/ready", "/metrics"]);

/** Traces, counts, times and logs requests. */
export function observation(tracer: Tracer, metrics: HttpMetrics, log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    const parent = propagation.extract(context.active(), request.headers);
    const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER }, parent);
    const active = trace.setSpan(parent, span);
    response.once("close", () => {
      context.with(active, () => {
        finish(request, response, span, (performance.now() - started) / 1000);
      });
    });
    context.with(active, next);
  };

  function finish(request: Request, response: Response, span: Span, seconds: number): void {
    const { route } = response.locals as { route?: string };
    // Clients can invent methods, and each would create a new time series.
    const method = route === undefined ? "other" : request.method;
    const name = route ?? "unmatched";
    const status = response.statusCode;
    metrics.record(method, name, status, seconds);
    span.updateName(`${method} ${name}`);
    span.setAttributes({ "http.request.method": method, "http.route": name, "http.response.status_code": status });
    if (status >= 500) {
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    if (!QUIET.has(name)) {
      log.info({ method, route: name, status, duration_ms: Math.round(seconds * 100_000) / 100 }, "request");
    }
    span.end();
  }
}
