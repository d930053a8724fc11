package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// usage is what the generator itself has used, so that it is never silently the
// bottleneck.
type usage struct {
	cpu    time.Duration // user and system
	waited time.Duration // ready to run, and another program had the core
}

func currentUsage() usage {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // cannot fail with these arguments
	return usage{time.Duration(u.Utime.Nano() + u.Stime.Nano()), runDelay()}
}

func (u usage) since(before usage) usage {
	return usage{u.cpu - before.cpu, u.waited - before.waited}
}

// runDelay adds up the second number of each thread's schedstat; where the kernel
// does not count it, it stays 0.
func runDelay() time.Duration {
	files, _ := filepath.Glob("/proc/self/task/*/schedstat")
	sum := int64(0)
	for _, file := range files {
		text, _ := os.ReadFile(file)
		if fields := strings.Fields(string(text)); len(fields) > 1 {
			ns, _ := strconv.ParseInt(fields[1], 10, 64)
			sum += ns
		}
	}
	return time.Duration(sum)
}
