package main

import (
	"errors"
	"fmt"
	"net"
	"sync"
	"syscall"
	"time"
)

// idleAtOnce is how many idle connections are set up at the same time.
const idleAtOnce = 32

// holdIdle opens connections that are kept through the block, each after one
// request (the first of the mix), as a client between two requests would be.
func holdIdle(p *plan, out *wire) ([]net.Conn, error) {
	held := make([]net.Conn, p.IdleConnections)
	faults := make(chan error, len(held))
	places := make(chan int)
	var done sync.WaitGroup
	for range min(idleAtOnce, len(held)) {
		done.Go(func() {
			for i := range places {
				c, err := oneRequest(p, out)
				if err != nil {
					faults <- err
					continue
				}
				held[i] = c
			}
		})
	}
	for i := range held {
		places <- i
	}
	close(places)
	done.Wait()
	if len(faults) > 0 {
		releaseIdle(held)
		return nil, &planError{"idle_connections", fmt.Sprintf("%d that failed (%v)", len(faults), <-faults),
			fmt.Sprintf("%d connections that %s keeps open", len(held), p.Target)}
	}
	return held, nil
}

// oneRequest sends a request on a new connection and leaves the connection open.
func oneRequest(p *plan, out *wire) (net.Conn, error) {
	deadline := time.Now().Add(time.Duration(seconds(p.TimeoutS)))
	c, err := (&net.Dialer{Deadline: deadline}).Dial("tcp", p.Target)
	if err != nil {
		return nil, err
	}
	if err = exchange(c, out, deadline); err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

func exchange(c net.Conn, out *wire, deadline time.Time) error {
	_ = c.SetDeadline(deadline)
	if _, err := c.Write(out.bytes); err != nil {
		return err
	}
	var answer response
	answer.begin(out.head, 0, false)
	buffer := make([]byte, 4096)
	for answer.phase != complete {
		n, err := c.Read(buffer)
		if _, wrong := answer.feed(buffer[:n]); wrong != nil {
			return wrong
		}
		if err != nil && answer.phase != complete {
			return fmt.Errorf("%s: %w", out.label, err)
		}
	}
	if answer.closes() {
		return errors.New("the server closes the connection after one answer")
	}
	return nil
}

// releaseIdle closes the idle connections and returns how many the server had
// kept open until now.
func releaseIdle(held []net.Conn) int {
	open := 0
	for _, c := range held {
		if c == nil {
			continue
		}
		if isOpen(c) {
			open++
		}
		_ = c.Close()
	}
	return open
}

// isOpen looks, without waiting, for the end of the connection.
func isOpen(c net.Conn) bool {
	raw, err := c.(syscall.Conn).SyscallConn()
	if err != nil {
		return false
	}
	_ = raw.Control(func(fd uintptr) {
		_, _, err = syscall.Recvfrom(int(fd), make([]byte, 1), syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
	})
	return err == syscall.EAGAIN
}
