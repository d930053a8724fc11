package main

import "bytes"

// framing is what the header fields say about the end of the body and of the
// connection. All other fields are skipped.
type framing struct {
	http10     bool
	length     int64 // Content-Length; -1 without one
	coded      bool  // there is a Transfer-Encoding
	chunked    bool  // and "chunked" is its last coding
	keepAlive  bool
	closeAfter bool
	any        bool // a field has been read
	mayNotFold bool // the last field was one of ours
}

func (f *framing) reset() { *f = framing{length: -1} }

func (f *framing) closes() bool {
	// Both lengths at once smell of smuggling: RFC 9112, 6.1, wants the connection
	// closed after such an answer.
	return f.closeAfter || f.http10 && !f.keepAlive || f.coded && f.length >= 0
}

func (f *framing) readField(line []byte) error {
	if line[0] == ' ' || line[0] == '\t' { // obsolete line folding
		if !f.any || f.mayNotFold {
			return protocolError("a folded line where none can be")
		}
		return nil
	}
	colon := bytes.IndexByte(line, ':')
	if colon < 1 || line[colon-1] == ' ' || line[colon-1] == '\t' {
		return protocolError("a header line without a name and a colon")
	}
	f.any, f.mayNotFold = true, true
	name, value := line[:colon], line[colon+1:]
	switch {
	case sameFold(name, "content-length"):
		return f.readLength(value)
	case sameFold(name, "transfer-encoding"):
		f.coded = true
		for token, rest, more := nextToken(value); ; token, rest, more = nextToken(rest) {
			if len(token) > 0 {
				f.chunked = sameFold(token, "chunked")
			}
			if !more {
				return nil
			}
		}
	case sameFold(name, "connection"):
		for token, rest, more := nextToken(value); ; token, rest, more = nextToken(rest) {
			f.closeAfter = f.closeAfter || sameFold(token, "close")
			f.keepAlive = f.keepAlive || sameFold(token, "keep-alive")
			if !more {
				return nil
			}
		}
	}
	f.mayNotFold = false
	return nil
}

// readLength accepts one number, or the same number several times.
func (f *framing) readLength(value []byte) error {
	for token, rest, more := nextToken(value); ; token, rest, more = nextToken(rest) {
		length := int64(0)
		for _, c := range token {
			if !isDigit(c) || length > maxLength/10 {
				return protocolError("a Content-Length that is no number below 2^60")
			}
			length = length*10 + int64(c-'0')
		}
		if len(token) == 0 {
			return protocolError("an empty Content-Length")
		}
		if f.length >= 0 && f.length != length {
			return protocolError("two different Content-Lengths")
		}
		f.length = length
		if !more {
			return nil
		}
	}
}

// nextToken splits a comma-separated list.
func nextToken(list []byte) (token, rest []byte, more bool) {
	token, rest, more = bytes.Cut(list, []byte{','})
	return bytes.Trim(token, " \t"), rest, more
}

// sameFold compares with a lower-case ASCII word, whatever the case.
func sameFold(b []byte, lower string) bool {
	if len(b) != len(lower) {
		return false
	}
	for i := range b {
		c := b[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}
