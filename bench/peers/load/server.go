package load

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

const (
	startTimeout = 60 * time.Second
	stopTimeout  = 10 * time.Second
)

// Server is a server process of an engine; its output goes to a file of its name in its folder.
type Server struct {
	command *exec.Cmd
	ended   chan struct{}
}

// StartServer starts a program that ends with this one, and waits until it accepts connections at an address.
func StartServer(ctx context.Context, folder, address string, credential *syscall.Credential, environment []string, program string, arguments ...string) (*Server, error) {
	log, err := os.Create(filepath.Join(folder, filepath.Base(program)+".log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	command := exec.Command(program, arguments...)
	command.Dir, command.Stdout, command.Stderr = folder, log, log
	command.Env = append(os.Environ(), environment...)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM, Credential: credential}
	if err := command.Start(); err != nil {
		return nil, err
	}
	server := &Server{command: command, ended: make(chan struct{})}
	go func() { command.Wait(); close(server.ended) }()
	if err := server.await(ctx, address); err != nil {
		server.Stop()
		return nil, fmt.Errorf("%s: %w; see %s", filepath.Base(program), err, log.Name())
	}
	return server, nil
}

func (s *Server) await(ctx context.Context, address string) error {
	for end := time.Now().Add(startTimeout); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		select {
		case <-s.ended:
			return fmt.Errorf("it has ended")
		case <-ctx.Done():
			return ctx.Err()
		default:
		}
		if connection, err := net.Dial("tcp", address); err == nil {
			connection.Close()
			return nil
		}
	}
	return fmt.Errorf("it does not accept connections at %s", address)
}

// Pid is the process's id, 0 without one.
func (s *Server) Pid() int {
	if s == nil {
		return 0
	}
	return s.command.Process.Pid
}

// Stop ends the process and those of its group.
func (s *Server) Stop() {
	if s == nil {
		return
	}
	syscall.Kill(-s.command.Process.Pid, syscall.SIGINT)
	select {
	case <-s.ended:
	case <-time.After(stopTimeout):
		syscall.Kill(-s.command.Process.Pid, syscall.SIGKILL)
		<-s.ended
	}
}

// FreePort is a port on the loopback interface that nobody listens on.
func FreePort() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// Program is the path of a program: what an environment variable says, or what its name finds.
func Program(variable, name string) string {
	if path := os.Getenv(variable); path != "" {
		return path
	}
	return name
}
