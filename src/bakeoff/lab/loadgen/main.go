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
	for {
		line, err := lines.ReadBytes('\n')
		if answer := carryOut(line); answer != nil {
			text, err := json.Marshal(answer)
			if err != nil {
				return err
			}
			if _, err := out.Write(append(text, '\n')); err != nil {
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

// carryOut returns the result of a line, or the refusal; nil for an empty line.
func carryOut(line []byte) any {
	if len(bytes.TrimSpace(line)) == 0 {
		return nil
	}
	p, err := parsePlan(line)
	if err == nil {
		var r *result
		if r, err = runBlock(p); err == nil {
			return r
		}
	}
	return refusal{p.ID, err.Error()}
}
