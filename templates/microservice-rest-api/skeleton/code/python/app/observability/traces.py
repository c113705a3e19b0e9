"""Traces, for OpenTelemetry."""

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider

from app.config import Config


def create_tracer_provider(config: Config) -> TracerProvider:
    """Create the tracer. It exports spans only if there is an endpoint."""
    resource = Resource.create(
        {
            "service.name": config.service_name,
            "service.version": config.service_version,
            "deployment.environment.name": config.environment,
        }
    )
    provider = TracerProvider(resource=resource)
    if config.otlp_endpoint:
        # Load the exporter only if there is an endpoint, because loading takes time.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider
