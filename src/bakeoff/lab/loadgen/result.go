package main

import (
	"fmt"
	"time"
)

// result is what one line of standard output says about one plan. All times count
// from the start of a request: of its sending in a closed loop, the intended one
// in an open loop.
type result struct {
	ID            string             `json:"id"`
	Completed     int64              `json:"completed"`
	Wrong         int64              `json:"wrong"`
	Errors        map[string]int64   `json:"errors"`
	FirstError    string             `json:"first_error,omitempty"`
	ElapsedS      float64            `json:"elapsed_s"`
	BytesIn       int64              `json:"bytes_in"`
	Reconnects    int64              `json:"reconnects"`
	PerRequest    []int64            `json:"per_request"`
	LatencyUS     latencyFigures     `json:"latency_us"`
	Histogram     [][2]int64         `json:"histogram"`
	StartErrorUS  *startErrorFigures `json:"start_error_us,omitempty"`
	Samples       []*sample          `json:"samples"`
	CPUS          float64            `json:"cpu_s"`
	WaitedS       float64            `json:"waited_s"`
	Cores         int                `json:"cores"`
	TimedOutAtEnd int64              `json:"timed_out_at_end"`
	IdleHeld      int                `json:"idle_held"`
	Warning       string             `json:"warning,omitempty"`
}

// ready says that the lead-in is over, with so many answers, and its connections are free;
// the next line of input says whether it is repeated or the block begins.
type ready struct {
	ID        string `json:"id"`
	Ready     bool   `json:"ready"`
	Completed int64  `json:"completed"`
}

// refusal is the line for a plan that cannot be carried out.
type refusal struct {
	ID    string `json:"id"`
	Error string `json:"error"`
}

// Above these the generator, not the service, may have set the figures.
const (
	highLoad      = 0.95
	highStartP99  = 1000 // us
	leastForLoad  = 0.1  // s; a shorter block says nothing of load
	nanosPerMicro = 1000
)

func newResult(p *plan, t *tally, used usage, cores, idle int) *result {
	r := &result{ID: p.ID, Completed: t.completed, Errors: map[string]int64{}, FirstError: t.firstError,
		BytesIn: t.bytesIn, Reconnects: t.reconnects, PerRequest: t.perRequest,
		LatencyUS: t.latencies.figures(), Histogram: t.latencies.sparse(), Samples: []*sample{},
		CPUS: used.cpu.Seconds(), WaitedS: used.waited.Seconds(), Cores: cores,
		TimedOutAtEnd: t.unfinished, IdleHeld: idle}
	for i, n := range t.errors {
		r.Errors[failureNames[i]] = n
	}
	r.Wrong = t.errors[failedStatus] + t.errors[failedLength]
	if t.lastAnswer > t.firstSend {
		r.ElapsedS = time.Duration(t.lastAnswer - t.firstSend).Seconds()
	}
	if p.Load.Shape == "open" {
		r.StartErrorUS = t.late.figures()
	}
	r.Warning = r.warn()
	return r
}

func (r *result) warn() string {
	load := (r.CPUS + r.WaitedS) / (r.ElapsedS * float64(r.Cores))
	switch {
	case r.StartErrorUS != nil && r.StartErrorUS.P99 > highStartP99:
		return fmt.Sprintf("1 in 100 requests started more than %.1f ms late: the generator was short of CPU, so the latencies are too high",
			r.StartErrorUS.P99/nanosPerMicro)
	case r.ElapsedS > leastForLoad && load > highLoad:
		return fmt.Sprintf("the generator was at work or waiting for its core %.0f %% of the time: the service may be able to do more",
			min(load, 1)*100)
	}
	return ""
}
