// Measures DBOS: the library in this process, on a PostgreSQL of its own with the defaults of a fresh cluster. Each task is a step.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"agentic-bench-peers/load"

	"github.com/dbos-inc/dbos-transact-golang/dbos"
)

type engine struct {
	process *load.Server
	folder  string
	context dbos.Context
}

func task(context.Context) (int, error) { return 1, nil }

// Six runs A; B and C in parallel; D; E; F.
func Six(ctx dbos.Context, _ string) (int, error) {
	if _, err := dbos.RunAsStep(ctx, task, dbos.WithStepName("a")); err != nil {
		return 0, err
	}
	b, err := dbos.Go(ctx, task, dbos.WithStepName("b"))
	if err != nil {
		return 0, err
	}
	c, err := dbos.Go(ctx, task, dbos.WithStepName("c"))
	if err != nil {
		return 0, err
	}
	for _, channel := range []<-chan dbos.StepOutcome[int]{b, c} {
		if outcome := <-channel; outcome.Err != nil {
			return 0, outcome.Err
		}
	}
	for _, name := range []string{"d", "e", "f"} {
		if _, err := dbos.RunAsStep(ctx, task, dbos.WithStepName(name)); err != nil {
			return 0, err
		}
	}
	return 6, nil
}

func (e *engine) Name() string { return "dbos, PostgreSQL" }

func (e *engine) Start(ctx context.Context, folder string) error {
	e.folder = folder
	port := load.FreePort()
	if err := e.startDatabase(ctx, port); err != nil {
		return err
	}
	var err error
	e.context, err = dbos.NewContext(ctx, dbos.Config{
		AppName:     "bench",
		DatabaseURL: fmt.Sprintf("postgres://postgres@127.0.0.1:%d/bench?sslmode=disable", port),
		Logger:      slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		return err
	}
	dbos.RegisterWorkflow(e.context, Six)
	return dbos.Launch(e.context)
}

// PostgreSQL refuses to run as root: there it runs as the user postgres.
func (e *engine) startDatabase(ctx context.Context, port int) error {
	var credential *syscall.Credential
	if os.Getuid() == 0 {
		account, err := user.Lookup("postgres")
		if err != nil {
			return err
		}
		uid, _ := strconv.Atoi(account.Uid)
		gid, _ := strconv.Atoi(account.Gid)
		credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(e.folder, uid, gid); err != nil {
			return err
		}
	}
	binaries := os.Getenv("POSTGRES_BIN")
	data := filepath.Join(e.folder, "data")
	initialise := exec.CommandContext(ctx, filepath.Join(binaries, "initdb"), "-D", data, "-U", "postgres", "-A", "trust")
	initialise.SysProcAttr = &syscall.SysProcAttr{Credential: credential}
	initialise.Dir = e.folder
	if output, err := initialise.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, output)
	}
	var err error
	e.process, err = load.StartServer(ctx, e.folder, fmt.Sprintf("127.0.0.1:%d", port), credential, nil,
		filepath.Join(binaries, "postgres"), "-D", data, "-h", "127.0.0.1", "-p", fmt.Sprint(port), "-k", "")
	if err != nil {
		return err
	}
	return e.createDatabase(ctx, binaries, port)
}

func (e *engine) createDatabase(ctx context.Context, binaries string, port int) error {
	var err error
	for range 40 {
		create := exec.CommandContext(ctx, filepath.Join(binaries, "createdb"), "-h", "127.0.0.1", "-p", fmt.Sprint(port), "-U", "postgres", "bench")
		var output []byte
		if output, err = create.CombinedOutput(); err == nil {
			return nil
		}
		err = fmt.Errorf("createdb: %w: %s", err, output)
		time.Sleep(250 * time.Millisecond)
	}
	return err
}

func (e *engine) Run(_ context.Context, id string) error {
	handle, err := dbos.RunWorkflow(e.context, Six, "", dbos.WithWorkflowID(id))
	if err != nil {
		return err
	}
	_, err = handle.GetResult()
	return err
}

func (e *engine) Process() int    { return e.process.Pid() }
func (e *engine) InProcess() bool { return true }

// Kept leaves out the write-ahead log, which is recycled.
func (e *engine) Kept() string { return filepath.Join(e.folder, "data", "base") }

func (e *engine) Stop() {
	if e.context != nil {
		dbos.Shutdown(e.context, 5*time.Second)
	}
	e.process.Stop()
}

func main() { load.Main(&engine{}) }
