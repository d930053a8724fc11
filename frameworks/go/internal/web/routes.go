// Package web answers the requests of the contract.
package web

import (
	"context"
	"log/slog"
	"net/http"

	"bakeoff/go/internal/postgres"
	"bakeoff/go/internal/upstream"
)

// Store is what the handlers need of the database.
type Store interface {
	World(ctx context.Context) (postgres.World, error)
	Worlds(ctx context.Context, n int) ([]postgres.World, error)
	UpdateWorlds(ctx context.Context, n int) ([]postgres.World, error)
	Fortunes(ctx context.Context) ([]postgres.Fortune, error)
	Check(ctx context.Context) error
}

// Upstream is what the handlers need of the service that has the quotes.
type Upstream interface {
	Quotes(ctx context.Context, n int) ([]upstream.Quote, error)
}

// NewHandler returns the handler of all routes.
func NewHandler(log *slog.Logger, store Store, quotes Upstream) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /plaintext", handlePlaintext())
	mux.Handle("GET /json", handleJSON(log))
	mux.Handle("GET /db", handleWorld(log, store))
	mux.Handle("GET /queries", handleWorlds(log, store.Worlds))
	mux.Handle("GET /updates", handleWorlds(log, store.UpdateWorlds))
	mux.Handle("GET /fortunes", handleFortunes(log, store))
	mux.Handle("GET /upstream", handleQuotes(log, quotes))
	mux.Handle("GET /healthz", handleHealth(store))
	return withServer(mux)
}

// withServer names the server in every answer, also in those of the mux itself.
func withServer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", "Go")
		next.ServeHTTP(w, r)
	})
}
