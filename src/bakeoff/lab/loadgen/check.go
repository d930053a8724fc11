package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// expect says which answer is right. What is left out is not checked.
type expect struct {
	Status   int    `json:"status"`
	MinBytes int64  `json:"min_bytes"`
	MaxBytes *int64 `json:"max_bytes"`
}

func (e *expect) check(key string) error {
	if e.Status != 0 && (e.Status < 200 || e.Status > 999) {
		return &planError{key + ".status", e.Status, "a final status from 200 to 999"}
	}
	if e.MinBytes < 0 {
		return &planError{key + ".min_bytes", e.MinBytes, "a number of bytes from 0"}
	}
	if e.MaxBytes != nil && *e.MaxBytes < e.MinBytes {
		return &planError{key + ".max_bytes", *e.MaxBytes, fmt.Sprintf("at least min_bytes (%d)", e.MinBytes)}
	}
	return nil
}

// verdict holds one answer against the expectation; a wrong status hides a wrong
// length, so that each wrong answer is counted once.
func (e *expect) verdict(status int, bytes int64) (failure, bool) {
	if e.Status != 0 && status != e.Status {
		return failedStatus, false
	}
	if bytes < e.MinBytes || e.MaxBytes != nil && bytes > *e.MaxBytes {
		return failedLength, false
	}
	return 0, true
}

// failure is the kind of an error: the keys of "errors" in the result.
type failure int

const (
	failedStatus failure = iota
	failedLength
	failedTimeout
	failedConnect
	failedClosed
	failedProtocol
	failures
)

var failureNames = [failures]string{"status", "length", "timeout", "connect", "closed", "protocol"}

// excerptLimit is how much of a wrong answer the first error shows.
const excerptLimit = 200

// describeAnswer is the sentence of a first error about a complete answer.
func describeAnswer(label string, status int, bytes int64, text []byte) string {
	return fmt.Sprintf("%s answered %d (%d bytes: %s)", label, status, bytes, excerpt(text))
}

// excerpt makes at most 200 characters of a body fit for one line.
func excerpt(text []byte) string {
	runes := []rune(strings.ToValidUTF8(string(text), string(utf8.RuneError)))
	more := ""
	if len(runes) > excerptLimit {
		runes, more = runes[:excerptLimit], "..."
	}
	return strings.Join(strings.Fields(string(runes)), " ") + more
}
