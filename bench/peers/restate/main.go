// Measures Restate: the server as it comes, with its handlers in this process. Each task is a journaled run.
// RESTATE_PARTITIONS sets the number of partitions; the server's own default otherwise.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"agentic-bench-peers/load"

	restate "github.com/restatedev/sdk-go"
	"github.com/restatedev/sdk-go/server"
)

type engine struct {
	process *load.Server
	folder  string
	ingress string
	client  *http.Client
}

// Bench holds the workflow.
type Bench struct{}

func task(restate.RunContext) (int, error) { return 1, nil }

// Six runs A; B and C in parallel; D; E; F.
func (Bench) Six(ctx restate.Context, _ string) (int, error) {
	if _, err := restate.Run(ctx, task, restate.WithName("a")); err != nil {
		return 0, err
	}
	b := restate.RunAsync(ctx, task, restate.WithName("b"))
	c := restate.RunAsync(ctx, task, restate.WithName("c"))
	if _, err := b.Result(); err != nil {
		return 0, err
	}
	if _, err := c.Result(); err != nil {
		return 0, err
	}
	for _, name := range []string{"d", "e", "f"} {
		if _, err := restate.Run(ctx, task, restate.WithName(name)); err != nil {
			return 0, err
		}
	}
	return 6, nil
}

func (e *engine) Name() string {
	if n := os.Getenv("RESTATE_PARTITIONS"); n != "" {
		return "restate, " + n + " partitions"
	}
	return "restate"
}

func (e *engine) Start(ctx context.Context, folder string) error {
	e.folder = folder
	ingress, admin, node, handlers := load.FreePort(), load.FreePort(), load.FreePort(), load.FreePort()
	e.ingress = fmt.Sprintf("http://127.0.0.1:%d/Bench/Six", ingress)
	e.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1024}, Timeout: time.Minute}
	environment := []string{
		fmt.Sprintf("RESTATE_INGRESS__BIND_ADDRESS=127.0.0.1:%d", ingress),
		fmt.Sprintf("RESTATE_ADMIN__BIND_ADDRESS=127.0.0.1:%d", admin),
		fmt.Sprintf("RESTATE_BIND_ADDRESS=127.0.0.1:%d", node),
		fmt.Sprintf("RESTATE_ADVERTISED_ADDRESS=http://127.0.0.1:%d", node),
		"RESTATE_LISTEN_MODE=tcp",
		"RESTATE_DISABLE_TELEMETRY=true",
		"RESTATE_BASE_DIR=" + filepath.Join(folder, "data"),
		"RUST_LOG=warn",
	}
	if n := os.Getenv("RESTATE_PARTITIONS"); n != "" {
		environment = append(environment, "RESTATE_DEFAULT_NUM_PARTITIONS="+n)
	}
	quiet := slog.NewTextHandler(io.Discard, nil)
	endpoint := server.NewRestate().WithLogger(quiet, true).Bind(restate.Reflect(Bench{}))
	go endpoint.Start(ctx, fmt.Sprintf("127.0.0.1:%d", handlers))
	var err error
	e.process, err = load.StartServer(ctx, folder, fmt.Sprintf("127.0.0.1:%d", admin), nil, environment,
		load.Program("RESTATE_SERVER", "restate-server"))
	if err != nil {
		return err
	}
	return e.register(ctx, admin, handlers)
}

func (e *engine) register(ctx context.Context, admin, handlers int) error {
	body, _ := json.Marshal(map[string]any{"uri": fmt.Sprintf("http://127.0.0.1:%d", handlers)})
	var last error
	for range 60 {
		last = e.post(ctx, fmt.Sprintf("http://127.0.0.1:%d/deployments", admin), body)
		if last == nil {
			last = e.Run(ctx, "first")
		}
		if last == nil || ctx.Err() != nil {
			return last
		}
		time.Sleep(500 * time.Millisecond)
	}
	return last
}

func (e *engine) post(ctx context.Context, url string, body []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := e.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 4096))
	if err == nil && response.StatusCode >= 300 {
		err = fmt.Errorf("%s: %s", response.Status, text)
	}
	return err
}

func (e *engine) Run(ctx context.Context, id string) error {
	return e.post(ctx, e.ingress, []byte(fmt.Sprintf("%q", id)))
}

func (e *engine) Process() int    { return e.process.Pid() }
func (e *engine) InProcess() bool { return false }
func (e *engine) Kept() string    { return filepath.Join(e.folder, "data") }
func (e *engine) Stop()           { e.process.Stop() }

func main() { load.Main(&engine{}) }
