package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestNumber(t *testing.T) {
	for query, want := range map[string]int{
		"": 1, "?queries=": 1, "?queries=x": 1, "?queries=1.5": 1, "?queries=-3": 1, "?queries=0": 1,
		"?queries=20": 20, "?queries=500": 500, "?queries=501": 500, "?queries=99999999999999999999": 500,
	} {
		if got := number(httptest.NewRequest(http.MethodGet, "/"+query, nil), "queries", 500); got != want {
			t.Errorf("%q: got %d, want %d", query, got, want)
		}
	}
}

func TestRandomIDsAreDistinctAndInRange(t *testing.T) {
	ids := randomIDs(500)
	slices.Sort(ids)
	if len(slices.Compact(ids)) != 500 || ids[0] < 1 || ids[499] > worldRows {
		t.Errorf("got %v", ids)
	}
}

// TestRoutes needs DATABASE_URL with the contract's tables and rows.
func TestRoutes(t *testing.T) {
	url := os.Getenv("DATABASE_URL")
	if url == "" {
		t.Skip("DATABASE_URL is not set")
	}
	pool, err := openPool(context.Background(), url, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"id":%s,"text":"t"}`, strings.TrimPrefix(r.URL.Path, "/quotes/"))
	}))
	defer upstream.Close()
	handler := newHandler(pool, upstream.URL)

	for _, test := range []struct {
		path, contentType, contains string
		status                      int
	}{
		{"/plaintext", "text/plain", "Hello, World!", 200},
		{"/json", "application/json", `{"message":"Hello, World!"}`, 200},
		{"/db", "application/json", `,"randomNumber":`, 200},
		{"/queries?queries=3", "application/json", `},{"id":`, 200},
		{"/updates?queries=3", "application/json", `},{"id":`, 200},
		{"/fortunes", "text/html; charset=utf-8", "<td>&lt;script&gt;", 200},
		{"/upstream?calls=2", "application/json", `{"quotes":[{"id":1,"text":"t"},{"id":2,"text":"t"}]}`, 200},
		{"/healthz", "text/plain", "ok", 200},
		{"/nowhere", "text/plain; charset=utf-8", "404", 404},
	} {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, test.path, nil))
		header := answer.Header()
		if answer.Code != test.status || header.Get("Content-Type") != test.contentType ||
			header.Get("Server") == "" || !strings.Contains(answer.Body.String(), test.contains) {
			t.Errorf("%s: got %d %v %s", test.path, answer.Code, header, answer.Body)
		}
	}
}
