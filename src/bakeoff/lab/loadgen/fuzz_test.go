package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"testing"
)

// FuzzResponse holds the parser against itself, fed in other pieces, and against
// net/http's: what both take for an answer must have the same status and body, and
// what net/http takes for one, ours must too, save for the odd cases below.
func FuzzResponse(f *testing.F) {
	for _, a := range answers {
		if len(a.raw) < 4096 {
			f.Add([]byte(a.raw), a.toHead, uint8(5))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte, toHead bool, piece uint8) {
		whole, rest, err := parse(raw, toHead, 1<<30)
		other, otherRest, otherErr := parse(raw, toHead, int(piece)+1)
		if (err == nil) != (otherErr == nil) || err == nil && (len(rest) != len(otherRest) || !sameAnswer(whole, other)) {
			t.Fatalf("whole: %v %+v\nin pieces of %d: %v %+v", err, whole, piece+1, otherErr, other)
		}
		status, body, ok := parseByNetHTTP(raw, toHead)
		switch {
		case !ok:
		case err == nil && (whole.status != status || !bytes.Equal(whole.text, body)):
			t.Fatalf("%q\nours: %d %q\nnet/http: %d %q", raw, whole.status, whole.text, status, body)
		case err != nil && !stricter(err):
			t.Fatalf("%q\nours: %v\nnet/http: %d %q", raw, err, status, body)
		}
	})
}

func sameAnswer(a, b *response) bool {
	return a.status == b.status && a.body == b.body && bytes.Equal(a.text, b.text) && bytes.Equal(a.fields, b.fields) &&
		a.closes() == b.closes()
}

// stricter lists what net/http lets pass and we do not, each no legal HTTP/1.1.
func stricter(err error) bool {
	switch err.Error() {
	case "no HTTP/1.x status line", // HTTP/0.9, HTTP/2.0 and the like
		"a folded line where none can be",                          // Content-Length on a folded line
		"a header line without a name and a colon",                 // a name that ends in a blank
		"an empty Content-Length",                                  // taken as none
		"a Content-Length that is no number below 2^60",            // beside chunked, where it is not looked at
		"two different Content-Lengths",                            // the same
		"a Transfer-Encoding in HTTP/1.0",                          // passed over
		"a status below 100",                                       // 000
		"101 Switching Protocols to a request that asked for none": // for the caller to judge
		return true
	}
	return false
}

// parseByNetHTTP skips interim answers as net/http's own transport does.
func parseByNetHTTP(raw []byte, toHead bool) (status int, body []byte, ok bool) {
	request := &http.Request{Method: http.MethodGet}
	if toHead {
		request.Method = http.MethodHead
	}
	in := bufio.NewReader(bytes.NewReader(raw))
	for {
		answer, err := http.ReadResponse(in, request)
		if err != nil {
			return 0, nil, false
		}
		if answer.StatusCode >= 200 || answer.StatusCode == 101 || answer.StatusCode < 100 {
			body, err = io.ReadAll(answer.Body)
			return answer.StatusCode, body, err == nil
		}
	}
}
