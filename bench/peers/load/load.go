// Package load drives a durable workflow engine and measures it: workflows a second with a fixed number in flight, and the time from
// request to completion at a fixed rate. Every engine is driven by the same code and reports the same JSON lines.
package load

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Engine is a durable workflow engine under test.
type Engine interface {
	// Name as it stands in the report.
	Name() string
	// Start brings it up with its files under a folder that is empty.
	Start(ctx context.Context, folder string) error
	// Run starts the six-task workflow and returns when it has completed.
	Run(ctx context.Context, id string) error
	// Process is the engine's own process, or 0 when it lives in this one.
	Process() int
	// InProcess says whether the engine lives in this process, beside or without one of its own.
	InProcess() bool
	// Kept is the folder whose bytes grow with what is kept of workflows.
	Kept() string
	Stop()
}

// Line is one measurement. At a rate, InFlight is 0.
type Line struct {
	Name               string  `json:"name"`
	InFlight           int     `json:"inFlight"`
	RatePerSecond      int     `json:"ratePerSecond,omitempty"`
	WorkflowsPerSecond float64 `json:"workflowsPerSecond"`
	P50Ms              float64 `json:"p50Ms"`
	P99Ms              float64 `json:"p99Ms"`
	RssMiB             float64 `json:"rssMiB"`
	BytesPerWorkflow   int64   `json:"bytesPerWorkflow"`
	CpuMsPerWorkflow   float64 `json:"cpuMsPerWorkflow"`
	Errors             int64   `json:"errors"`
}

type bench struct {
	engine  Engine
	seconds time.Duration
	started int64
	done    atomic.Int64
	failed  atomic.Int64
	atStart int64
}

// Main runs an engine through the measurements that its command line names, and prints them.
func Main(engine Engine) {
	inFlight := flag.String("in-flight", "32,64,128,256,512", "how many workflows at once, one measurement each")
	rates := flag.String("rate", "50", "workflows a second, one measurement each; empty for none")
	seconds := flag.Int("seconds", 10, "length of a measurement")
	folder := flag.String("folder", "", "where the engine keeps its files; must be empty")
	flag.Parse()
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	if err := measure(ctx, engine, *folder, *inFlight, *rates, time.Duration(*seconds)*time.Second); err != nil {
		fmt.Fprintln(os.Stderr, engine.Name()+":", err)
		os.Exit(1)
	}
}

func measure(ctx context.Context, engine Engine, folder, inFlight, rates string, length time.Duration) error {
	defer engine.Stop()
	if err := engine.Start(ctx, folder); err != nil {
		return err
	}
	b := &bench{engine: engine, seconds: length}
	b.saturate(ctx, 8, length/4)
	b.done.Store(0)
	b.atStart = bytesOnDisk(engine.Kept())
	for _, n := range numbers(rates) {
		b.report(ctx, Line{RatePerSecond: n}, func() []time.Duration { return b.atRate(ctx, n) })
	}
	for _, n := range numbers(inFlight) {
		b.saturate(ctx, n, length/5)
		b.report(ctx, Line{InFlight: n}, func() []time.Duration { return b.saturate(ctx, n, length) })
	}
	return ctx.Err()
}

func numbers(list string) []int {
	var all []int
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' }) {
		if n, err := strconv.Atoi(text); err == nil && n > 0 && n <= 10000 {
			all = append(all, n)
		}
	}
	return all
}

func (b *bench) processes() (engine, all []int) {
	if b.engine.Process() > 0 {
		engine = tree(b.engine.Process())
	}
	if b.engine.InProcess() {
		engine = append(engine, os.Getpid())
		return engine, engine
	}
	return engine, append(append([]int{}, engine...), os.Getpid())
}

func (b *bench) report(ctx context.Context, line Line, run func() []time.Duration) {
	_, all := b.processes()
	cpu, begin, failed := cpuMillis(all), time.Now(), b.failed.Load()
	took := run()
	length := time.Since(begin)
	engine, all := b.processes()
	if len(took) == 0 || ctx.Err() != nil {
		return
	}
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	n := float64(len(took))
	line.Name = b.engine.Name()
	line.WorkflowsPerSecond = round(n / length.Seconds())
	line.P50Ms = round(millis(took[len(took)/2]))
	line.P99Ms = round(millis(took[len(took)*99/100]))
	line.RssMiB = round(memoryMiB(engine))
	line.CpuMsPerWorkflow = round((cpuMillis(all) - cpu) / n)
	line.BytesPerWorkflow = max(0, bytesOnDisk(b.engine.Kept())-b.atStart) / max(1, b.done.Load())
	line.Errors = b.failed.Load() - failed
	text, _ := json.Marshal(line)
	fmt.Println(string(text))
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func round(x float64) float64 { return float64(int64(x*100+0.5)) / 100 }

func (b *bench) one(ctx context.Context, id int64) error {
	err := b.engine.Run(ctx, fmt.Sprintf("bench-%d-%d", os.Getpid(), id))
	if err != nil {
		if b.failed.Add(1) == 1 {
			fmt.Fprintln(os.Stderr, b.engine.Name()+": first error:", err)
		}
		return err
	}
	b.done.Add(1)
	return nil
}

// saturate keeps a number of workflows in flight, and gives the time that each completed one took.
func (b *bench) saturate(ctx context.Context, inFlight int, length time.Duration) []time.Duration {
	end := time.Now().Add(length)
	results := make([][]time.Duration, inFlight)
	var group sync.WaitGroup
	for i := range inFlight {
		group.Go(func() {
			for time.Now().Before(end) && ctx.Err() == nil {
				begin := time.Now()
				if b.one(ctx, atomic.AddInt64(&b.started, 1)) == nil {
					results[i] = append(results[i], time.Since(begin))
				}
			}
		})
	}
	group.Wait()
	var all []time.Duration
	for _, some := range results {
		all = append(all, some...)
	}
	return all
}

// atRate begins workflows at even intervals, whatever becomes of those before; times count from when each was due.
func (b *bench) atRate(ctx context.Context, rate int) []time.Duration {
	total := int(b.seconds.Seconds()) * rate
	took := make([]time.Duration, total)
	begin := time.Now()
	var group sync.WaitGroup
	for i := range total {
		due := begin.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		id := atomic.AddInt64(&b.started, 1)
		group.Go(func() {
			if b.one(ctx, id) == nil {
				took[i] = time.Since(due)
			}
		})
	}
	group.Wait()
	var all []time.Duration
	for _, one := range took {
		if one > 0 {
			all = append(all, one)
		}
	}
	return all
}
