package main

import (
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain lets the test program serve as the generator: it runs as a process of
// its own, as in use, where its threads take no core from the test's server.
func TestMain(m *testing.M) {
	if os.Getenv("LOADGEN_CHILD") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

func generator(env ...string) *exec.Cmd {
	child := exec.Command(os.Args[0])
	child.Env = append(append(os.Environ(), "LOADGEN_CHILD=1", "GOMAXPROCS=1"), env...)
	child.Stderr = os.Stderr
	return child
}

// settings is a plan in Go; what a test leaves out has a useful value.
type settings map[string]any

func closed(connections int) settings {
	return settings{"shape": "closed", "connections": connections}
}

func openAt(rate float64) settings { return settings{"shape": "open", "rate": rate} }

func get(path string) []settings {
	return []settings{{"path": path, "expect": settings{"status": 200}}}
}

func (s settings) line(t *testing.T, target string) string {
	t.Helper()
	plan := settings{"id": t.Name(), "target": target, "duration_s": 0.3, "load": closed(4), "requests": get("/"), "samples": 2, "seed": 1}
	for key, value := range s {
		plan[key] = value
	}
	text, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}

// run carries out one plan.
func (s settings) run(t *testing.T, target string, env ...string) *result {
	t.Helper()
	child := generator(env...)
	child.Stdin = strings.NewReader(s.line(t, target))
	out, err := child.Output()
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		result
		Error string `json:"error"`
	}
	decoder := json.NewDecoder(bytes.NewReader(out))
	if err := decoder.Decode(&r); err != nil || r.Error != "" {
		t.Fatalf("%v %s %s", err, r.Error, out)
	}
	return &r.result
}

// clean fails unless everything was answered, and rightly.
func (r *result) clean(t *testing.T) {
	t.Helper()
	r.onlyErrors(t)
	if r.Completed == 0 || r.TimedOutAtEnd != 0 {
		t.Errorf("%d completed, %d unfinished", r.Completed, r.TimedOutAtEnd)
	}
}

// onlyErrors fails when there are errors of another kind.
func (r *result) onlyErrors(t *testing.T, kinds ...string) {
	t.Helper()
	for kind, n := range r.Errors {
		if n > 0 && !strings.Contains(strings.Join(kinds, " "), kind) {
			t.Errorf("%d errors of kind %s: %s", n, kind, r.FirstError)
		}
	}
}

func serveHTTP(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// serveRaw answers each connection by a function of its own.
func serveRaw(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = c.Close() }()
				answer(c)
			}()
		}
	}()
	return listener.Addr().String()
}

// readRequest reads one request without a body; false when there is none to come.
func readRequest(c net.Conn) bool {
	var got []byte
	buffer := make([]byte, 1024)
	for !bytes.HasSuffix(got, []byte("\r\n\r\n")) {
		n, err := c.Read(buffer)
		if err != nil {
			return false
		}
		got = append(got, buffer[:n]...)
	}
	return true
}
