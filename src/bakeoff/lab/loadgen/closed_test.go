package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

func TestClosedLoop(t *testing.T) {
	var open, most atomic.Int64
	target := serveHTTP(t, func(w http.ResponseWriter, _ *http.Request) {
		now := open.Add(1)
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
		time.Sleep(20 * time.Millisecond)
		open.Add(-1)
		respond(w, "ok")
	})
	r := settings{"load": closed(8), "duration_s": 0.5}.run(t, target)
	r.clean(t)
	if most.Load() != 8 || r.Completed > 8*26 || r.Completed < 8*5 {
		t.Errorf("%d requests at once at most, want 8; %d completed, want about 190", most.Load(), r.Completed)
	}
	if r.ElapsedS < 0.45 || r.ElapsedS > 0.9 || r.LatencyUS.P50 < 20_000 || r.StartErrorUS != nil || r.CPUS <= 0 || r.Cores != 1 {
		t.Errorf("%+v", r)
	}
	if sum := total(r.Histogram); sum != r.Completed {
		t.Errorf("%d in the histogram, %d completed", sum, r.Completed)
	}
}

func total(histogram [][2]int64) (sum int64) {
	for _, bucket := range histogram {
		sum += bucket[1]
	}
	return sum
}

func TestMaxRequestsIsExact(t *testing.T) {
	target := serveHTTP(t, func(w http.ResponseWriter, _ *http.Request) { respond(w, "ok") })
	for _, load := range []settings{closed(16), {"shape": "open", "rate": 5000, "max_connections": 16}} {
		for _, cores := range []string{"GOMAXPROCS=1", "GOMAXPROCS=3"} {
			r := settings{"load": load, "max_requests": 100, "duration_s": 10, "samples": 7}.run(t, target, cores)
			r.clean(t)
			if r.Completed != 100 || r.ElapsedS > 5 || len(r.Samples) != 7 {
				t.Errorf("%v: %d completed in %v s, %d samples", load, r.Completed, r.ElapsedS, len(r.Samples))
			}
		}
	}
}

func TestMixOfRequests(t *testing.T) {
	target := serveHTTP(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/b" && r.Header.Get("X-Key") == "v" {
			w.WriteHeader(http.StatusCreated)
		}
		respond(w, r.Method)
	})
	r := settings{"max_requests": 4000, "duration_s": 30, "samples": 50, "requests": []settings{
		{"weight": 3, "path": "/a", "expect": settings{"status": 200, "max_bytes": 3}},
		{"weight": 1, "path": "/b", "method": "PUT", "headers": settings{"X-Key": "v"}, "body": "x", "expect": settings{"status": 201}},
	}}.run(t, target)
	r.clean(t)
	if a, b := r.PerRequest[0], r.PerRequest[1]; a+b != 4000 || a < 2800 || a > 3200 {
		t.Errorf("%d and %d of 4,000, want 3 to 1", a, b)
	}
	for _, s := range r.Samples {
		if want := []string{"GET", "PUT"}[s.Request]; s.Body != want || s.Headers["content-length"] != "3" || s.Status != 200+s.Request {
			t.Errorf("%+v", s)
		}
	}
}

// Answers that come in the drain count; those that never come are told.
func TestDrain(t *testing.T) {
	target := serveHTTP(t, func(w http.ResponseWriter, _ *http.Request) {
		time.Sleep(400 * time.Millisecond)
		respond(w, "ok")
	})
	r := settings{"duration_s": 0.1, "drain_s": 3}.run(t, target)
	r.clean(t)
	if r.Completed != 4 {
		t.Errorf("%d completed, want 4", r.Completed)
	}
	r = settings{"duration_s": 0.1, "drain_s": 0.1}.run(t, target)
	if r.Completed != 0 || r.TimedOutAtEnd != 4 || total(r.Histogram) != 0 {
		t.Errorf("%+v, want 4 unfinished", r)
	}
}

func TestIdleConnections(t *testing.T) {
	var open atomic.Int64
	handler := func(c net.Conn) {
		open.Add(1)
		defer open.Add(-1)
		for readRequest(c) {
			send(c, okAnswer)
		}
	}
	r := settings{"idle_connections": 100, "duration_s": 0.2}.run(t, serveRaw(t, handler))
	r.clean(t)
	if r.IdleHeld != 100 {
		t.Errorf("%d of 100 idle connections held", r.IdleHeld)
	}
	r = settings{"idle_connections": 10, "duration_s": 0.2}.run(t, serveRaw(t, func(c net.Conn) {
		_ = c.SetDeadline(time.Now().Add(100 * time.Millisecond))
		handler(c)
	}))
	if r.IdleHeld != 0 {
		t.Errorf("%d idle connections held that the server had closed", r.IdleHeld)
	}
}

// A parent may pin the generator after its start, as the lab does: the blocks keep
// to the cores that its first thread has then.
func TestKeepsToItsCores(t *testing.T) {
	if runtime.NumCPU() < 2 {
		t.Skip("one core here")
	}
	target := serveHTTP(t, func(w http.ResponseWriter, _ *http.Request) { respond(w, "ok") })
	child, in, out := start(t, "GOMAXPROCS=2")
	for _, cores := range []int{2, 1} {
		if cores == 1 {
			set := ownCores()
			set = coreSet{set[0] & -set[0]} // the lowest alone
			if _, _, errno := syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY, uintptr(child.Process.Pid), unsafe.Sizeof(set), uintptr(unsafe.Pointer(&set))); errno != 0 {
				t.Fatal(errno)
			}
		}
		_, _ = io.WriteString(in, settings{}.line(t, target))
		var r result
		if !out.Scan() || json.Unmarshal(out.Bytes(), &r) != nil || r.Cores != cores {
			t.Fatalf("%d cores used, want %d: %s", r.Cores, cores, out.Text())
		}
	}
}
