import type { Registry } from "prom-client";
import { z } from "zod";

import type { Service } from "../domain/service.js";
import type { Log } from "../observability/logs.js";
import { type Operation, operation } from "./operations.js";
import { HttpError } from "./problems.js";

const READY_TIMEOUT_MS = 2000;

const Health = z.object({ status: z.literal("up") }).meta({ id: "Health" });

/** Once started, the service reports that it is not ready, while it continues to serve. */
export class Drain {
  started = false;
}

/** The endpoints for operators: liveness, readiness and metrics. */
export function healthOperations(service: Service, drain: Drain, figures: Registry, log: Log): Operation[] {
  const tag = "operations";
  const up = { status: 200, body: { status: "up" } };
  return [
    operation({
      id: "live",
      summary: "Say whether the process works",
      tag,
      method: "get",
      path: "/health/live",
      request: {},
      success: { status: 200, schema: Health },
      failures: [],
      handle: () => Promise.resolve(up),
    }),
    operation({
      id: "ready",
      summary: "Say whether the service can take requests",
      tag,
      method: "get",
      path: "/health/ready",
      request: {},
      success: { status: 200, schema: Health },
      failures: [503],
      handle: async () => {
        if (drain.started) {
          throw new HttpError(503, "the service is stopping");
        }
        try {
          await within(READY_TIMEOUT_MS, service.ping());
        } catch (error) {
          log.warn({ error: error instanceof Error ? error.name : "unknown" }, "not ready");
          throw new HttpError(503, "a required resource is unreachable");
        }
        return up;
      },
    }),
    operation({
      id: "metrics",
      summary: "Return the figures in Prometheus' text format",
      tag,
      method: "get",
      path: "/metrics",
      request: {},
      success: { status: 200, schema: z.string() },
      failures: [],
      handle: async () => ({
        status: 200,
        body: await figures.metrics(),
        headers: { "Content-Type": figures.contentType },
      }),
    }),
  ];
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error("timeout"));
    }, milliseconds);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
