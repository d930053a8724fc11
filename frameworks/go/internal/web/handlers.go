package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"bakeoff/go/internal/postgres"
	"bakeoff/go/internal/upstream"
)

const (
	maxQueries = 500
	maxCalls   = 20
	// healthTimeout bounds how long /healthz waits for the database.
	healthTimeout = 2 * time.Second
)

func handlePlaintext() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, "Hello, World!")
	})
}

func handleJSON(log *slog.Logger) http.Handler {
	type greeting struct {
		Message string `json:"message"`
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		respond(w, r, log, greeting{"Hello, World!"}, nil)
	})
}

func handleWorld(log *slog.Logger, store Store) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		world, err := store.World(detached(r))
		respond(w, r, log, world, err)
	})
}

// handleWorlds answers with as many worlds as the request asks for, from a method of Store.
func handleWorlds(log *slog.Logger, worlds func(context.Context, int) ([]postgres.World, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		list, err := worlds(detached(r), count(r, "queries", maxQueries))
		respond(w, r, log, list, err)
	})
}

func handleQuotes(log *slog.Logger, client Upstream) http.Handler {
	type answer struct {
		Quotes []upstream.Quote `json:"quotes"`
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		list, err := client.Quotes(detached(r), count(r, "calls", maxCalls))
		respond(w, r, log, answer{list}, err)
	})
}

func handleHealth(store Store) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), healthTimeout)
		defer cancel()
		if err := store.Check(ctx); err != nil {
			http.Error(w, "database not reachable", http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, "ok")
	})
}
