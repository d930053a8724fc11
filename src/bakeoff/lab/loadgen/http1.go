package main

import (
	"fmt"
	"syscall"
)

// state of a client connection.
type state uint8

const (
	down       state = iota // no socket
	connecting              // begun, not yet accepted
	free                    // open, no request in flight
	busy                    // a request is in flight
)

// conn is a client's HTTP/1.1 connection: a place in the worker's list whose
// socket is opened again when it was closed. One request at a time, no pipelining.
//
// A request that was cut off is counted as an error and never sent again, also
// where RFC 9110 would allow it: a lab wants to see it.
type conn struct {
	fd     int
	slot   int32
	life   int32 // counts the sockets, so that events of an old one are known
	state  state
	opened int64 // when this socket was begun
	before bool  // this place has had an open connection
	served int   // answers on this socket
	unsent []byte

	request int   // index into the mix
	start   int64 // what the latency is counted from
	sample  int   // place in the reservoir, or -1
	answer  response
}

// connect begins a new socket. A failure is reported by the return value only.
func (w *worker) connect(c *conn, now int64) error {
	fd, err := dial(w.family, w.address)
	if err != nil {
		return err
	}
	c.fd, c.state, c.opened, c.served, c.unsent = fd, connecting, now, 0, nil
	c.life++
	if err := w.poll.add(fd, c.slot, c.life); err != nil {
		w.close(c)
		return err
	}
	return nil
}

func (w *worker) close(c *conn) {
	if c.state != down {
		if c.state == busy {
			w.busy--
		}
		_ = syscall.Close(c.fd)
		c.state, c.unsent = down, nil
	}
}

// send starts a request on a free connection; its latency counts from start.
func (w *worker) send(c *conn, request int, start, now int64) {
	out := &w.wires[request]
	c.request, c.start, c.state = request, start, busy
	w.busy++
	c.sample = w.samples.pick()
	keep := 0
	if c.sample >= 0 {
		keep = sampleTextLimit
	} else if w.tally.errorAt == never {
		keep = 4 * excerptLimit // bytes, for so many characters
	}
	c.answer.begin(out.head, keep, c.sample >= 0)
	if w.tally.firstSend == never {
		w.tally.firstSend = now
	}
	c.unsent = out.bytes
	w.flush(c)
}

// flush writes what the socket takes; the rest goes out when it is writable.
// A broken socket is left to the event that tells of it, with its last bytes.
func (w *worker) flush(c *conn) {
	n, _ := write(c.fd, c.unsent)
	c.unsent = c.unsent[n:]
}

// handle deals with what epoll has to say about a connection.
func (w *worker) handle(c *conn, events uint32) {
	if c.state == connecting {
		if err := dialled(c.fd); err != nil {
			w.refused(c, err, clock())
			return
		}
		if events&writable == 0 {
			return
		}
		if c.before {
			w.tally.reconnects++
		}
		c.state, c.before = free, true
		w.shape.ready(c, clock())
	} else if events&writable != 0 && len(c.unsent) > 0 {
		w.flush(c)
	}
	if events&readable != 0 {
		w.receive(c, events&hungUp != 0)
	}
}

// receive reads until the socket is empty: it is watched edge-triggered.
func (w *worker) receive(c *conn, ending bool) {
	for life := c.life; c.life == life && c.state != down; {
		n, errno := read(c.fd, w.buffer)
		if errno == syscall.EAGAIN {
			return
		}
		now := clock()
		if n == 0 {
			w.ended(c, errno, now)
			return
		}
		w.tally.bytesIn += int64(n)
		if c.state != busy { // such as 408 before an idle connection is closed
			w.drop(c, now)
			return
		}
		used, err := c.answer.feed(w.buffer[:n])
		switch {
		case err != nil:
			w.broken(c, err, now)
		case c.answer.phase != complete:
			// A body without end must not keep the loop here.
			if now >= w.giveUpAt {
				return
			}
			if now-c.start > w.timeout {
				w.timedOut(c.request)
				w.drop(c, now)
			}
		case used < n && !c.answer.closes():
			w.broken(c, protocolError(fmt.Sprintf("%d bytes more than the answer", n-used)), now)
		default:
			w.finish(c, ending, now)
		}
		if n < len(w.buffer) && !ending {
			return
		}
	}
}

// finish books a complete answer and gives the connection back, unless it is of no
// more use. Where the server's end of connection came with the answer, unannounced,
// the next request would be lost through no fault of its own.
func (w *worker) finish(c *conn, ending bool, now int64) {
	w.book(c, now)
	c.served++
	if ending || c.answer.closes() || len(c.unsent) > 0 {
		w.drop(c, now)
		return
	}
	w.busy--
	c.state = free
	w.shape.ready(c, now)
}

// ended is called when the server has closed the connection, or reset it.
func (w *worker) ended(c *conn, errno syscall.Errno, now int64) {
	if c.state == busy {
		if errno == 0 && c.answer.end() {
			w.book(c, now)
			c.served++
		} else if w.tally.fail(failedClosed, now) {
			what := "closed"
			if errno != 0 {
				what = "broken (" + errno.Error() + ")"
			}
			if c.answer.started {
				what += fmt.Sprintf(" in the midst of the answer, after %d bytes of its body", c.answer.body)
			} else {
				what += " before an answer"
			}
			w.tally.firstError = fmt.Sprintf("%s: the connection was %s", w.wires[c.request].label, what)
		}
	}
	w.drop(c, now)
}

func (w *worker) broken(c *conn, err error, now int64) {
	if w.tally.fail(failedProtocol, now) {
		w.tally.firstError = fmt.Sprintf("%s: the answer is not HTTP/1.1: %v", w.wires[c.request].label, err)
	}
	w.drop(c, now)
}

// refused is called when no connection came about.
func (w *worker) refused(c *conn, err error, now int64) {
	w.noConnection(err, now)
	w.close(c)
	w.shape.lost(c, now, true)
}

func (w *worker) noConnection(err error, now int64) {
	if w.tally.fail(failedConnect, now) {
		w.tally.firstError = fmt.Sprintf("no connection to %s: %v", w.plan.Target, err)
	}
}

// drop closes the connection; whatever it did has been counted.
func (w *worker) drop(c *conn, now int64) {
	w.close(c)
	w.shape.lost(c, now, false)
}
