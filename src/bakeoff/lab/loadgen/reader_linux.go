package main

import (
	"os"
	"syscall"
	"unsafe"
)

const pollErr = 0x8 // POLLERR

// exitWithReader ends the program when nobody reads the pipe any longer that its
// results go to: the one who started it has died, or has closed its end. The end
// of standard input does not say that: `echo PLAN | loadgen` ends it at once.
func exitWithReader(out *os.File) {
	request := struct {
		fd              int32
		events, revents int16
	}{fd: int32(out.Fd())}
	for {
		_, _, errno := syscall.Syscall6(syscall.SYS_PPOLL, uintptr(unsafe.Pointer(&request)), 1, 0, 0, 0, 0)
		switch {
		case errno == syscall.EINTR:
		case errno == 0 && request.revents&pollErr != 0:
			os.Exit(1)
		default:
			return
		}
	}
}
