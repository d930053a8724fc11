package main

import (
	"log/slog"
	"net/http"
	"os"

	"bakeoff/go/internal/driver"
	"bakeoff/go/internal/postgres"
	"bakeoff/go/internal/web"
)

// newHandler returns the handler of all routes, with those on the bare driver below /driver where
// DRIVER_ROUTES asks for them, to measure what the ORM costs.
func newHandler(log *slog.Logger, store *postgres.Store, quotes web.Upstream) http.Handler {
	handler := web.NewHandler(log, store, quotes)
	if os.Getenv("DRIVER_ROUTES") == "" {
		return handler
	}
	return driver.Mount(handler, web.NewHandler(log, driver.New(store), quotes))
}
