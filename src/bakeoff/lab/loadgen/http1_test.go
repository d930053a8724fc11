package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func send(c net.Conn, text string) { _, _ = io.WriteString(c, text) }

func respond(w http.ResponseWriter, text string) { _, _ = io.WriteString(w, text) }

const okAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

// Legal servers, however odd: every request is answered and none is an error.
func TestLegalServers(t *testing.T) {
	big := strings.Repeat("0123456789", 300_000)
	tests := []struct {
		name       string
		handler    http.HandlerFunc
		raw        func(net.Conn)
		plan       settings
		bytes      int64
		reconnects bool
	}{
		{name: "net/http", handler: func(w http.ResponseWriter, _ *http.Request) { respond(w, "ok") }, bytes: 2},
		{name: "chunked with trailers", bytes: 6, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Trailer", "X-Sum")
			respond(w, "one")
			w.(http.Flusher).Flush()
			respond(w, "two")
			w.Header().Set("X-Sum", "6")
		}},
		{name: "early hints", bytes: 2, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Link", "</a>")
			w.WriteHeader(http.StatusEarlyHints)
			respond(w, "ok")
		}},
		{name: "big body", bytes: 3_000_000, handler: func(w http.ResponseWriter, _ *http.Request) { respond(w, big) }},
		{name: "big request", bytes: 2, plan: settings{"requests": []settings{{"method": "POST", "path": "/", "body": big}}},
			handler: func(w http.ResponseWriter, r *http.Request) {
				if body, _ := io.ReadAll(r.Body); string(body) == big {
					respond(w, "ok")
				}
			}},
		{name: "answer before the request is in", bytes: 2, reconnects: true,
			plan:    settings{"requests": []settings{{"method": "POST", "path": "/", "body": strings.Repeat(big, 3)}}},
			handler: func(w http.ResponseWriter, _ *http.Request) { respond(w, "ok") }},
		{name: "HEAD", plan: settings{"requests": []settings{{"method": "HEAD", "path": "/"}}},
			handler: func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "2000") }},
		{name: "204", handler: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }, plan: settings{"requests": []settings{{"path": "/"}}}},
		{name: "304", handler: func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304) }, plan: settings{"requests": []settings{{"path": "/"}}}},
		{name: "Connection: close", bytes: 2, reconnects: true, handler: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Connection", "close")
			respond(w, "ok")
		}},
		{name: "HTTP/1.0 until close", bytes: 4, reconnects: true, raw: func(c net.Conn) {
			if readRequest(c) {
				send(c, "HTTP/1.0 200 OK\r\n\r\nbody")
			}
		}},
		{name: "HTTP/1.0 kept alive", bytes: 2, raw: func(c net.Conn) {
			for readRequest(c) {
				send(c, "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok")
			}
		}},
		{name: "byte by byte", bytes: 2, raw: func(c net.Conn) {
			for readRequest(c) {
				for i := range okAnswer {
					send(c, okAnswer[i:i+1])
				}
			}
		}},
		{name: "lower case and blanks", bytes: 2, raw: func(c net.Conn) {
			for readRequest(c) {
				send(c, "HTTP/1.1 200 \r\ncontent-length:   2  \r\n\r\nok")
			}
		}},
		{name: "closes idle connections with 408", bytes: 2, plan: settings{"load": settings{"shape": "open", "rate": 20, "max_connections": 4}}, reconnects: true,
			raw: func(c net.Conn) {
				if readRequest(c) {
					send(c, okAnswer)
					time.Sleep(10 * time.Millisecond)
					send(c, "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
				}
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			target := ""
			if tt.handler != nil {
				target = serveHTTP(t, tt.handler)
			} else {
				target = serveRaw(t, tt.raw)
			}
			r := tt.plan.run(t, target)
			r.clean(t)
			if (r.Reconnects > 0) != tt.reconnects {
				t.Errorf("%d reconnects for %d answers", r.Reconnects, r.Completed)
			}
			if len(r.Samples) == 0 || r.Samples[0].Bytes != tt.bytes {
				t.Errorf("samples %+v, want %d bytes", r.Samples, tt.bytes)
			}
		})
	}
}

// Faults: each is counted under its kind, and the first one told in a sentence.
func TestFaults(t *testing.T) {
	once := func(text string) func(net.Conn) {
		return func(c net.Conn) {
			for readRequest(c) {
				send(c, text)
			}
		}
	}
	tests := []struct {
		name string
		raw  func(net.Conn)
		plan settings
		kind string
		want string
	}{
		{"status", once("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nboom"), nil, "status", "GET / answered 500 (4 bytes: boom)"},
		{"length", once(okAnswer), settings{"requests": []settings{{"path": "/", "expect": settings{"status": 200, "min_bytes": 3}}}}, "length", "GET / answered 200 (2 bytes: ok)"},
		{"protocol", once("hello?\r\n"), nil, "protocol", "GET /: the answer is not HTTP/1.1: no HTTP/1.x status line"},
		{"more than the answer", once(okAnswer + "!"), nil, "protocol", "GET /: the answer is not HTTP/1.1: 1 bytes more than the answer"},
		{"closed", func(c net.Conn) { readRequest(c) }, nil, "closed", "GET /: the connection was closed before an answer"},
		{"closed within", func(c net.Conn) {
			readRequest(c)
			send(c, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
		}, nil, "closed", "GET /: the connection was closed in the midst of the answer, after 3 bytes of its body"},
		{"reset", func(c net.Conn) { _ = c.(*net.TCPConn).SetLinger(0); readRequest(c) }, nil, "closed", "GET /: the connection was broken (connection reset by peer) before an answer"},
		{"body without end", func(c net.Conn) {
			readRequest(c)
			send(c, "HTTP/1.1 200 OK\r\n\r\n")
			for _, err := c.Write(make([]byte, 1<<20)); err == nil; {
				_, err = c.Write(make([]byte, 1<<20))
			}
		}, settings{"timeout_s": 0.1}, "timeout", "GET /: no answer within 0.1 s"},
		{"timeout", func(c net.Conn) { readRequest(c); readRequest(c) }, settings{"timeout_s": 0.1}, "timeout", "GET /: no answer within 0.1 s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := tt.plan.run(t, serveRaw(t, tt.raw))
			r.onlyErrors(t, tt.kind)
			if r.Errors[tt.kind] == 0 || r.FirstError != tt.want {
				t.Errorf("%d errors of kind %s, first %q, want %q", r.Errors[tt.kind], tt.kind, r.FirstError, tt.want)
			}
			if wrong := r.Errors["status"] + r.Errors["length"]; r.Wrong != wrong || wrong > 0 && r.Completed != wrong {
				t.Errorf("%d wrong and %d completed, %d counted", r.Wrong, r.Completed, wrong)
			}
		})
	}
}

// A connection that the server closed without saying so, together with the last
// answer, costs no request.
func TestAnswerAndEndAtOnce(t *testing.T) {
	r := settings{}.run(t, serveRaw(t, func(c net.Conn) {
		if readRequest(c) {
			send(c, okAnswer)
		}
	}))
	if lost := r.Errors["closed"]; r.Completed < 10 || lost > r.Completed {
		t.Errorf("%d completed, %d lost: %s", r.Completed, lost, r.FirstError)
	}
	r.onlyErrors(t, "closed")
}

// A server that refuses, or hangs up at once, is asked with growing pauses.
func TestNeverSpins(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	refusing := listener.Addr().String()
	_ = listener.Close()
	for name, target := range map[string]string{"refused": refusing, "hung up": serveRaw(t, func(net.Conn) {})} {
		r := settings{"load": closed(2), "duration_s": 1}.run(t, target)
		if n := r.Errors["connect"] + r.Errors["closed"]; r.Completed != 0 || n < 4 || n > 30 || r.CPUS > 0.2 {
			t.Errorf("%s: %d attempts in 1 s, %v s of CPU", name, n, r.CPUS)
		}
	}
	r := settings{"load": openAt(100)}.run(t, refusing)
	if r.Errors["connect"] != 30 || r.Completed != 0 || r.TimedOutAtEnd != 0 ||
		!strings.HasPrefix(r.FirstError, "no connection to 127.0.0.1:") {
		t.Errorf("open loop: %+v", r)
	}
}

func TestServerThatComesBack(t *testing.T) {
	var seen atomic.Int64
	r := settings{"duration_s": 0.5}.run(t, serveRaw(t, func(c net.Conn) {
		if seen.Add(1) > 8 { // the first eight connections are hung up on
			for readRequest(c) {
				send(c, okAnswer)
			}
		}
	}))
	r.onlyErrors(t, "closed")
	if r.Completed < 50 || r.Errors["closed"] != 8 || r.Reconnects != 8 {
		t.Errorf("%d completed, %d lost, %d reconnects", r.Completed, r.Errors["closed"], r.Reconnects)
	}
}

func TestIPv6(t *testing.T) {
	listener, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Skip("no IPv6 here")
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Host) })}
	go func() { _ = server.Serve(listener) }()
	defer func() { _ = server.Close() }()
	r := settings{}.run(t, listener.Addr().String())
	r.clean(t)
	if r.Samples[0].Body != listener.Addr().String() {
		t.Errorf("Host was %s", r.Samples[0].Body)
	}
}
