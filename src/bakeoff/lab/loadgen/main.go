// Loadgen reads plans from standard input, one JSON object a line, puts each load
// on a server and writes one line of JSON about it to standard output.
//
// docs/loadgen.md has the protocol and the method.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
)

func main() {
	// A block allocates little beyond its samples: collect between blocks, and
	// during one only where bodies of many MiB are sampled.
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(1 << 30)
	go exitWithReader(os.Stdout)
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "loadgen:", err)
		os.Exit(1)
	}
}

// serve carries out plans until the input ends. SIGTERM ends the program at once:
// nothing needs putting in order.
func serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewReader(in)
	hangUp := func() {}
	for {
		line, err := lines.ReadBytes('\n')
		hangUp()
		var answer any
		if answer, hangUp = carryOut(line, lines, out); answer != nil {
			if err := say(out, answer); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// carryOut returns the result of a line, or the refusal, or nil for an empty line; and
// what closes the connections that are still open. After a lead-in it says so and waits for
// one more line: `again` repeats the lead-in, any other begins the block.
func carryOut(line []byte, more *bufio.Reader, out io.Writer) (answer any, hangUp func()) {
	hangUp = func() {}
	if len(bytes.TrimSpace(line)) == 0 {
		return nil, hangUp
	}
	p, err := parsePlan(line)
	if err == nil {
		var r *result
		r, hangUp, err = runBlock(p, func(completed int64) (bool, error) {
			if err := say(out, ready{p.ID, true, completed}); err != nil {
				return false, err
			}
			line, err := more.ReadString('\n')
			return strings.TrimSpace(line) == "again", err
		})
		if err == nil {
			return r, hangUp
		}
	}
	return refusal{p.ID, err.Error()}, hangUp
}

// say writes one line of JSON.
func say(out io.Writer, what any) error {
	text, err := json.Marshal(what)
	if err != nil {
		return err
	}
	_, err = out.Write(append(text, '\n'))
	return err
}
