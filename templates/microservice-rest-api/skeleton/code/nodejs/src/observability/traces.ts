import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

import type { Config } from "../config.js";

/** Makes the source of spans; they leave the service only when there is an endpoint for them. */
export async function createTracerProvider(config: Config): Promise<NodeTracerProvider> {
  const resource = resourceFromAttributes({
    "service.name": config.serviceName,
    "service.version": config.serviceVersion,
    "deployment.environment.name": config.environment,
  });
  const provider = new NodeTracerProvider({ resource, spanProcessors: await processors(config) });
  provider.register();
  return provider;
}

async function processors(config: Config): Promise<BatchSpanProcessor[]> {
  if (config.otlpEndpoint === undefined) {
    return [];
  }
  // Loading the exporter takes time that a service without an endpoint need not spend.
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-proto");
  return [new BatchSpanProcessor(new OTLPTraceExporter())];
}
