package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// block is what is looked at of a result.
type block struct {
	Completed  float64            `json:"completed"`
	ElapsedS   float64            `json:"elapsed_s"`
	CPUS       float64            `json:"cpu_s"`
	WaitedS    float64            `json:"waited_s"`
	LatencyUS  map[string]float64 `json:"latency_us"`
	StartError map[string]float64 `json:"start_error_us"`
	Error      string             `json:"error"`
	FirstError string             `json:"first_error"`
}

func (r block) rate() float64 { return r.Completed / r.ElapsedS }
func (r block) cpu() float64  { return r.CPUS / r.Completed * 1e6 }

// load runs the generator for one block.
func (b *bench) load(shape string, seconds float64) (block, error) {
	plan := fmt.Sprintf(`{"id":"selfbench","target":%q,"duration_s":%v,"load":%s,"requests":[{"path":"/","expect":{"status":200,"min_bytes":%d,"max_bytes":%[4]d}}],"samples":8}`,
		b.server.address, seconds, shape, len(body))
	command := exec.Command(b.generator[0], b.generator[1:]...)
	command.Stdin = strings.NewReader(plan)
	out, err := command.Output()
	if err != nil {
		return block{}, err
	}
	var r block
	if err := json.Unmarshal(out, &r); err != nil {
		return r, err
	}
	if fault := r.Error + r.FirstError; fault != "" {
		return r, fmt.Errorf("loadgen: %s", fault)
	}
	return r, nil
}

var wrkRequests = regexp.MustCompile(`(\d+) requests in ([\d.]+)s`)

// runWrk runs wrk for one block; its CPU is that of its process.
func (b *bench) runWrk() (block, error) {
	args := append(b.wrk[1:len(b.wrk):len(b.wrk)], "-t1", "-c64", fmt.Sprintf("-d%.0fs", b.seconds), "http://"+b.server.address+"/")
	command := exec.Command(b.wrk[0], args...)
	out, err := command.Output()
	if err != nil {
		return block{}, err
	}
	found := wrkRequests.FindSubmatch(out)
	if found == nil || bytes.Contains(out, []byte("errors")) {
		return block{}, fmt.Errorf("wrk: %s", out)
	}
	var r block
	r.Completed, _ = strconv.ParseFloat(string(found[1]), 64)
	r.ElapsedS, _ = strconv.ParseFloat(string(found[2]), 64)
	r.CPUS = (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds()
	return r, nil
}

// closed compares with wrk, in pairs of random order, so that what else happens on
// the machine meets both. Requests a second also depend on the server; CPU a
// request is the generator's own.
func (b *bench) closed() error {
	fmt.Println("Closed loop, 64 connections, one core: the generator beside wrk")
	if b.wrk == nil {
		fmt.Println("  left out: no wrk in PATH")
		return nil
	}
	fmt.Println("  round   wrk requests/s  us CPU   loadgen requests/s  us CPU   ratio of requests/s   of speed by CPU")
	var rates, speeds []float64
	for round := range b.rounds {
		var theirs, ours block
		var err error
		runs := []func() error{
			func() (err error) { theirs, err = b.runWrk(); return err },
			func() (err error) { ours, err = b.load(`{"shape":"closed","connections":64}`, b.seconds); return err },
		}
		first := rand.IntN(2)
		if err = runs[first](); err == nil {
			err = runs[1-first]()
		}
		if err != nil {
			return err
		}
		rates = append(rates, ours.rate()/theirs.rate())
		speeds = append(speeds, theirs.cpu()/ours.cpu())
		fmt.Printf("  %5d   %14.0f  %6.2f   %18.0f  %6.2f   %19.2f   %15.2f\n",
			round+1, theirs.rate(), theirs.cpu(), ours.rate(), ours.cpu(), rates[round], speeds[round])
	}
	fmt.Printf("  median  %72.2f   %15.2f   (wanted: 0.5 at least)\n", median(rates), median(speeds))
	return nil
}

// open shows how exactly requests start.
func (b *bench) open() error {
	fmt.Println("Open loop, constant rate, one core: error of the starts")
	fmt.Println("  rate/s   answered/s   start error p50 us   p99 us   max us   us CPU a request   CPU   waited for the core   latency p99 us")
	for _, rate := range []int{500, 5000, 20000} {
		var p99s []float64
		for range b.rounds {
			r, err := b.load(fmt.Sprintf(`{"shape":"open","rate":%d,"max_connections":256}`, rate), b.seconds)
			if err != nil {
				return err
			}
			p99s = append(p99s, r.StartError["p99"])
			fmt.Printf("  %6d   %10.0f   %18.0f   %6.0f   %6.0f   %16.1f   %2.0f %%   %17.1f %%   %14.0f\n", rate, r.rate(),
				r.StartError["p50"], r.StartError["p99"], r.StartError["max"], r.cpu(), r.CPUS/r.ElapsedS*100, r.WaitedS/r.ElapsedS*100, r.LatencyUS["p99"])
		}
		fmt.Printf("  median of p99 at %d/s: %.0f us   (wanted: 1,000 at most)\n", rate, median(p99s))
	}
	return nil
}

// stall stops the server for 1 s of 6. Of the 3,000 requests 500 then wait for 0
// to 1 s, evenly, which puts p90, p95 and p99 at 400, 700 and 940 ms.
func (b *bench) stall() error {
	fmt.Println("Open loop, 500/s for 6 s, the server stopped for 1 s of them (SIGSTOP)")
	fmt.Println("  round   p50 ms   p90 ms   p95 ms   p99 ms   max ms")
	worst := 0.0
	for round := range b.rounds {
		go func() {
			time.Sleep(2 * time.Second)
			b.server.signal(syscall.SIGSTOP)
			time.Sleep(time.Second)
			b.server.signal(syscall.SIGCONT)
		}()
		r, err := b.load(`{"shape":"open","rate":500}`, 6)
		if err != nil {
			return err
		}
		ms := func(q string) float64 { return r.LatencyUS[q] / 1000 }
		for q, want := range map[string]float64{"p90": 400, "p95": 700, "p99": 940} {
			worst = max(worst, ms(q)/want-1, 1-ms(q)/want)
		}
		fmt.Printf("  %5d   %6.2f   %6.0f   %6.0f   %6.0f   %6.0f\n", round+1, ms("p50"), ms("p90"), ms("p95"), ms("p99"), ms("max"))
	}
	fmt.Printf("  due               400      700      940     1000   farthest off: %.1f %%   (wanted: 10 at most)\n", worst*100)
	return nil
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}
