// Command ${{ values.serviceName }} is the service. Without an argument it serves requests; "help" lists the other commands.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"example.com/${{ values.serviceName }}/internal/config"
	"example.com/${{ values.serviceName }}/internal/domain"
	"example.com/${{ values.serviceName }}/internal/httpapi"
	"example.com/${{ values.serviceName }}/internal/memory"
{%- if values.database == 'postgresql' %}
	"example.com/${{ values.serviceName }}/internal/postgres"
{%- endif %}
	"example.com/${{ values.serviceName }}/internal/telemetry"
)

const (
	stopTimeout        = 5 * time.Second
	healthCheckTimeout = 3 * time.Second
)

const usage = `usage: ${{ values.serviceName }} [serve{% if values.database == 'postgresql' %} | migrate{% endif %} | openapi | healthcheck | help]
  serve        answer HTTP requests until SIGTERM (the default)
{%- if values.database == 'postgresql' %}
  migrate      migrate the database
{%- endif %}
  openapi      print the OpenAPI document
  healthcheck  check whether a service on this machine is alive
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		slog.Error("stopped", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	command := "serve"
	if len(args) > 0 {
		command = args[0]
	}
	switch command {
	case "openapi":
		return printOpenAPI()
	case "help":
		_, err := fmt.Print(usage)
		return err
	}

	cfg, err := config.Load(os.Getenv)
	if err != nil {
		return err
	}
	slog.SetDefault(telemetry.NewLogger(os.Stdout, cfg))
	switch command {
	case "serve":
		return serve(ctx, cfg)
{%- if values.database == 'postgresql' %}
	case "migrate":
		return postgres.Migrate(ctx, cfg.DatabaseURL)
{%- endif %}
	case "healthcheck":
		return healthCheck(ctx, cfg)
	}
	return fmt.Errorf("unknown command %q\n%s", command, usage)
}

func serve(ctx context.Context, cfg config.Config) (err error) {
	stopTracing, err := telemetry.StartTracing(ctx, cfg)
	if err != nil {
		return err
	}
	defer func() {
		flush, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if failure := stopTracing(flush); failure != nil {
			slog.Warn("traces were lost", "error", failure)
		}
	}()
{%- if values.database == 'postgresql' %}
	repository, err := postgres.Open(ctx, cfg.DatabaseURL)
	if err != nil {
		return err
	}
	defer repository.Close()
{%- else %}
	repository := memory.NewRepository()
{%- endif %}

	drain := &httpapi.Drain{}
	router, _ := httpapi.NewRouter(cfg, domain.New${{ values.resource | capitalize }}Service(repository, time.Now), drain, slog.Default())
	server := httpapi.NewServer(cfg, router)
	listener, err := net.Listen("tcp", server.Addr)
	if err != nil {
		return err
	}
	slog.Info("listening", "address", listener.Addr().String())

	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}

	slog.Info("draining", "delay", cfg.DrainDelay.String())
	drain.Start()
	time.Sleep(cfg.DrainDelay)
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := server.Shutdown(deadline); err != nil {
		return errors.Join(errors.New("requests were cut off"), err, server.Close())
	}
	slog.Info("stopped")
	return nil
}

func printOpenAPI() error {
	service := domain.New${{ values.resource | capitalize }}Service(memory.NewRepository(), time.Now)
	_, api := httpapi.NewRouter(config.Config{Version: "0.0.0"}, service, &httpapi.Drain{}, slog.Default())
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(api.OpenAPI())
}

func healthCheck(ctx context.Context, cfg config.Config) error {
	ctx, cancel := context.WithTimeout(ctx, healthCheckTimeout)
	defer cancel()
	target := "http://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(cfg.Port)) + "/health/live"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("/health/live answered %s", answer.Status)
	}
	return nil
}
