import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

import type { Config } from "../config.js";

/** Creates the tracer. It exports spans only if there is an endpoint. */
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
  // Load the exporter only if there is an endpoint, because loading takes time.
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-proto");
  return [new BatchSpanProcessor(new OTLPTraceExporter())];
}
