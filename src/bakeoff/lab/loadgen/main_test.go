package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// One line of output for each plan, good or bad, as soon as it is done.
func TestServesPlansUntilTheInputEnds(t *testing.T) {
	target := serveHTTP(t, func(w http.ResponseWriter, _ *http.Request) { respond(w, "ok") })
	child, in, out := start(t)
	for _, tt := range []struct{ line, id, error string }{
		{settings{"id": "first"}.line(t, target), "first", ""},
		{"\n{\"id\":\"bad\",\"rate\":3}\n", "bad", "rate: found an unknown key, wanted only keys that docs/loadgen.md names"},
		{"nonsense\n", "", "plan: found broken JSON at byte 2 (invalid character 'o' in literal null (expecting 'u')), wanted one JSON object on one line"},
		{settings{"id": "idle", "idle_connections": 2}.line(t, "127.0.0.1:1"), "idle", "idle_connections: found 2 that failed (dial tcp 127.0.0.1:1: connect: connection refused), wanted 2 connections that 127.0.0.1:1 keeps open"},
		{strings.TrimSpace(settings{"id": "last"}.line(t, target)), "last", ""},
	} {
		_, _ = io.WriteString(in, tt.line)
		if tt.id == "last" {
			_ = in.Close()
		}
		var got struct{ ID, Error string }
		if !out.Scan() || json.Unmarshal(out.Bytes(), &got) != nil || got.ID != tt.id || got.Error != tt.error {
			t.Fatalf("%s\nanswered %s", tt.line, out.Text())
		}
	}
	if out.Scan() {
		t.Errorf("more output: %s", out.Text())
	}
	if err := child.Wait(); err != nil {
		t.Error(err)
	}
}

func start(t *testing.T, env ...string) (*exec.Cmd, io.WriteCloser, *bufio.Scanner) {
	t.Helper()
	child := generator(env...)
	in, _ := child.StdinPipe()
	out, _ := child.StdoutPipe()
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = child.Process.Kill() })
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<24)
	return child, in, lines
}

// A generator whose block nobody waits for any longer must not go on.
func TestStopsAtOnce(t *testing.T) {
	target := serveHTTP(t, func(w http.ResponseWriter, _ *http.Request) { respond(w, "ok") })
	line := settings{"duration_s": 60}.line(t, target)
	for name, stop := range map[string]func(*exec.Cmd, io.Closer){
		"SIGTERM":     func(c *exec.Cmd, _ io.Closer) { _ = c.Process.Signal(syscall.SIGTERM) },
		"reader gone": func(_ *exec.Cmd, out io.Closer) { _ = out.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			read, written, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			child := generator()
			child.Stdin, child.Stdout = strings.NewReader(line), written
			if err := child.Start(); err != nil {
				t.Fatal(err)
			}
			_ = written.Close()
			time.Sleep(500 * time.Millisecond)
			begun := time.Now()
			stop(child, read)
			_ = child.Wait()
			if child.ProcessState.Success() || time.Since(begun) > 2*time.Second {
				t.Errorf("ended with %v after %v", child.ProcessState, time.Since(begun))
			}
		})
	}
}

func TestWarning(t *testing.T) {
	tests := []struct {
		result result
		want   string
	}{
		{result{ElapsedS: 1, Cores: 2, CPUS: 1}, ""},
		{result{ElapsedS: 0.05, Cores: 1, CPUS: 1}, ""},
		{result{ElapsedS: 1, Cores: 1, CPUS: 0.6, WaitedS: 0.37}, "the generator was at work or waiting for its core 97 % of the time: the service may be able to do more"},
		{result{ElapsedS: 1, Cores: 1, StartErrorUS: &startErrorFigures{P99: 2500}}, "1 in 100 requests started more than 2.5 ms late: the generator was short of CPU, so the latencies are too high"},
	}
	for _, tt := range tests {
		if got := tt.result.warn(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
