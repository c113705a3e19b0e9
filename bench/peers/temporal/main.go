// Measures Temporal: the development server on a SQLite file, with the worker in this process. Each task is an activity.
// The file is written ahead (WAL) and synced at each commit, so that what is acknowledged survives a power loss.
package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"agentic-bench-peers/load"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

const queue = "bench"

type engine struct {
	process *load.Server
	folder  string
	client  client.Client
	worker  worker.Worker
}

type quiet struct{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}

var _ log.Logger = quiet{}

// Task does nothing, durably.
func Task(context.Context) (int, error) { return 1, nil }

// Six runs A; B and C in parallel; D; E; F.
func Six(ctx workflow.Context) (int, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	if err := workflow.ExecuteActivity(ctx, Task).Get(ctx, nil); err != nil {
		return 0, err
	}
	b, c := workflow.ExecuteActivity(ctx, Task), workflow.ExecuteActivity(ctx, Task)
	if err := b.Get(ctx, nil); err != nil {
		return 0, err
	}
	if err := c.Get(ctx, nil); err != nil {
		return 0, err
	}
	for range 3 {
		if err := workflow.ExecuteActivity(ctx, Task).Get(ctx, nil); err != nil {
			return 0, err
		}
	}
	return 6, nil
}

func (e *engine) Name() string { return "temporal dev server, SQLite" }

func (e *engine) Start(ctx context.Context, folder string) error {
	e.folder = folder
	port := load.FreePort()
	address := fmt.Sprintf("127.0.0.1:%d", port)
	var err error
	e.process, err = load.StartServer(ctx, folder, address, nil, nil, load.Program("TEMPORAL", "temporal"),
		"server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", fmt.Sprint(port),
		"--db-filename", filepath.Join(folder, "temporal.db"), "--log-level", "error",
		"--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=2")
	if err != nil {
		return err
	}
	if err := e.connect(ctx, address); err != nil {
		return err
	}
	e.worker = worker.New(e.client, queue, worker.Options{
		MaxConcurrentActivityTaskPollers: 8,
		MaxConcurrentWorkflowTaskPollers: 8,
	})
	e.worker.RegisterWorkflow(Six)
	e.worker.RegisterActivity(Task)
	return e.worker.Start()
}

func (e *engine) connect(ctx context.Context, address string) error {
	var err error
	for range 60 {
		e.client, err = client.Dial(client.Options{HostPort: address, Logger: quiet{}})
		if err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(500 * time.Millisecond)
	}
	return err
}

func (e *engine) Run(ctx context.Context, id string) error {
	run, err := e.client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue}, Six)
	if err != nil {
		return err
	}
	return run.Get(ctx, nil)
}

func (e *engine) Process() int    { return e.process.Pid() }
func (e *engine) InProcess() bool { return false }
func (e *engine) Kept() string    { return e.folder }

func (e *engine) Stop() {
	if e.worker != nil {
		e.worker.Stop()
	}
	if e.client != nil {
		e.client.Close()
	}
	e.process.Stop()
}

func main() { load.Main(&engine{}) }
