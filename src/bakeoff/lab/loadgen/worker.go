package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"syscall"
)

// shape is the difference between the closed and the open loop: when a request
// starts, and on which connection. The worker calls it; it never waits.
type shape interface {
	// due is the moment of the next tick, or never.
	due() int64
	// tick does what is due: starts requests, opens connections.
	tick(now int64)
	// ready is called when a connection is open and has no request in flight.
	ready(c *conn, now int64)
	// lost is called when a connection has been closed, or was not to be had.
	lost(c *conn, now int64, refused bool)
	// over says that no request is waiting and none is to come.
	over(now int64) bool
	// abandon counts the requests that still wait when the drain has ended.
	abandon(now int64)
	// again begins anew on the connections that the lead-in has opened.
	again(now int64)
}

// worker is one thread with its share of the connections: an event loop that
// shares nothing with the others, so that they need no locks.
type worker struct {
	plan     *plan
	wires    []wire
	shape    shape
	poll     *poller
	family   int
	address  syscall.Sockaddr
	conns    []*conn
	buffer   []byte
	tally    *tally
	samples  *reservoir
	mix      *mix
	open     bool
	gate     *gate
	length   int64 // of the lead-in, then of the block
	quota    int64 // requests that may still start
	busy     int
	stopAt   int64 // no request starts from here on
	giveUpAt int64 // end of the drain
	timeout  int64
	sweepAt  int64 // when timeouts are looked for next
}

// sweeps is how many times in a timeout's length timeouts are looked for.
const sweeps = 50

// newWorker makes worker number index of count, whose block begins at start.
func newWorker(p *plan, wires []wire, gate *gate, index, count int, start int64) (*worker, error) {
	poll, err := newPoller()
	if err != nil {
		return nil, fmt.Errorf("epoll: %w", err)
	}
	random := rand.New(rand.NewPCG(p.Seed, uint64(index)))
	w := &worker{plan: p, wires: wires, gate: gate, poll: poll, length: seconds(p.DurationS), buffer: make([]byte, 64<<10),
		tally: newTally(len(wires)), samples: newReservoir(p.Samples, random), mix: newMix(p.Requests, random),
		quota: never, timeout: seconds(p.TimeoutS), sweepAt: start}
	w.family, w.address = socketAddress(p.address)
	if p.LeadS > 0 {
		w.length = seconds(p.LeadS)
	}
	w.begin(start)
	if p.MaxRequests > 0 {
		w.quota = int64(share(int(p.MaxRequests), index, count))
	}
	if p.Load.Shape == "open" {
		w.open = true
		w.shape = newOpenLoop(w, index, count, start)
	} else {
		w.shape = newClosedLoop(w, share(p.Load.Connections, index, count), start)
	}
	return w, nil
}

// begin sets the block's end.
func (w *worker) begin(start int64) {
	w.stopAt = start + w.length
	w.giveUpAt = w.stopAt + seconds(w.plan.DrainS)
}

// share splits n over count workers.
func share(n, index, count int) int { return n*(index+1)/count - n*index/count }

// addConn makes a place for a connection, without a socket yet.
func (w *worker) addConn() *conn {
	c := &conn{slot: int32(len(w.conns)), sample: -1}
	w.conns = append(w.conns, c)
	return c
}

// run carries out the lead-in, if there is one, and the block.
func (w *worker) run(cores coreSet) {
	cores.takeThread()
	defer runtime.UnlockOSThread()
	for again := w.plan.LeadS > 0; again; {
		w.loop()
		var err error
		if again, err = w.gate.pass(); err != nil {
			return
		}
		// What was wrong in the lead-in is wrong all the same; nothing else of it counts.
		w.tally = w.tally.afterLead()
		w.samples.empty()
		if !again {
			w.length = seconds(w.plan.DurationS)
		}
		now := clock()
		w.begin(now)
		w.shape.again(now)
	}
	w.loop()
	w.finishBlock(clock())
}

// loop is the event loop. It ends when nothing is in flight and nothing is to come.
func (w *worker) loop() {
	for {
		now := clock()
		if w.shape.due() <= now {
			w.shape.tick(now)
		}
		if w.sweepAt <= now {
			w.sweep(now)
		}
		if now >= w.giveUpAt || w.busy == 0 && w.shape.over(now) {
			break
		}
		next := min(w.shape.due(), w.sweepAt, w.giveUpAt)
		if now < w.stopAt {
			next = min(next, w.stopAt)
		}
		for _, event := range w.poll.wait(next - clock()) {
			c := w.conns[event.Fd]
			if c.life != event.Pad || c.state == down {
				continue // of a socket that is closed by now
			}
			w.handle(c, event.Events)
			// Between any two answers, so that a burst of them makes no start late.
			if due := w.shape.due(); due != never {
				if now := clock(); due <= now {
					w.shape.tick(now)
				}
			}
		}
	}
}

// book counts a complete answer, right or wrong. One that came after the timeout,
// between two sweeps, is a timeout all the same.
func (w *worker) book(c *conn, now int64) {
	t, out, r := w.tally, &w.wires[c.request], &c.answer
	if now-c.start > w.timeout {
		w.timedOut(c.request)
		return
	}
	t.completed++
	t.perRequest[c.request]++
	t.lastAnswer = now
	t.latencies.record(now - c.start)
	if kind, right := out.expect.verdict(r.status, r.body); !right && t.fail(kind, now) {
		t.firstError = describeAnswer(out.label, r.status, r.body, r.text)
	}
	if c.sample >= 0 {
		w.samples.kept[c.sample] = newSample(c.request, r)
	}
}

// timedOut counts a request without an answer in time, at the timeout's value.
func (w *worker) timedOut(request int) {
	w.tally.latencies.record(w.timeout)
	if w.tally.fail(failedTimeout, clock()) {
		w.tally.firstError = fmt.Sprintf("%s: no answer within %v s", w.wires[request].label, w.plan.TimeoutS)
	}
}

// sweep ends what has waited longer than the timeout.
func (w *worker) sweep(now int64) {
	w.sweepAt = now + max(w.timeout/sweeps, 1_000_000)
	for _, c := range w.conns {
		switch {
		case c.state == busy && now-c.start > w.timeout:
			w.timedOut(c.request)
			w.drop(c, now)
		case c.state == connecting && now-c.opened > w.timeout:
			w.refused(c, fmt.Errorf("not accepted within %v s", w.plan.TimeoutS), now)
		}
	}
}

// finishBlock counts what is left. In an open loop the
// unfinished requests go into the histogram at their age, which their latency
// would have exceeded: left out, they would make the tail look better than it was.
func (w *worker) finishBlock(now int64) {
	for _, c := range w.conns {
		if c.state == busy {
			w.unfinished(c.start, now)
		}
	}
	w.shape.abandon(now)
}

// hangUp closes all connections. It is left until the next block begins: a service's
// work with it must not fall into the CPU time of the block that has just ended.
func (w *worker) hangUp() {
	for _, c := range w.conns {
		w.close(c)
	}
	w.poll.close()
}

func (w *worker) unfinished(start, now int64) {
	w.tally.unfinished++
	if w.open {
		w.tally.latencies.record(now - start)
	}
}
