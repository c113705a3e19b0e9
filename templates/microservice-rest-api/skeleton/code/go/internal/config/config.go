// Package config reads the service's settings from environment variables.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"
)

// Config contains the settings of the service.
type Config struct {
	Host        string
	Port        int
	Service     string
	Version     string
	Environment string
	LogLevel    slog.Level
	// DrainDelay is how long the service continues to serve after SIGTERM, so that load balancers notice.
	DrainDelay time.Duration
{%- if values.database == 'postgresql' %}
	// DatabaseURL has the form postgresql://user:password@host:port/database.
	DatabaseURL string
{%- endif %}
	// TelemetryEndpoint is the OTLP endpoint for traces; if it is empty, the service sends none.
	TelemetryEndpoint string
}

// maxDrainDelay leaves open requests enough of the ten seconds within which the service must stop.
const maxDrainDelay = 4 * time.Second

// Load reads the settings with getenv (os.Getenv outside of tests). The error names all invalid settings.
func Load(getenv func(string) string) (Config, error) {
	var errs []error
	or := func(name, fallback string) string {
		if value := getenv(name); value != "" {
			return value
		}
		return fallback
	}

	cfg := Config{
		Host:              or("HOST", "127.0.0.1"),
		Service:           or("SERVICE_NAME", "${{ values.serviceName }}"),
		Version:           or("SERVICE_VERSION", "dev"),
		Environment:       or("ENVIRONMENT", "local"),
		TelemetryEndpoint: getenv("OTEL_EXPORTER_OTLP_ENDPOINT"),
	}

	port, err := strconv.ParseUint(or("PORT", "8080"), 10, 16)
	if err != nil {
		errs = append(errs, fmt.Errorf("PORT must be a number from 0 to 65535, not %q", getenv("PORT")))
	}
	cfg.Port = int(port)

	if err := cfg.LogLevel.UnmarshalText([]byte(or("LOG_LEVEL", "info"))); err != nil {
		errs = append(errs, fmt.Errorf("LOG_LEVEL must be debug, info, warn or error, not %q", getenv("LOG_LEVEL")))
	}

	cfg.DrainDelay, err = time.ParseDuration(or("DRAIN_DELAY", "1s"))
	if err != nil || cfg.DrainDelay < 0 || cfg.DrainDelay > maxDrainDelay {
		errs = append(errs, fmt.Errorf("DRAIN_DELAY must be a time such as 500ms or 1s, at most %s, not %q", maxDrainDelay, getenv("DRAIN_DELAY")))
	}
{%- if values.database == 'postgresql' %}

	cfg.DatabaseURL = getenv("DATABASE_URL")
	if cfg.DatabaseURL == "" {
		errs = append(errs, errors.New("DATABASE_URL must be set: postgresql://user:password@host:port/database"))
	}
{%- endif %}
	return cfg, errors.Join(errs...)
}

// Address returns the address that the HTTP server listens on.
func (c Config) Address() string {
	return net.JoinHostPort(c.Host, strconv.Itoa(c.Port))
}
