package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

const body = `{"id":1,"randomNumber":2}`

// server is one process, so that one signal stops all of it.
type server struct {
	name    string
	address string
	command *exec.Cmd
}

const nginxConf = `daemon off; master_process off; pid %[1]s/pid; error_log /dev/null;
events { worker_connections 4096; }
http {
  access_log off; keepalive_requests 1000000000; default_type application/json;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi;
  uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
  server { listen %[2]s backlog=4096; location / { return 200 '%[3]s'; } }
}
`

func (b *bench) startServer(folder string) (*server, error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{address: free.Addr().String()}
	_ = free.Close()
	var command []string
	if nginx, err := exec.LookPath("nginx"); err == nil {
		conf := filepath.Join(folder, "nginx.conf")
		if err := os.WriteFile(conf, fmt.Appendf(nil, nginxConf, folder, s.address, body), 0o600); err != nil {
			return nil, err
		}
		s.name, command = "nginx", b.pinned(b.serverCore, nginx, "-p", folder, "-c", conf)
	} else {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		s.name, command = "net/http (no nginx in PATH)", b.pinned(b.serverCore, self, "-serve", s.address)
	}
	s.command = exec.Command(command[0], command[1:]...)
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	for range 100 {
		if answer, err := http.Get("http://" + s.address); err == nil {
			return s, answer.Body.Close()
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.stop()
	return nil, errors.New("the server does not answer")
}

func (s *server) signal(signal syscall.Signal) { _ = s.command.Process.Signal(signal) }

func (s *server) stop() {
	s.signal(syscall.SIGKILL)
	_ = s.command.Wait()
}

func serveStatic(address string) {
	err := http.ListenAndServe(address, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body)
	}))
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
