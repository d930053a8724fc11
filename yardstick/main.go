// Yardstick is bakeoff's unit of cost: the contract on net/http and pgx alone,
// without framework or ORM. It does what a plain Go program would do, and no more.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

const (
	// headerTimeout bounds how long a client may take to send a request's header.
	headerTimeout = 10 * time.Second
	// idleTimeout is how long an unused keep-alive connection is held.
	idleTimeout = 2 * time.Minute
	// shutdownTimeout leaves a second of the ten that the contract gives.
	shutdownTimeout = 9 * time.Second
)

// config is what the environment says, checked.
type config struct {
	address     string
	databaseURL string
	upstreamURL string
	workers     int
	poolSize    int
}

func main() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Getenv); err != nil {
		slog.Error("yardstick ended", "error", err)
		os.Exit(1)
	}
}

// run serves until ctx is done, then lets the requests in flight finish.
func run(ctx context.Context, getenv func(string) string) error {
	cfg, err := readConfig(getenv)
	if err != nil {
		return err
	}
	runtime.GOMAXPROCS(cfg.workers)

	pool, err := openPool(ctx, cfg.databaseURL, cfg.poolSize)
	if err != nil {
		return err
	}
	defer pool.Close()

	server := &http.Server{
		Addr:              cfg.address,
		Handler:           newHandler(pool, cfg.upstreamURL),
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
	}
	listener, err := net.Listen("tcp", cfg.address)
	if err != nil {
		return err
	}
	slog.Info("listening", "address", cfg.address, "workers", cfg.workers, "pool", cfg.poolSize)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	return server.Shutdown(grace)
}

// readConfig reads the contract's environment and names everything that is wrong with it.
func readConfig(getenv func(string) string) (config, error) {
	var problems []error
	text := func(name string) string {
		value := getenv(name)
		if value == "" {
			problems = append(problems, fmt.Errorf("%s is not set", name))
		}
		return value
	}
	count := func(name string) int {
		value, err := strconv.Atoi(text(name))
		if err != nil || value < 1 {
			problems = append(problems, fmt.Errorf("%s is not a positive number", name))
		}
		return value
	}
	cfg := config{
		address:     net.JoinHostPort(text("HOST"), text("PORT")),
		databaseURL: text("DATABASE_URL"),
		upstreamURL: text("UPSTREAM_URL"),
		workers:     count("WORKERS"),
		poolSize:    count("DB_POOL"),
	}
	return cfg, errors.Join(problems...)
}
