package main

import (
	"syscall"
	"testing"
	"time"
)

func TestPoller(t *testing.T) {
	for name, coarse := range map[string]bool{"fine": false, "coarse": true} {
		t.Run(name, func(t *testing.T) {
			p, err := newPoller()
			if err != nil {
				t.Fatal(err)
			}
			defer p.close()
			p.coarse = coarse
			pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK, 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := p.add(pair[0], 7, 9); err != nil {
				t.Fatal(err)
			}
			p.wait(0) // it is writable at once, and edge-triggered: told only now
			begun := time.Now()
			for left := 2500 * time.Microsecond; left > 0; left = 2500*time.Microsecond - time.Since(begun) { // again after a signal
				if events := p.wait(int64(left)); len(events) != 0 {
					t.Fatalf("%+v after %v", events, time.Since(begun))
				}
			}
			if n, errno := write(pair[1], []byte("hello")); n != 5 || errno != 0 {
				t.Fatal(n, errno)
			}
			events := waitFor(p)
			if len(events) != 1 || events[0].Fd != 7 || events[0].Pad != 9 || events[0].Events&readable == 0 {
				t.Fatalf("%+v", events)
			}
			buffer := make([]byte, 10)
			if n, errno := read(pair[0], buffer); n != 5 || errno != 0 {
				t.Error(n, errno)
			}
			if _, errno := read(pair[0], buffer); errno != syscall.EAGAIN {
				t.Error(errno)
			}
			_ = syscall.Close(pair[1])
			if events := waitFor(p); len(events) != 1 || events[0].Events&hungUp == 0 {
				t.Errorf("%+v", events)
			}
			_ = syscall.Close(pair[0])
		})
	}
}

// waitFor waits again when a signal has ended the wait.
func waitFor(p *poller) []syscall.EpollEvent {
	for range 100 {
		if events := p.wait(int64(10 * time.Millisecond)); len(events) > 0 {
			return events
		}
	}
	return nil
}
