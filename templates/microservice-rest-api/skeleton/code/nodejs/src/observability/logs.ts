import { trace } from "@opentelemetry/api";
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from "pino";

import type { Config } from "../config.js";

export type Log = Logger;

/** Creates the log: one JSON object per line, on standard output, with the ids of the current span. */
export function createLog(config: Config, destination?: DestinationStream): Log {
  const options = {
    level: config.logLevel,
    base: { service: config.serviceName, version: config.serviceVersion, environment: config.environment },
    messageKey: "message",
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    mixin: spanIds,
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function spanIds(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}
