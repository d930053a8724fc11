package main

// tally is what one worker has counted in one block.
type tally struct {
	completed  int64
	errors     [failures]int64
	firstError string
	errorAt    int64 // when the first error came
	firstSend  int64
	lastAnswer int64
	bytesIn    int64
	reconnects int64
	unfinished int64 // begun, and neither answered nor failed when the drain ended
	perRequest []int64
	latencies  *latencies
	late       *startErrors
}

func newTally(requests int) *tally {
	return &tally{errorAt: never, firstSend: never, perRequest: make([]int64, requests),
		latencies: newLatencies(), late: newStartErrors()}
}

// fail counts an error and says whether it is the first, whose sentence is wanted.
func (t *tally) fail(kind failure, now int64) bool {
	t.errors[kind]++
	if t.errorAt != never {
		return false
	}
	t.errorAt = now
	return true
}

// afterLead is a new tally with the faults of the lead-in.
func (t *tally) afterLead() *tally {
	next := newTally(len(t.perRequest))
	next.errors, next.firstError, next.errorAt = t.errors, t.firstError, t.errorAt
	return next
}

func (t *tally) merge(other *tally) {
	t.completed += other.completed
	for i, n := range other.errors {
		t.errors[i] += n
	}
	if other.errorAt < t.errorAt {
		t.errorAt, t.firstError = other.errorAt, other.firstError
	}
	t.firstSend = min(t.firstSend, other.firstSend)
	t.lastAnswer = max(t.lastAnswer, other.lastAnswer)
	t.bytesIn += other.bytesIn
	t.reconnects += other.reconnects
	t.unfinished += other.unfinished
	for i, n := range other.perRequest {
		t.perRequest[i] += n
	}
	t.latencies.merge(other.latencies)
	t.late.counts.Merge(other.late.counts)
}
