package web

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
)

// respond answers with value as JSON, or fails if there is an error.
func respond(w http.ResponseWriter, r *http.Request, log *slog.Logger, value any, err error) {
	if err != nil {
		fail(w, r, log, err)
		return
	}
	body, err := json.Marshal(value)
	if err != nil {
		fail(w, r, log, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body) // a client that has gone is no error of ours
}

// fail logs err and answers 500 without telling the client why.
func fail(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	log.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "error", err)
	http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
}

// detached returns the context of r without its cancellation. pgx closes the connection of
// a cancelled query, so a client that hangs up would cost a reconnect, where finishing the
// query takes less than a millisecond.
func detached(r *http.Request) context.Context {
	return context.WithoutCancel(r.Context())
}

// count returns the query parameter name, held between 1 and limit; 1 if it is no integer.
func count(r *http.Request, name string, limit int) int {
	n, err := strconv.Atoi(r.URL.Query().Get(name))
	if err != nil && !errors.Is(err, strconv.ErrRange) { // out of range, n is the nearest int
		return 1
	}
	return min(max(n, 1), limit)
}
