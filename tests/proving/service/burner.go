package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// A burner spends the CPU time of one request.
type burner interface{ burn() }

type burnFunc func()

// restlessness is the standard deviation of the logarithm of a restless service's cost.
const restlessness = 0.1

func (f burnFunc) burn() { f() }

const threadCPUClock = 3 // CLOCK_THREAD_CPUTIME_ID

func newBurner(way string, cost time.Duration) (burner, error) {
	var served atomic.Int64
	switch way {
	case "restless": // each start its own cost: a spread between starts that the others lack
		own := time.Duration(float64(cost) * math.Exp(restlessness*rand.NormFloat64()))
		return burnFunc(func() { spend(own) }), nil
	case "inside":
		return burnFunc(func() { spend(cost) }), nil
	case "child":
		return startWorker(cost)
	case "after":
		return burnFunc(func() { time.AfterFunc(700*time.Millisecond, func() { spend(cost) }) }), nil
	case "falling": // like a just-in-time compiler: five times the cost at first
		return burnFunc(func() {
			if served.Add(1) <= 8000 {
				spend(5 * cost)
			} else {
				spend(cost)
			}
		}), nil
	case "rising": // like a leak that every request has to walk through
		return burnFunc(func() { spend(cost + time.Duration(served.Add(1))*cost/2000) }), nil
	case "pausing": // one request in 200 finds the whole service asleep for 50 ms
		var world sync.RWMutex
		return burnFunc(func() {
			if served.Add(1)%200 == 0 {
				world.Lock()
				time.Sleep(50 * time.Millisecond)
				world.Unlock()
			}
			world.RLock()
			spend(cost)
			world.RUnlock()
		}), nil
	}
	return nil, fmt.Errorf("no way %q of burning", way)
}

// spend keeps the processor busy until this thread has used cost more of it.
func spend(cost time.Duration) {
	if cost <= 0 {
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for end := threadTime() + cost; threadTime() < end; {
	}
}

func threadTime() time.Duration {
	var now syscall.Timespec
	_, _, _ = syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, threadCPUClock, uintptr(unsafe.Pointer(&now)), 0)
	return time.Duration(now.Nano())
}

// A worker burns in a child process, one byte a request over a pipe.
type worker struct {
	mu   sync.Mutex
	cost time.Duration
	in   io.Writer
	out  io.Reader
}

func startWorker(cost time.Duration) (burner, error) {
	child := exec.Command(os.Args[0], "worker")
	in, err := child.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := child.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &worker{cost: cost, in: in, out: out}, child.Start()
}

func (w *worker) burn() {
	w.mu.Lock()
	defer w.mu.Unlock()
	order := []byte{byte(w.cost / (10 * time.Microsecond))}
	_, _ = w.in.Write(order)
	_, _ = io.ReadFull(w.out, order)
}

func serveWorker() {
	order := make([]byte, 1)
	for {
		if _, err := io.ReadFull(os.Stdin, order); err != nil {
			return
		}
		spend(time.Duration(order[0]) * 10 * time.Microsecond)
		_, _ = os.Stdout.Write(order)
	}
}
