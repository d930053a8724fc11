package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestQuotes(t *testing.T) {
	server := httptest.NewServer(routes(newBook("n1", 0)))
	defer server.Close()
	tests := map[string]struct {
		status int
		part   string
	}{
		"/quotes/1":  {200, `{"id":1,"text":"`},
		"/quotes/20": {200, "(n1)"},
		"/quotes/0":  {404, ""},
		"/quotes/21": {404, ""},
		"/quotes/x":  {404, ""},
	}
	for path, want := range tests {
		if status, body := get(t, server.URL+path); status != want.status || !strings.Contains(body, want.part) {
			t.Errorf("%s answered %d %q; want %d with %q", path, status, body, want.status, want.part)
		}
	}
}

func TestWaitsTogetherAndCounts(t *testing.T) {
	server := httptest.NewServer(routes(newBook("n1", 50*time.Millisecond)))
	defer server.Close()
	began := time.Now()
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() { get(t, server.URL+"/quotes/1") })
	}
	group.Wait()
	if took := time.Since(began); took < 50*time.Millisecond || took > 500*time.Millisecond {
		t.Errorf("20 quotes at once took %v; want little more than one delay", took)
	}
	_, body := get(t, server.URL+"/stats")
	var stats map[string]int64
	if err := json.Unmarshal([]byte(body), &stats); err != nil {
		t.Fatal(err)
	}
	if stats["requests"] != 20 || stats["in_flight"] != 0 || stats["max_in_flight"] < 2 {
		t.Errorf("stats are %v", stats)
	}
}
