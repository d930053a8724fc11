package main

// closedLoop: each connection sends its next request when it has its answer.
//
// The server sets the pace: while it stalls, no requests are sent that would feel
// the stall. That is right for throughput and cost at saturation and wrong for
// latency (Schroeder et al., NSDI 2006; Tene's "coordinated omission").
type closedLoop struct {
	w       *worker
	waiting []retry // connections to be opened again
	next    int64   // the earliest of them
	losses  []int   // by slot: sockets in a row that brought no answer
	begun   bool
}

type retry struct {
	c  *conn
	at int64
}

// A server that refuses is asked again after 1 ms, 2 ms, 4 ms ... 256 ms.
const (
	firstBackOff = 1_000_000
	backOffSteps = 8
)

func newClosedLoop(w *worker, connections int, start int64) *closedLoop {
	l := &closedLoop{w: w, next: start, losses: make([]int, connections)}
	for range connections {
		l.waiting = append(l.waiting, retry{w.addConn(), start})
	}
	return l
}

func (l *closedLoop) due() int64 { return l.next }

// tick opens the connections whose time has come.
func (l *closedLoop) tick(now int64) {
	if !l.begun {
		l.begun = true
		l.w.begin(now)
	}
	list := l.waiting
	l.waiting, l.next = l.waiting[:0], never
	if !l.mayStart(now) {
		return
	}
	for _, r := range list {
		if r.at <= now {
			err := l.w.connect(r.c, now)
			if err == nil {
				continue
			}
			l.w.noConnection(err, now)
			r.at = now + l.backOff(r.c)
		}
		l.waiting = append(l.waiting, r)
		l.next = min(l.next, r.at)
	}
}

func (l *closedLoop) mayStart(now int64) bool { return now < l.w.stopAt && l.w.quota > 0 }

// ready also starts the block's time anew at the first request: connecting is no
// part of it.
func (l *closedLoop) ready(c *conn, now int64) {
	if l.w.tally.firstSend == never {
		l.w.begin(now)
	}
	if l.mayStart(now) {
		l.w.quota--
		l.w.send(c, l.w.mix.draw(), now, now)
	}
}

func (l *closedLoop) lost(c *conn, now int64, refused bool) {
	at := now
	if refused || c.served == 0 {
		at += l.backOff(c)
	} else {
		l.losses[c.slot] = 0
	}
	l.waiting = append(l.waiting, retry{c, at})
	l.next = min(l.next, at)
}

func (l *closedLoop) backOff(c *conn) int64 {
	step := min(l.losses[c.slot], backOffSteps)
	l.losses[c.slot]++
	return firstBackOff << step
}

func (l *closedLoop) again(now int64) {
	if len(l.waiting) > 0 {
		l.next = now
	}
	for _, c := range l.w.conns {
		if c.state == free {
			l.ready(c, now)
		}
	}
}

func (l *closedLoop) over(now int64) bool { return !l.mayStart(now) }

func (l *closedLoop) abandon(int64) {}
