package main

import (
	"math/rand/v2"
)

// openLoop: requests start by the clock, whatever the answers do, and latency
// counts from the intended start. A stalled server is thereby charged with every
// request that it kept waiting, also those that could not be sent (Tene).
type openLoop struct {
	w          *worker
	schedule   arrivals
	next       int64          // intended start of the next request
	queue      fifo[intended] // requests without a connection
	free       fifo[*conn]    // oldest first, so that all workers of a service get their share
	spare      []*conn        // places without a socket
	connecting int
	most       int // connections at once
}

// intended is a request that waits for a connection.
type intended struct {
	start   int64
	request int
}

// batch is how many overdue requests start before answers are looked at again, so
// that a rate beyond the generator's means starves neither.
const batch = 64

func newOpenLoop(w *worker, index, count int, start int64) *openLoop {
	random := rand.New(rand.NewPCG(w.plan.Seed^0x6f70656e, uint64(index)))
	l := &openLoop{w: w, most: max(share(w.plan.Load.MaxConnections, index, count), 1),
		schedule: newArrivals(&w.plan.Load, index, count, start, random)}
	l.advance()
	return l
}

// advance moves on to the next intended start; there is none at or after the end
// of the block. Starts before it are made even if the generator is late.
func (l *openLoop) advance() {
	l.next = l.schedule.next()
	if l.next >= l.w.stopAt || l.w.quota <= 0 {
		l.next = never
	}
}

func (l *openLoop) due() int64 {
	if l.queue.len() > 0 {
		return min(l.next, l.queue.first().start+l.w.timeout)
	}
	return l.next
}

func (l *openLoop) tick(now int64) {
	for n := 0; l.next <= now && n < batch; n++ {
		if n > 0 {
			now = clock()
		}
		l.arrive(l.next, now)
		l.w.quota--
		l.advance()
	}
	for l.queue.len() > 0 && now-l.queue.first().start > l.w.timeout {
		l.w.timedOut(l.queue.pop().request)
	}
	l.grow(now)
}

// arrive starts a request on a free connection or lets it wait for one.
func (l *openLoop) arrive(start, now int64) {
	l.w.tally.late.record(now - start) // the generator's own error, whether or not there is a connection
	request := l.w.mix.draw()
	for l.free.len() > 0 {
		if c := l.free.pop(); c.state == free {
			l.w.send(c, request, start, now)
			return
		}
	}
	l.queue.push(intended{start, request})
}

// grow opens a connection for each waiting request, as far as they may be. One that
// fails takes the request that has waited longest with it: no request asks twice,
// so that a server that refuses is not asked faster than the rate.
func (l *openLoop) grow(now int64) {
	for l.queue.len() > l.connecting && len(l.w.conns)-len(l.spare) < l.most {
		c := l.place()
		if err := l.w.connect(c, now); err != nil {
			l.w.noConnection(err, now)
			l.spare = append(l.spare, c)
			l.queue.pop()
			continue
		}
		l.connecting++
	}
}

func (l *openLoop) place() *conn {
	last := len(l.spare) - 1
	if last < 0 {
		return l.w.addConn()
	}
	c := l.spare[last]
	l.spare = l.spare[:last]
	return c
}

func (l *openLoop) ready(c *conn, now int64) {
	if c.served == 0 {
		l.connecting--
	}
	if l.queue.len() == 0 {
		l.free.push(c)
		return
	}
	next := l.queue.pop()
	l.w.send(c, next.request, next.start, now)
}

func (l *openLoop) lost(c *conn, now int64, refused bool) {
	l.spare = append(l.spare, c)
	if refused {
		l.connecting--
		if l.queue.len() > 0 {
			l.queue.pop()
		}
	}
	l.grow(now)
}

func (l *openLoop) again(int64) {} // it has no lead-in

func (l *openLoop) over(int64) bool { return l.next == never && l.queue.len() == 0 }

// abandon also counts what a generator short of CPU never came to start.
func (l *openLoop) abandon(now int64) {
	for ; l.next != never; l.advance() {
		l.w.tally.late.record(now - l.next)
		l.w.unfinished(l.next, now)
		l.w.quota--
	}
	for l.queue.len() > 0 {
		l.w.unfinished(l.queue.pop().start, now)
	}
}

// fifo is a queue that reuses its memory.
type fifo[T any] struct {
	items []T
	head  int
}

func (q *fifo[T]) len() int { return len(q.items) - q.head }

func (q *fifo[T]) first() T { return q.items[q.head] }

func (q *fifo[T]) push(item T) {
	if q.head > 64 && q.head > len(q.items)/2 {
		q.items = q.items[:copy(q.items, q.items[q.head:])]
		q.head = 0
	}
	q.items = append(q.items, item)
}

func (q *fifo[T]) pop() T {
	item := q.items[q.head]
	q.head++
	return item
}
