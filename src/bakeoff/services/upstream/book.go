package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// quotes are our own words.
var quotes = []string{
	"Measure twice, optimise once, and measure again.",
	"A queue is a promise to be late.",
	"The fastest query is the one that nobody needs.",
	"Latency is paid by the user, throughput by the owner.",
	"A cache is a lie that is usually true.",
	"What is not tested under load is tested by the customers.",
	"Every timeout is an opinion about patience.",
	"An average hides the one who waits.",
	"Two numbers without intervals are a rumour.",
	"Retries are kind until everyone is kind at once.",
	"A pool too large is a crowd at a narrow door.",
	"Idle is the state in which servers are planned.",
	"A benchmark answers the question that it was asked.",
	"Simple systems fail in simple ways.",
	"The log that nobody reads still costs its writing.",
	"Concurrency is easy to start and hard to end.",
	"Backpressure is politeness between machines.",
	"A tie is a result.",
	"Nothing is as permanent as a default setting.",
	"The slowest part is somebody's favourite.",
}

// A book answers quotes after its delay and counts how many it answers at once.
type book struct {
	delay  time.Duration
	bodies [][]byte

	requests, inFlight, maxInFlight atomic.Int64
}

func newBook(nonce string, delay time.Duration) *book {
	b := &book{delay: delay}
	for i, text := range quotes {
		body, _ := json.Marshal(struct {
			ID   int    `json:"id"`
			Text string `json:"text"`
		}{i + 1, fmt.Sprintf("%s (%s)", text, nonce)})
		b.bodies = append(b.bodies, body)
	}
	return b
}

func routes(b *book) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /quotes/{id}", b.quote)
	mux.HandleFunc("GET /stats", b.stats)
	mux.HandleFunc("POST /stats/reset", b.reset)
	return mux
}

func (b *book) quote(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil || id < 1 || id > len(b.bodies) {
		http.NotFound(w, r)
		return
	}
	b.enter()
	defer b.inFlight.Add(-1)
	time.Sleep(b.delay)
	header := w.Header()
	header["Content-Type"] = []string{"application/json"}
	_, _ = w.Write(b.bodies[id-1])
}

func (b *book) enter() {
	b.requests.Add(1)
	now := b.inFlight.Add(1)
	for most := b.maxInFlight.Load(); now > most; most = b.maxInFlight.Load() {
		if b.maxInFlight.CompareAndSwap(most, now) {
			return
		}
	}
}

func (b *book) stats(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]int64{
		"requests":      b.requests.Load(),
		"in_flight":     b.inFlight.Load(),
		"max_in_flight": b.maxInFlight.Load(),
	})
}

func (b *book) reset(w http.ResponseWriter, _ *http.Request) {
	b.requests.Store(0)
	b.maxInFlight.Store(b.inFlight.Load())
	w.WriteHeader(http.StatusNoContent)
}
