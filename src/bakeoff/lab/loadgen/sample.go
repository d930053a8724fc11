package main

import (
	"math/rand/v2"
	"strings"
)

// sampleTextLimit is how much of a sampled body is kept; "bytes" tells its length.
const sampleTextLimit = 1 << 20

// sample is one answer, kept whole for a look at its content.
type sample struct {
	Request int               `json:"request"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	Bytes   int64             `json:"bytes"`
}

func newSample(request int, r *response) *sample {
	s := &sample{request, r.status, map[string]string{}, string(r.text), r.body}
	last := ""
	for line := range strings.Lines(string(r.fields)) {
		line = strings.TrimSuffix(line, "\n")
		name, value, _ := strings.Cut(line, ":")
		if line[0] == ' ' || line[0] == '\t' { // folded: more of the field before
			s.Headers[last] += " " + strings.TrimSpace(line)
			continue
		}
		last = strings.ToLower(name)
		if before, twice := s.Headers[last]; twice {
			value = before + ", " + strings.TrimSpace(value)
		}
		s.Headers[last] = strings.TrimSpace(value)
	}
	return s
}

// reservoir keeps a uniform random sample of a stream of unknown length
// (Vitter 1985, algorithm R).
type reservoir struct {
	random *rand.Rand
	kept   []*sample
	seen   int
}

func newReservoir(size int, random *rand.Rand) *reservoir {
	return &reservoir{random: random, kept: make([]*sample, size)}
}

// empty forgets all that was seen.
func (r *reservoir) empty() {
	clear(r.kept)
	r.seen = 0
}

// pick decides whether the next request's answer is to be kept, and where; -1 for
// no. It decides before the answer comes, so that only those few are copied.
func (r *reservoir) pick() int {
	if len(r.kept) == 0 {
		return -1
	}
	r.seen++
	if r.seen <= len(r.kept) {
		return r.seen - 1
	}
	if slot := r.random.IntN(r.seen); slot < len(r.kept) {
		return slot
	}
	return -1
}

// mergeSamples draws a uniform sample of the union of what the workers saw: each
// place goes to a worker with the chance of its share of what is left.
func mergeSamples(size int, workers []*reservoir, random *rand.Rand) []*sample {
	left, total := make([]int, len(workers)), 0
	for i, w := range workers {
		random.Shuffle(len(w.kept), func(a, b int) { w.kept[a], w.kept[b] = w.kept[b], w.kept[a] })
		left[i] = w.seen
		total += w.seen
	}
	merged, next := []*sample{}, make([]int, len(workers))
	for ; size > 0 && total > 0; size, total = size-1, total-1 {
		x, i := random.IntN(total), 0
		for x >= left[i] {
			x -= left[i]
			i++
		}
		left[i]--
		// A place whose answer never came is empty.
		for next[i] < len(workers[i].kept) {
			s := workers[i].kept[next[i]]
			next[i]++
			if s != nil {
				merged = append(merged, s)
				break
			}
		}
	}
	return merged
}
