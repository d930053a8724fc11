package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"bakeoff/go/internal/postgres"
	"bakeoff/go/internal/upstream"
)

// fake is a Store and an Upstream in memory; with err set, all of it fails.
type fake struct{ err error }

func (f fake) World(context.Context) (postgres.World, error) {
	return postgres.World{ID: 1, RandomNumber: 2}, f.err
}

func (f fake) Worlds(_ context.Context, n int) ([]postgres.World, error) {
	return make([]postgres.World, n), f.err
}

func (f fake) UpdateWorlds(ctx context.Context, n int) ([]postgres.World, error) {
	return f.Worlds(ctx, n)
}

func (f fake) Fortunes(context.Context) ([]postgres.Fortune, error) {
	return []postgres.Fortune{{ID: 2, Message: "Zebra"}, {ID: 1, Message: "<script>"}}, f.err
}

func (f fake) Check(context.Context) error { return f.err }

func (f fake) Quotes(_ context.Context, n int) ([]upstream.Quote, error) {
	return make([]upstream.Quote, n), f.err
}

func get(f fake, path string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	handler := NewHandler(slog.New(slog.DiscardHandler), f, f)
	handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	return answer
}

func TestAnswers(t *testing.T) {
	for _, test := range []struct {
		path, contentType, body string
		status                  int
	}{
		{"/plaintext", "text/plain", "Hello, World!", 200},
		{"/json", "application/json", `{"message":"Hello, World!"}`, 200},
		{"/db", "application/json", `{"id":1,"randomNumber":2}`, 200},
		{"/queries", "application/json", `[{"id":0,"randomNumber":0}]`, 200},
		{"/updates", "application/json", `[{"id":0,"randomNumber":0}]`, 200},
		{"/upstream", "application/json", `{"quotes":[{"id":0,"text":""}]}`, 200},
		{"/healthz", "text/plain", "ok", 200},
		{"/nowhere", "text/plain; charset=utf-8", "404 page not found\n", 404},
	} {
		answer := get(fake{}, test.path)
		if answer.Code != test.status || answer.Body.String() != test.body ||
			answer.Header().Get("Content-Type") != test.contentType || answer.Header().Get("Server") == "" {
			t.Errorf("%s: got %d %v %s", test.path, answer.Code, answer.Header(), answer.Body)
		}
	}
}

func TestFortunesAreSortedAndEscaped(t *testing.T) {
	page := get(fake{}, "/fortunes").Body.String()
	at := 0
	for _, row := range []string{
		"<td>1</td><td>&lt;script&gt;</td>",
		"<td>0</td><td>Additional fortune added at request time.</td>",
		"<td>2</td><td>Zebra</td>",
	} {
		i := strings.Index(page[at:], row)
		if i < 0 {
			t.Fatalf("%s is missing or out of order in %s", row, page)
		}
		at += i
	}
}

func TestFailuresAre5xx(t *testing.T) {
	broken := fake{errors.New("password of the database")}
	for path, status := range map[string]int{
		"/db": 500, "/queries": 500, "/updates": 500, "/fortunes": 500, "/upstream": 500, "/healthz": 503,
	} {
		answer := get(broken, path)
		if answer.Code != status || strings.Contains(answer.Body.String(), "password") {
			t.Errorf("%s: got %d %s, want %d without the error", path, answer.Code, answer.Body, status)
		}
	}
}

func TestCount(t *testing.T) {
	for query, want := range map[string]int{
		"": 1, "?n=": 1, "?n=x": 1, "?n=1.5": 1, "?n=-3": 1, "?n=0": 1,
		"?n=20": 20, "?n=501": 500, "?n=99999999999999999999": 500,
	} {
		if got := count(httptest.NewRequest(http.MethodGet, "/"+query, nil), "n", 500); got != want {
			t.Errorf("%q: got %d, want %d", query, got, want)
		}
	}
}
