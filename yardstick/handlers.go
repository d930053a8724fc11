package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	maxQueries = 500
	maxCalls   = 20
	// healthTimeout bounds how long /healthz waits for the database.
	healthTimeout = 2 * time.Second
)

//go:embed fortunes.html
var fortunesHTML string

var fortunesPage = template.Must(template.New("fortunes").Parse(fortunesHTML))

// handler answers a request, or returns an error before it has begun to answer.
type handler func(w http.ResponseWriter, r *http.Request) error

func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := h(w, r); err != nil {
		slog.Error("request failed", "path", r.URL.Path, "error", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
	}
}

// newHandler returns all routes of the contract.
func newHandler(pool *pgxpool.Pool, upstreamURL string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /plaintext", handler(plaintext))
	mux.Handle("GET /json", handler(greeting))
	mux.Handle("GET /db", one(pool))
	mux.Handle("GET /queries", queries(pool))
	mux.Handle("GET /updates", updates(pool))
	mux.Handle("GET /fortunes", fortunes(pool))
	mux.Handle("GET /upstream", quotes(newUpstream(upstreamURL)))
	mux.Handle("GET /healthz", health(pool))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", "yardstick")
		mux.ServeHTTP(w, r)
	})
}

func plaintext(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain")
	_, _ = w.Write([]byte("Hello, World!"))
	return nil
}

func greeting(w http.ResponseWriter, _ *http.Request) error {
	return writeJSON(w, struct {
		Message string `json:"message"`
	}{"Hello, World!"})
}

func one(pool *pgxpool.Pool) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		worlds, err := queryWorlds(detached(r), pool, 1)
		if err != nil {
			return err
		}
		return writeJSON(w, worlds[0])
	}
}

func queries(pool *pgxpool.Pool) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		worlds, err := queryWorlds(detached(r), pool, number(r, "queries", maxQueries))
		if err != nil {
			return err
		}
		return writeJSON(w, worlds)
	}
}

func updates(pool *pgxpool.Pool) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		worlds, err := updateWorlds(detached(r), pool, number(r, "queries", maxQueries))
		if err != nil {
			return err
		}
		return writeJSON(w, worlds)
	}
}

func fortunes(pool *pgxpool.Pool) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		list, err := readFortunes(detached(r), pool)
		if err != nil {
			return err
		}
		list = append(list, fortune{Message: "Additional fortune added at request time."})
		slices.SortFunc(list, func(a, b fortune) int { return strings.Compare(a.Message, b.Message) })
		var page bytes.Buffer
		if err := fortunesPage.Execute(&page, list); err != nil {
			return err
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page.Bytes())
		return nil
	}
}

func quotes(upstream *upstream) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		list, err := upstream.quotes(detached(r), number(r, "calls", maxCalls))
		if err != nil {
			return err
		}
		return writeJSON(w, struct {
			Quotes []quote `json:"quotes"`
		}{list})
	}
}

func health(pool *pgxpool.Pool) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		ctx, cancel := context.WithTimeout(r.Context(), healthTimeout)
		defer cancel()
		if _, err := pool.Exec(ctx, "SELECT 1"); err != nil {
			http.Error(w, "database not reachable", http.StatusServiceUnavailable)
			return nil
		}
		w.Header().Set("Content-Type", "text/plain")
		_, _ = w.Write([]byte("ok"))
		return nil
	}
}

// writeJSON answers with value. A client that has gone is no error of ours.
func writeJSON(w http.ResponseWriter, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
	return nil
}

// detached returns the context of r without its cancellation. pgx closes the connection of
// a cancelled query: clients that hang up would make the cost of a request depend on them.
func detached(r *http.Request) context.Context {
	return context.WithoutCancel(r.Context())
}

// number returns the query parameter name, between 1 and limit; 1 where it is no integer.
func number(r *http.Request, name string, limit int) int {
	n, err := strconv.Atoi(r.URL.Query().Get(name))
	if err != nil && !errors.Is(err, strconv.ErrRange) { // out of range, n is the nearest int
		return 1
	}
	return min(max(n, 1), limit)
}
