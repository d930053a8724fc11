// Selfbench measures the load generator itself: its speed beside wrk's, the error
// of its open loop's starts, and whether a stalled server shows. Run it from the
// generator's folder:
//
//	go run ./cmd/selfbench
//
// The server is nginx, or a small one of its own where there is no nginx; where
// there is no wrk, the comparison is left out. docs/loadgen.md has the figures.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// bench is what the figures share.
type bench struct {
	generator  []string // the command, pinned
	wrk        []string // nil where there is none
	server     *server
	rounds     int
	seconds    float64
	serverCore int
	loadCore   int
	realtime   bool
}

func main() {
	var b bench
	serve := flag.String("serve", "", "be the server on this `address` (used by itself)")
	only := flag.String("only", "closed,open,stall", "which `figures` to make")
	flag.IntVar(&b.rounds, "rounds", 5, "rounds of each figure")
	flag.Float64Var(&b.seconds, "seconds", 3, "length of a block")
	flag.IntVar(&b.serverCore, "server-core", 0, "core of the server")
	flag.IntVar(&b.loadCore, "load-core", 1, "core of wrk and of the generator")
	flag.BoolVar(&b.realtime, "realtime", false, "run all of them under `chrt -f 1`, so that other programs on the cores disturb less (needs the right to)")
	flag.Parse()
	if *serve != "" {
		serveStatic(*serve)
	}
	if err := b.run(strings.Split(*only, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "selfbench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(figures []string) error {
	folder, err := os.MkdirTemp("", "selfbench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	program := filepath.Join(folder, "loadgen")
	if out, err := exec.Command("go", "build", "-o", program, "bakeoff/loadgen").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	b.generator = b.pinned(b.loadCore, program)
	if path, err := exec.LookPath("wrk"); err == nil {
		b.wrk = b.pinned(b.loadCore, path)
	}
	if b.server, err = b.startServer(folder); err != nil {
		return err
	}
	defer b.server.stop()
	fmt.Printf("%s, %s; server %s on core %d, load from core %d; %d rounds of %v s; load average %s\n",
		time.Now().Format(time.DateOnly), cpuModel(), b.server.name, b.serverCore, b.loadCore, b.rounds, b.seconds, loadAverage())
	makers := map[string]func() error{"closed": b.closed, "open": b.open, "stall": b.stall}
	for _, name := range figures {
		makeFigure := makers[name]
		if makeFigure == nil {
			return fmt.Errorf("-only %s: there are closed, open and stall", name)
		}
		fmt.Println()
		if err := makeFigure(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// pinned puts a command on a core, where taskset is at hand.
func (b *bench) pinned(core int, command ...string) []string {
	if path, err := exec.LookPath("taskset"); err == nil {
		command = append([]string{path, "-c", fmt.Sprint(core)}, command...)
	}
	if b.realtime {
		command = append([]string{"chrt", "-f", "1"}, command...)
	}
	return command
}

func cpuModel() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	_, after, _ := strings.Cut(string(text), "model name\t: ")
	name, _, _ := strings.Cut(after, "\n")
	return name
}

func loadAverage() string {
	text, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
