package main

import "math/rand/v2"

// arrivals is the schedule of an open loop: the intended starts of its requests.
type arrivals interface {
	next() int64
}

// constant spaces the starts evenly. Each is computed from the first, so that
// rounding does not add up. With several workers each takes every step-th.
type constant struct {
	start    int64
	interval float64
	i, step  int64
}

func (a *constant) next() int64 {
	at := a.start + int64(float64(a.i)*a.interval)
	a.i += a.step
	return at
}

// poisson draws exponential gaps: independent users.
type poisson struct {
	at     float64
	mean   float64
	random *rand.Rand
}

func (a *poisson) next() int64 {
	a.at += a.random.ExpFloat64() * a.mean
	return int64(a.at)
}

// newArrivals makes the share of one worker: the sum of independent Poisson
// processes is a Poisson process.
func newArrivals(l *load, index, count int, start int64, random *rand.Rand) arrivals {
	interval := 1e9 / l.Rate
	if l.Arrivals == "poisson" {
		return &poisson{at: float64(start), mean: interval * float64(count), random: random}
	}
	return &constant{start: start, interval: interval, i: int64(index), step: int64(count)}
}
