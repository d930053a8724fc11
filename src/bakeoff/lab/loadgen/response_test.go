package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// answers are legal and illegal answers; wantErr is a part of the protocol error,
// "cut" stands for an answer that is not complete when the connection ends.
var answers = []struct {
	name    string
	raw     string
	toHead  bool
	status  int
	body    string
	closes  bool
	wantErr string
}{
	{name: "length", raw: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", status: 200, body: "hello"},
	{name: "length zero", raw: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", status: 200},
	{name: "odd case", raw: "HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh:5 \r\n\r\nhello", status: 200, body: "hello"},
	{name: "no reason", raw: "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", status: 200, body: "x"},
	{name: "empty reason", raw: "HTTP/1.1 299 \r\nContent-Length: 1\r\n\r\nx", status: 299, body: "x"},
	{name: "bare line feeds", raw: "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", status: 200, body: "hi"},
	{name: "same length twice", raw: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2, 2\r\n\r\nhi", status: 200, body: "hi"},
	{name: "folded field", raw: "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nhi", status: 200, body: "hi"},
	{name: "empty value", raw: "HTTP/1.1 200 OK\r\nX:\r\nContent-Length: 2\r\n\r\nhi", status: 200, body: "hi"},
	{name: "chunked", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", status: 200, body: "abc0123456789"},
	{name: "chunk extensions", raw: "HTTP/1.1 200 OK\r\ntransfer-encoding:Chunked\r\n\r\n3;a=b;c=\"d e\"\r\nabc\r\n2 \t;x\r\nde\r\n0;last\r\n\r\n", status: 200, body: "abcde"},
	{name: "trailers", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n1\r\na\r\n000\r\nX: y\r\nZ: w\r\n\r\n", status: 200, body: "a"},
	{name: "chunked after another coding", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: , chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", status: 200, body: "a"},
	{name: "chunked and length", raw: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", status: 200, body: "a", closes: true},
	{name: "other coding", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nzzz", status: 200, body: "zzz", closes: true},
	{name: "until close", raw: "HTTP/1.1 200 OK\r\n\r\nall of it", status: 200, body: "all of it", closes: true},
	{name: "until close, nothing", raw: "HTTP/1.1 200 OK\r\n\r\n", status: 200, closes: true},
	{name: "close", raw: "HTTP/1.1 200 OK\r\nConnection: Foo, CLOSE\r\nContent-Length: 1\r\n\r\nx", status: 200, body: "x", closes: true},
	{name: "HTTP/1.0", raw: "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", status: 200, body: "x", closes: true},
	{name: "HTTP/1.0 kept alive", raw: "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx", status: 200, body: "x"},
	{name: "HEAD", raw: "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", toHead: true, status: 200},
	{name: "HEAD chunked", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", toHead: true, status: 200},
	{name: "204", raw: "HTTP/1.1 204 No Content\r\n\r\n", status: 204},
	{name: "304 with a length", raw: "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", status: 304},
	{name: "interim answers", raw: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", status: 200, body: "hi"},

	{name: "chunked HTTP/1.0", raw: "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", wantErr: "HTTP/1.0"},
	{name: "nothing", raw: "", wantErr: "cut"},
	{name: "cut in the head", raw: "HTTP/1.1 200 OK\r\nContent-Le", wantErr: "cut"},
	{name: "cut in the body", raw: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", wantErr: "cut"},
	{name: "cut in a chunk", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", wantErr: "cut"},
	{name: "cut before the last chunk", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n", wantErr: "cut"},
	{name: "cut after the last chunk", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", wantErr: "cut"},
	{name: "not HTTP", raw: "SSH-2.0-OpenSSH\r\n", wantErr: "status line"},
	{name: "HTTP/2", raw: "HTTP/2.0 200 OK\r\n\r\n", wantErr: "status line"},
	{name: "status of two digits", raw: "HTTP/1.1 20 OK\r\n\r\n", wantErr: "status line"},
	{name: "status of four digits", raw: "HTTP/1.1 2000 OK\r\n\r\n", wantErr: "status line"},
	{name: "status 099", raw: "HTTP/1.1 099 OK\r\n\r\n", wantErr: "below 100"},
	{name: "switching", raw: "HTTP/1.1 101 Switching Protocols\r\n\r\n", wantErr: "101"},
	{name: "no colon", raw: "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", wantErr: "colon"},
	{name: "blank before colon", raw: "HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello", wantErr: "colon"},
	{name: "no name", raw: "HTTP/1.1 200 OK\r\n: x\r\n\r\n", wantErr: "colon"},
	{name: "folded at once", raw: "HTTP/1.1 200 OK\r\n x\r\n\r\n", wantErr: "folded"},
	{name: "folded length", raw: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n 6\r\n\r\n", wantErr: "folded"},
	{name: "length no number", raw: "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", wantErr: "Content-Length"},
	{name: "length hexadecimal", raw: "HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n", wantErr: "Content-Length"},
	{name: "length empty", raw: "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n", wantErr: "empty"},
	{name: "length too big", raw: "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", wantErr: "Content-Length"},
	{name: "two lengths", raw: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", wantErr: "different"},
	{name: "chunk no number", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", wantErr: "chunk size"},
	{name: "chunk without size", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n", wantErr: "without a size"},
	{name: "chunk too big", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", wantErr: "2^60"},
	{name: "chunk too long", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n", wantErr: "longer"},
	{name: "endless line", raw: "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", maxLineBytes), wantErr: "256 KiB"},
	{name: "endless head", raw: "HTTP/1.1 200 OK\r\n" + strings.Repeat("X: "+strings.Repeat("x", 1000)+"\r\n", 1100), wantErr: "1 MiB"},
	{name: "endless trailers", raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + strings.Repeat("X: "+strings.Repeat("x", 1000)+"\r\n", 1100), wantErr: "1 MiB"},
}

var errCut = errors.New("cut")

// parse feeds raw in pieces of the given size and returns what is left of it.
func parse(raw []byte, toHead bool, piece int) (*response, []byte, error) {
	r := &response{}
	r.begin(toHead, 1<<30, true)
	for len(raw) > 0 && r.phase != complete {
		n, err := r.feed(raw[:min(piece, len(raw))])
		if err != nil {
			return r, raw, err
		}
		raw = raw[n:]
	}
	if !r.end() {
		return r, raw, errCut
	}
	return r, raw, nil
}

func TestResponse(t *testing.T) {
	for _, a := range answers {
		t.Run(a.name, func(t *testing.T) {
			for _, piece := range []int{1, 2, 3, 7, 64, 1 << 30} {
				r, rest, err := parse([]byte(a.raw), a.toHead, piece)
				if a.wantErr != "" {
					if err == nil || !strings.Contains(err.Error(), a.wantErr) {
						t.Fatalf("pieces of %d: error %v, want one with %q", piece, err, a.wantErr)
					}
					continue
				}
				if err != nil || len(rest) > 0 {
					t.Fatalf("pieces of %d: error %v, %q left over", piece, err, rest)
				}
				if r.status != a.status || string(r.text) != a.body || r.body != int64(len(a.body)) || r.closes() != a.closes {
					t.Fatalf("pieces of %d: %d %q (%d bytes) closes=%v, want %d %q closes=%v",
						piece, r.status, r.text, r.body, r.closes(), a.status, a.body, a.closes)
				}
			}
		})
	}
}

func TestResponseStopsAtItsEnd(t *testing.T) {
	_, rest, err := parse([]byte("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1"), false, 1<<30)
	if err != nil || string(rest) != "HTTP/1.1" {
		t.Fatalf("left over %q, error %v", rest, err)
	}
}

func TestResponseKeepsNoMoreThanAsked(t *testing.T) {
	var r response
	r.begin(false, 3, false)
	if _, err := r.feed([]byte("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")); err != nil {
		t.Fatal(err)
	}
	if string(r.text) != "hel" || r.body != 5 || len(r.fields) != 0 {
		t.Fatalf("kept %q of %d bytes and %q", r.text, r.body, r.fields)
	}
}

// The hot path must not allocate: neither on a whole answer nor on one cut in the
// midst of a line, once the line buffer has grown.
func TestResponseAllocatesNothing(t *testing.T) {
	raw := []byte("HTTP/1.1 200 OK\r\nServer: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
	var r response
	for _, cut := range []int{len(raw), 20, 62} {
		n := testing.AllocsPerRun(100, func() {
			r.begin(false, 0, false)
			_, _ = r.feed(raw[:cut])
			_, _ = r.feed(raw[cut:])
			if r.phase != complete {
				t.Fatal("not complete")
			}
		})
		if n != 0 {
			t.Errorf("cut at %d: %v allocations an answer", cut, n)
		}
	}
}

func BenchmarkResponse(b *testing.B) {
	raw := []byte("HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Mon, 23 Nov 2026 20:27:35 GMT\r\n" +
		"Content-Type: application/json\r\nContent-Length: 25\r\nConnection: keep-alive\r\n\r\n" + `{"id":1,"randomNumber":2}`)
	var r response
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		r.begin(false, 0, false)
		if n, err := r.feed(raw); n != len(raw) || err != nil {
			b.Fatal(n, err)
		}
	}
}

func TestSampleHeaders(t *testing.T) {
	r, _, err := parse([]byte("HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nX-Y:  z \r\n w\r\nset-cookie: b\r\n\r\n\xffok"), false, 5)
	if err != nil {
		t.Fatal(err)
	}
	s := newSample(3, r)
	if s.Request != 3 || s.Headers["set-cookie"] != "a, b" || s.Headers["x-y"] != "z w" || !bytes.Equal([]byte(s.Body), []byte("\xffok")) || s.Bytes != 3 {
		t.Errorf("%+v", s)
	}
}
