// Server is the contract of bakeoff on net/http and GORM.
//
//	server           serves until it is told to stop
//	server migrate   brings the database to the newest schema
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"bakeoff/go/internal/config"
	"bakeoff/go/internal/postgres"
	"bakeoff/go/internal/upstream"
)

const (
	// gcPercent lets the heap grow to 16 MB before a collection. The live heap is 1 to 3 MB,
	// and with the default of 100 the service would collect each 4 MB that it allocates.
	gcPercent = 400
	// headerTimeout bounds how long a client may take to send the header of a request.
	headerTimeout = 10 * time.Second
	// idleTimeout is how long a keep-alive connection without requests is held.
	idleTimeout = 2 * time.Minute
	// shutdownTimeout is how long requests in flight may take to finish.
	shutdownTimeout = 9 * time.Second
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Getenv, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "server:", err)
		os.Exit(1)
	}
}

// run is main without globals.
func run(ctx context.Context, args []string, getenv func(string) string, stdout io.Writer) error {
	log := slog.New(slog.NewJSONHandler(stdout, nil))
	switch {
	case len(args) == 0:
		cfg, err := config.Load(getenv)
		if err != nil {
			return err
		}
		return serve(ctx, cfg, log)
	case len(args) == 1 && args[0] == "migrate":
		url, err := config.DatabaseURL(getenv)
		if err != nil {
			return err
		}
		return postgres.Migrate(ctx, url, log)
	default:
		return fmt.Errorf("unknown arguments %q: want none or migrate", args)
	}
}

// serve answers requests until ctx is done, then lets those in flight finish.
func serve(ctx context.Context, cfg config.Config, log *slog.Logger) error {
	runtime.GOMAXPROCS(cfg.Workers)
	debug.SetGCPercent(gcPercent)

	store, err := postgres.Open(cfg.DatabaseURL, cfg.PoolSize)
	if err != nil {
		return err
	}
	defer store.Close()

	server := &http.Server{
		Handler:           newHandler(log, store, upstream.New(cfg.UpstreamURL)),
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	listener, err := net.Listen("tcp", cfg.Address)
	if err != nil {
		return err
	}
	log.Info("listening", "address", cfg.Address, "workers", cfg.Workers, "pool", cfg.PoolSize)
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
