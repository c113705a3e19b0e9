import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { type Config, ConfigError, readConfig } from "./config.js";
import { createApplication } from "./http/application.js";
import { Drain } from "./http/health.js";
import { createLog } from "./observability/logs.js";
import { createTracerProvider } from "./observability/traces.js";
{%- if values.database == 'postgresql' %}
import { PostgresRepository } from "./storage/postgres.js";
{%- else %}
import { MemoryRepository } from "./storage/memory.js";
{%- endif %}

const SHUTDOWN_MS = 5000;

async function main(config: Config): Promise<void> {
  const log = createLog(config);
  const tracing = await createTracerProvider(config);
  const drain = new Drain();
{%- if values.database == 'postgresql' %}
  const repository = new PostgresRepository(config.databaseUrl, (error) => {
    log.warn({ err: error }, "lost a connection to the database");
  });
{%- else %}
  const repository = new MemoryRepository();
{%- endif %}
  const app = createApplication({ config, repository, drain, log, tracer: tracing.getTracer("app") });
  const server = createServer(app);
  server.keepAliveTimeout = 30_000;

  const stop = async (): Promise<void> => {
    log.info("draining");
    drain.started = true;
    await sleep(config.drainDelayMs);
    const closed = new Promise((resolve) => server.close(resolve));
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, SHUTDOWN_MS);
    await closed;
    clearTimeout(timer);
    await repository.close();
    await tracing.shutdown();
    log.info("stopped");
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());

  server.once("error", (error) => {
    log.fatal({ err: error }, "cannot listen");
    process.exit(1);
  });
  server.listen(config.port, config.host, () => {
    log.info({ port: (server.address() as AddressInfo).port }, "listening");
  });
}

try {
  await main(readConfig(process.env));
} catch (error) {
  if (!(error instanceof ConfigError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
