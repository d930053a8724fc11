package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// The lead-in opens the connections and counts for nothing; between it and the block
// nobody asks anything until a line says so. It may be repeated.
func TestLeadIn(t *testing.T) {
	var mutex sync.Mutex
	var opened, asked int
	count := func(add int) int {
		mutex.Lock()
		defer mutex.Unlock()
		asked += add
		return asked
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		count(1)
		respond(w, "ok")
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		mutex.Lock()
		defer mutex.Unlock()
		if state == http.StateNew {
			opened++
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	target := server.Listener.Addr().String()
	for _, cores := range []string{"GOMAXPROCS=1", "GOMAXPROCS=3"} {
		mutex.Lock()
		opened, asked = 0, 0
		mutex.Unlock()
		_, in, out := start(t, cores)
		_, _ = io.WriteString(in, settings{"load": closed(8), "lead_s": 0.1}.line(t, target))
		lead := 0
		for repeats := range 3 {
			if repeats > 0 {
				_, _ = io.WriteString(in, "again\n")
			}
			var mark ready
			if !out.Scan() || json.Unmarshal(out.Bytes(), &mark) != nil || !mark.Ready || mark.ID != t.Name() {
				t.Fatalf("in place of a mark: %s", out.Text())
			}
			if now := count(0); int(mark.Completed) != now-lead {
				t.Errorf("%d requests in lead-in %d, and %d answers", now-lead, repeats, mark.Completed)
			}
			lead = count(0)
		}
		time.Sleep(50 * time.Millisecond)
		if now := count(0); lead == 0 || now != lead {
			t.Errorf("%d requests in the lead-in, %d while it waits", lead, now-lead)
		}
		_, _ = io.WriteString(in, "go\n")
		var r result
		if !out.Scan() || json.Unmarshal(out.Bytes(), &r) != nil {
			t.Fatalf("in place of a result: %s", out.Text())
		}
		r.clean(t)
		if int(r.Completed) != count(0)-lead || r.Reconnects != 0 || len(r.Samples) != 2 || r.ElapsedS > 0.35 {
			t.Errorf("%d completed of %d: %+v", r.Completed, count(0)-lead, r)
		}
		mutex.Lock()
		if opened != 8 {
			t.Errorf("%d connections opened, want 8", opened)
		}
		mutex.Unlock()
		_ = in.Close()
		if out.Scan() {
			t.Errorf("more output: %s", out.Text())
		}
	}
}

// What is wrong in the lead-in is wrong: it may not hide there.
func TestFaultsOfTheLeadInCount(t *testing.T) {
	target := serveHTTP(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	_, in, out := start(t)
	_, _ = io.WriteString(in, settings{"load": closed(1), "lead_s": 0.05, "duration_s": 0.001}.line(t, target)+"go\n")
	var r result
	if !out.Scan() || !out.Scan() || json.Unmarshal(out.Bytes(), &r) != nil {
		t.Fatalf("in place of a result: %s", out.Text())
	}
	if r.Wrong <= r.Completed || r.FirstError == "" {
		t.Errorf("%d wrong of %d completed: %q", r.Wrong, r.Completed, r.FirstError)
	}
}
