package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// plan is one block of load as it stands on a line of standard input.
type plan struct {
	ID              string    `json:"id"`
	Target          string    `json:"target"`
	DurationS       float64   `json:"duration_s"`
	LeadS           float64   `json:"lead_s"`
	MaxRequests     int64     `json:"max_requests"`
	Load            load      `json:"load"`
	Requests        []request `json:"requests"`
	Samples         int       `json:"samples"`
	TimeoutS        float64   `json:"timeout_s"`
	DrainS          float64   `json:"drain_s"`
	Seed            uint64    `json:"seed"`
	IdleConnections int       `json:"idle_connections"`

	address *net.TCPAddr
}

// load is the shape of the load: closed (N connections, each waits for its
// answer) or open (requests start at a rate, whatever the answers do).
type load struct {
	Shape          string  `json:"shape"`
	Connections    int     `json:"connections"`
	Rate           float64 `json:"rate"`
	Arrivals       string  `json:"arrivals"`
	MaxConnections int     `json:"max_connections"`
}

// request is one entry of the weighted mix.
type request struct {
	Weight  *float64          `json:"weight"`
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	Expect  expect            `json:"expect"`
}

// Limits that keep a typing error from taking the machine down.
const (
	maxDurationS   = 3600
	maxTimeoutS    = histogramMaxUS / 1e6 // a timeout must fit into the histogram
	maxConnections = 60_000
	maxRate        = 1e6
	maxSamples     = 1000
)

// planError says which key of a plan is wrong, what was found and what is wanted.
type planError struct {
	key    string
	found  any
	wanted string
}

func (e *planError) Error() string {
	return fmt.Sprintf("%s: found %v, wanted %s", e.key, e.found, e.wanted)
}

// parsePlan reads and checks one line. The plan it returns carries the id, where
// one could be read, even with an error.
func parsePlan(line []byte) (*plan, error) {
	p := &plan{TimeoutS: 10, DrainS: 5, Load: load{Arrivals: "constant", MaxConnections: 1024}}
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(p)
	if err == nil && len(bytes.TrimSpace(line[decoder.InputOffset():])) > 0 {
		err = &planError{"plan", "more text after the JSON object", "one object a line"}
	}
	if err != nil {
		var name struct {
			ID string `json:"id"`
		}
		_ = json.Unmarshal(line, &name) // the best that can be had of a broken plan
		return &plan{ID: name.ID}, decodeError(err)
	}
	return p, p.check()
}

// decodeError turns the errors of encoding/json into the one form of ours.
func decodeError(err error) error {
	var wrongType *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &wrongType):
		key := wrongType.Field
		if key == "" {
			key = "plan"
		}
		wanted := map[string]string{"string": "a text", "int": "a whole number", "int64": "a whole number",
			"uint64": "a whole number from 0", "float64": "a number"}[wrongType.Type.String()]
		if wanted == "" {
			wanted = "what docs/loadgen.md shows"
		}
		return &planError{key, "JSON " + wrongType.Value, wanted}
	case errors.As(err, &syntax):
		return &planError{"plan", fmt.Sprintf("broken JSON at byte %d (%v)", syntax.Offset, err), "one JSON object on one line"}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &planError{"plan", "a JSON object cut off", "one JSON object on one line"}
	}
	if _, key, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return &planError{strings.Trim(key, `"`), "an unknown key", "only keys that docs/loadgen.md names"}
	}
	return err
}

func (p *plan) check() error {
	if p.ID == "" {
		return &planError{"id", "nothing", "a text that names the block"}
	}
	address, err := net.ResolveTCPAddr("tcp", p.Target)
	if err != nil || address.IP == nil || address.Port == 0 {
		return &planError{"target", fmt.Sprintf("%q", p.Target), "host:port, such as 127.0.0.1:8080"}
	}
	p.address = address
	if err := within("duration_s", p.DurationS, 0.001, maxDurationS); err != nil {
		return err
	}
	if err := within("lead_s", p.LeadS, 0, maxDurationS); err != nil {
		return err
	}
	if p.LeadS > 0 && p.Load.Shape == "open" {
		return &planError{"lead_s", p.LeadS, "0 for an open loop: only a closed one has a lead-in"}
	}
	if err := within("max_requests", float64(p.MaxRequests), 0, 1e15); err != nil {
		return err
	}
	if err := within("samples", float64(p.Samples), 0, maxSamples); err != nil {
		return err
	}
	if err := within("timeout_s", p.TimeoutS, 0.001, maxTimeoutS); err != nil {
		return err
	}
	if err := within("drain_s", p.DrainS, 0, maxDurationS); err != nil {
		return err
	}
	if err := within("idle_connections", float64(p.IdleConnections), 0, maxConnections); err != nil {
		return err
	}
	if err := p.Load.check(); err != nil {
		return err
	}
	if len(p.Requests) == 0 {
		return &planError{"requests", "an empty list", "at least one request"}
	}
	for i := range p.Requests {
		if err := p.Requests[i].check(fmt.Sprintf("requests[%d]", i)); err != nil {
			return err
		}
	}
	return nil
}

func (l *load) check() error {
	switch l.Shape {
	case "closed":
		return within("load.connections", float64(l.Connections), 1, maxConnections)
	case "open":
		if err := within("load.rate", l.Rate, 0.01, maxRate); err != nil {
			return err
		}
		if l.Arrivals != "constant" && l.Arrivals != "poisson" {
			return &planError{"load.arrivals", fmt.Sprintf("%q", l.Arrivals), `"constant" or "poisson"`}
		}
		return within("load.max_connections", float64(l.MaxConnections), 1, maxConnections)
	}
	return &planError{"load.shape", fmt.Sprintf("%q", l.Shape), `"closed" or "open"`}
}

// check fills in the defaults of a request and refuses what could not be sent as
// one well-formed HTTP/1.1 request.
func (r *request) check(key string) error {
	if r.Weight == nil {
		one := 1.0
		r.Weight = &one
	}
	if err := within(key+".weight", *r.Weight, 1e-6, 1e9); err != nil {
		return err
	}
	if r.Method == "" {
		r.Method = "GET"
	}
	if !isToken(r.Method) || r.Method == "CONNECT" {
		return &planError{key + ".method", fmt.Sprintf("%q", r.Method), "an HTTP method other than CONNECT"}
	}
	if !strings.HasPrefix(r.Path, "/") || strings.ContainsFunc(r.Path, func(c rune) bool { return c <= ' ' || c == 0x7f }) {
		return &planError{key + ".path", fmt.Sprintf("%q", r.Path), "a path that begins with / and has no blanks"}
	}
	for name, value := range r.Headers {
		switch {
		case !isToken(name):
			return &planError{key + ".headers", fmt.Sprintf("the name %q", name), "a header name"}
		case strings.EqualFold(name, "Content-Length"), strings.EqualFold(name, "Transfer-Encoding"), strings.EqualFold(name, "Expect"):
			return &planError{key + ".headers", name, "no such header: the generator frames the body itself"}
		case strings.ContainsAny(value, "\r\n\x00"):
			return &planError{key + ".headers." + name, fmt.Sprintf("%q", value), "one line of text"}
		}
	}
	return r.Expect.check(key + ".expect")
}

func within(key string, found, low, high float64) error {
	if found >= low && found <= high { // false for NaN too
		return nil
	}
	return &planError{key, found, fmt.Sprintf("a number from %v to %v", low, high)}
}

func isToken(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool {
		return c <= ' ' || c >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c)
	})
}

func seconds(s float64) int64 { return int64(s * float64(time.Second)) }
