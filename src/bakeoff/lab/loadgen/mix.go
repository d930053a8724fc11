package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// wire is a request as it goes out: rendered once, sent many times.
type wire struct {
	bytes  []byte
	label  string // "GET /db", for sentences
	head   bool   // an answer to HEAD has no body, whatever its headers say
	expect expect
}

// render writes the request as HTTP/1.1. Headers go out sorted by name, so that a
// plan always makes the same bytes.
func (r *request) render(target string) wire {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s %s HTTP/1.1\r\n", r.Method, r.Path)
	hasHost := false
	for name := range r.Headers {
		hasHost = hasHost || strings.EqualFold(name, "Host")
	}
	if !hasHost {
		fmt.Fprintf(&out, "Host: %s\r\n", target)
	}
	for _, name := range slices.Sorted(maps.Keys(r.Headers)) {
		fmt.Fprintf(&out, "%s: %s\r\n", name, r.Headers[name])
	}
	if r.Body != "" || r.Method == "POST" || r.Method == "PUT" || r.Method == "PATCH" {
		fmt.Fprintf(&out, "Content-Length: %d\r\n", len(r.Body))
	}
	out.WriteString("\r\n")
	out.WriteString(r.Body)
	return wire{out.Bytes(), r.Method + " " + r.Path, r.Method == "HEAD", r.Expect}
}

func renderAll(p *plan) []wire {
	wires := make([]wire, len(p.Requests))
	for i := range p.Requests {
		wires[i] = p.Requests[i].render(p.Target)
	}
	return wires
}

// mix draws requests by weight.
type mix struct {
	random     *rand.Rand
	cumulative []float64
}

func newMix(requests []request, random *rand.Rand) *mix {
	m := &mix{random: random}
	total := 0.0
	for i := range requests {
		total += *requests[i].Weight
		m.cumulative = append(m.cumulative, total)
	}
	return m
}

// draw returns the index of the next request.
func (m *mix) draw() int {
	last := len(m.cumulative) - 1
	if last == 0 {
		return 0
	}
	x := m.random.Float64() * m.cumulative[last]
	for i, upTo := range m.cumulative[:last] {
		if x < upTo {
			return i
		}
	}
	return last
}
