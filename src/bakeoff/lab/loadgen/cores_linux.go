package main

import (
	"math/bits"
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

// coreSet is a set of the machine's cores, as the kernel writes it.
type coreSet [1024 / 64]uint64

// ownCores are the cores that this process may use now. They are asked for before
// each block: a parent may set them after the start, and then they hold for the
// first thread only, not for those that the runtime had started before.
func ownCores() coreSet {
	var set coreSet
	_, _, _ = syscall.RawSyscall(syscall.SYS_SCHED_GETAFFINITY, uintptr(os.Getpid()), unsafe.Sizeof(set), uintptr(unsafe.Pointer(&set)))
	return set
}

// threads is how many threads the set is good for; GOMAXPROCS may ask for fewer.
func (s *coreSet) threads() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return max(min(n, runtime.GOMAXPROCS(0)), 1)
}

const setTimerSlack = 29 // PR_SET_TIMERSLACK

// takeThread makes the calling goroutine the only one of its thread, keeps that on
// the cores and makes its timers exact: by default the kernel may be 50 us late.
func (s *coreSet) takeThread() {
	runtime.LockOSThread()
	_, _, _ = syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY, 0, unsafe.Sizeof(*s), uintptr(unsafe.Pointer(s)))
	_, _, _ = syscall.RawSyscall(syscall.SYS_PRCTL, setTimerSlack, 1, 0)
}
