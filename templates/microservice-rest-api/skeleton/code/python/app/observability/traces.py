"""Traces, for OpenTelemetry."""

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider

from app.config import Config


def create_tracer_provider(config: Config) -> TracerProvider:
    """Make the source of spans; they leave the service only when there is an endpoint for them."""
    resource = Resource.create(
        {
            "service.name": config.service_name,
            "service.version": config.service_version,
            "deployment.environment.name": config.environment,
        }
    )
    provider = TracerProvider(resource=resource)
    if config.otlp_endpoint:
        # Loading the exporter takes time that a service without an endpoint need not spend.
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider
