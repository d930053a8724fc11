// Command upstream is the other service that /upstream of the contract asks: it answers each
// quote after a fixed delay. Its texts carry a nonce, so that nobody can know them beforehand.
//
// Environment: HOST, PORT (0: any), DELAY_MS (50), NONCE. It prints {"port":N} once it listens
// and ends at once on SIGTERM.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, os.Getenv); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, getenv func(string) string) error {
	delay := 50 * time.Millisecond
	if text := getenv("DELAY_MS"); text != "" {
		millis, err := strconv.Atoi(text)
		if err != nil || millis < 0 {
			return fmt.Errorf("DELAY_MS is %q; it must be a number of milliseconds", text)
		}
		delay = time.Duration(millis) * time.Millisecond
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(getenv("HOST"), getenv("PORT")))
	if err != nil {
		return err
	}
	fmt.Printf("{\"port\":%d}\n", listener.Addr().(*net.TCPAddr).Port)

	server := &http.Server{Handler: routes(newBook(getenv("NONCE"), delay))}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}
