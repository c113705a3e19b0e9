package telemetry_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"go.opentelemetry.io/otel"

	"example.com/${{ values.serviceName }}/internal/config"
	"example.com/${{ values.serviceName }}/internal/telemetry"
)

func TestALogLineIsOneJSONObjectWithTheTrace(t *testing.T) {
	cfg := config.Config{Service: "under-test", Version: "1", Environment: "test"}
	stop, err := telemetry.StartTracing(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	ctx, span := otel.Tracer("test").Start(context.Background(), "request")
	defer span.End()

	var out bytes.Buffer
	telemetry.NewLogger(&out, cfg).InfoContext(ctx, "line\nbreak", "answer", 42)

	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	want := map[string]any{
		"level": "info", "message": "line\nbreak", "answer": 42.0, "service": "under-test", "version": "1", "environment": "test",
		"trace_id": span.SpanContext().TraceID().String(), "span_id": span.SpanContext().SpanID().String(),
	}
	for key, value := range want {
		if line[key] != value {
			t.Errorf("%s = %v, want %v", key, line[key], value)
		}
	}
}
