package main

import (
	"net"
	"syscall"
	"unsafe"
)

// poller waits for many sockets and a moment at once.
//
// The sockets are read and written by raw system calls on a thread of our own, not
// through the runtime's network poller: that saves each request a parked goroutine,
// a read that finds nothing and two hand-overs to the scheduler, and its timers are
// not bound to the runtime's. The runtime still interrupts the thread every 10 ms
// (SIGURG), so that a garbage collection could not wait for ever.
type poller struct {
	fd     int
	events [256]syscall.EpollEvent
	coarse bool // the kernel is older than 5.11 and waits in milliseconds
}

const (
	epollPwait2   = 441 // the same number on every architecture
	edgeTriggered = 1 << 31
	watched       = syscall.EPOLLIN | syscall.EPOLLOUT | syscall.EPOLLRDHUP | edgeTriggered

	writable = syscall.EPOLLOUT
	readable = syscall.EPOLLIN | hungUp
	hungUp   = syscall.EPOLLRDHUP | syscall.EPOLLHUP | syscall.EPOLLERR
)

func newPoller() (*poller, error) {
	fd, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	return &poller{fd: fd}, err
}

func (p *poller) close() { _ = syscall.Close(p.fd) }

// add watches a socket; slot and life come back with its events. Closing the
// socket ends the watch.
func (p *poller) add(fd int, slot, life int32) error {
	event := syscall.EpollEvent{Events: watched, Fd: slot, Pad: life}
	return syscall.EpollCtl(p.fd, syscall.EPOLL_CTL_ADD, fd, &event)
}

// wait returns the events that come within ns nanoseconds.
func (p *poller) wait(ns int64) []syscall.EpollEvent {
	ns = max(ns, 0)
	var n uintptr
	var errno syscall.Errno
	if !p.coarse {
		timeout := syscall.NsecToTimespec(ns)
		n, _, errno = syscall.RawSyscall6(epollPwait2, uintptr(p.fd), uintptr(unsafe.Pointer(&p.events[0])),
			uintptr(len(p.events)), uintptr(unsafe.Pointer(&timeout)), 0, 0)
		p.coarse = errno == syscall.ENOSYS || errno == syscall.EPERM // EPERM: an old seccomp filter
	}
	if p.coarse {
		n, _, errno = syscall.RawSyscall6(syscall.SYS_EPOLL_PWAIT, uintptr(p.fd), uintptr(unsafe.Pointer(&p.events[0])),
			uintptr(len(p.events)), uintptr(min((ns+999_999)/1_000_000, 1000)), 0, 0)
	}
	if errno != 0 { // EINTR
		return nil
	}
	return p.events[:n]
}

// dial begins a connection without waiting for it.
func dial(family int, to syscall.Sockaddr) (int, error) {
	fd, err := syscall.Socket(family, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	if err = syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, 1); err == nil {
		err = syscall.Connect(fd, to)
	}
	if err != nil && err != syscall.EINPROGRESS {
		_ = syscall.Close(fd)
		return -1, err
	}
	return fd, nil
}

// socketAddress turns the target into what a system call takes.
func socketAddress(to *net.TCPAddr) (family int, address syscall.Sockaddr) {
	if v4 := to.IP.To4(); v4 != nil {
		return syscall.AF_INET, &syscall.SockaddrInet4{Port: to.Port, Addr: [4]byte(v4)}
	}
	return syscall.AF_INET6, &syscall.SockaddrInet6{Port: to.Port, Addr: [16]byte(to.IP.To16())}
}

// dialled returns how a connection that was begun has ended.
func dialled(fd int) error {
	code, err := syscall.GetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_ERROR)
	if err == nil && code != 0 {
		err = syscall.Errno(code)
	}
	return err
}

func read(fd int, p []byte) (int, syscall.Errno) {
	return transfer(syscall.SYS_READ, fd, p)
}

func write(fd int, p []byte) (int, syscall.Errno) {
	return transfer(syscall.SYS_WRITE, fd, p)
}

// transfer must not block: the sockets are non-blocking.
func transfer(call uintptr, fd int, p []byte) (int, syscall.Errno) {
	for {
		n, _, errno := syscall.RawSyscall(call, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)))
		if errno == 0 {
			return int(n), 0
		}
		if errno != syscall.EINTR {
			return 0, errno
		}
	}
}
