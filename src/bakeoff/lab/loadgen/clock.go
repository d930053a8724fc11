package main

import "time"

var clockStart = time.Now()

// never is a moment that does not come.
const never = int64(1<<63 - 1)

// clock returns nanoseconds of the monotonic clock, the only time used here.
func clock() int64 { return int64(time.Since(clockStart)) }
