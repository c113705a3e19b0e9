package config_test

import (
	"log/slog"
	"testing"
	"time"

	"example.com/${{ values.serviceName }}/internal/config"
)

// environment is complete, except for what a test sets.
func environment(values map[string]string) func(string) string {
	return func(name string) string {
{%- if values.database == 'postgresql' %}
		if _, set := values[name]; name == "DATABASE_URL" && !set {
			return "postgresql://app:secret@localhost:5432/app"
		}
{%- endif %}
		return values[name]
	}
}

func TestDefaultsServeOnLoopback(t *testing.T) {
	cfg, err := config.Load(environment(nil))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := cfg.Address(), "127.0.0.1:8080"; got != want {
		t.Errorf("Address() = %q, want %q", got, want)
	}
	if cfg.LogLevel != slog.LevelInfo || cfg.DrainDelay != time.Second || cfg.TelemetryEndpoint != "" {
		t.Errorf("unexpected defaults: %+v", cfg)
	}
}

func TestEveryWrongSettingIsNamed(t *testing.T) {
	for name, value := range map[string]string{"PORT": "eighty", "LOG_LEVEL": "loud", "DRAIN_DELAY": "1h"} {
		t.Run(name, func(t *testing.T) {
			_, err := config.Load(environment(map[string]string{name: value}))
			if err == nil {
				t.Errorf("%s=%q was accepted", name, value)
			}
		})
	}
}
{%- if values.database == 'postgresql' %}

func TestTheDatabaseIsRequired(t *testing.T) {
	if _, err := config.Load(environment(map[string]string{"DATABASE_URL": ""})); err == nil {
		t.Error("a missing DATABASE_URL was accepted")
	}
}
{%- endif %}
