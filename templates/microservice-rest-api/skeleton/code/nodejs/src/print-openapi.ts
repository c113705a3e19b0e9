import { readConfig } from "./config.js";
import { Drain, healthOperations } from "./http/health.js";
import { openApi } from "./http/openapi.js";
import { resourceOperations } from "./http/routes.js";
import { Service } from "./domain/service.js";
import { createLog } from "./observability/logs.js";
import { HttpMetrics } from "./observability/metrics.js";
import { MemoryRepository } from "./storage/memory.js";

{% if values.database == 'postgresql' -%}
const config = readConfig({ DATABASE_URL: "postgresql://localhost/none" });
{%- else -%}
const config = readConfig({});
{%- endif %}
const service = new Service(new MemoryRepository());
const health = healthOperations(service, new Drain(), new HttpMetrics().registry, createLog(config));
const document = openApi(config, [...resourceOperations(service), ...health]);
process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
