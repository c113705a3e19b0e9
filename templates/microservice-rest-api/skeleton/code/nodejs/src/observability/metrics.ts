import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts and times requests. */
export class HttpMetrics {
  readonly registry = new Registry();

  readonly #requests = new Counter({
    name: "http_requests_total",
    help: "HTTP requests answered.",
    labelNames: ["method", "route", "status"],
    registers: [this.registry],
  });

  readonly #duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer an HTTP request.",
    labelNames: ["method", "route"],
    buckets: BUCKETS,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Records a request. */
  record(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status });
    this.#duration.observe({ method, route }, seconds);
  }
}
