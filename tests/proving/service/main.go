// Command server answers /plaintext, /json and /healthz and burns a known amount of CPU
// for each request, in the ways that mislead a naive laboratory. It proves bakeoff's lab.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "worker" {
		serveWorker()
		return
	}
	cost := flag.Duration("burn", 0, "CPU time that each request burns")
	way := flag.String("way", "inside", "inside | restless | child | after | falling | rising | pausing")
	flag.Parse()

	burner, err := newBurner(*way, *cost)
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{
		Addr:    net.JoinHostPort(os.Getenv("HOST"), os.Getenv("PORT")),
		Handler: routes(burner),
	}
	ended, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	go func() {
		<-ended.Done()
		patience, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = server.Shutdown(patience)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
}

func routes(burner burner) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
	})
	mux.HandleFunc("GET /plaintext", func(w http.ResponseWriter, _ *http.Request) {
		burner.burn()
		w.Header().Set("Server", "proving")
		w.Header().Set("Content-Type", "text/plain")
		_, _ = w.Write([]byte("Hello, World!"))
	})
	mux.HandleFunc("GET /json", func(w http.ResponseWriter, _ *http.Request) {
		burner.burn()
		w.Header().Set("Server", "proving")
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"message": "Hello, World!"})
	})
	return mux
}
