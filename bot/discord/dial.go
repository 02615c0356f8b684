package discord

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// dialer makes the connections of one session. It works round three faults of
// discordgo v0.29.0: no read deadline (a connection on which nothing comes is
// never given up), sessions that connect again after they were closed, and
// closing with code 1000 after a broken connection (which ends the session
// that could have been resumed).
type dialer struct {
	silence time.Duration

	mu     sync.Mutex
	closed bool
	last   net.Conn
}

func (d *dialer) websocket() *websocket.Dialer {
	return &websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: 15 * time.Second,
		NetDialContext:   d.dial,
	}
}

func (d *dialer) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if d.isClosed() {
		return nil, net.ErrClosed
	}
	conn, err := new(net.Dialer).DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		conn.Close()
		return nil, net.ErrClosed
	}
	d.last = conn
	return &watched{Conn: conn, silence: d.silence}, nil
}

func (d *dialer) isClosed() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.closed
}

// close refuses all later connections.
func (d *dialer) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
}

// abandon also cuts the last connection.
func (d *dialer) abandon() {
	d.close()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last != nil {
		d.last.Close()
	}
}

// watched is a connection on which a silence is an error, and on which nothing
// is written after an error: so no close frame follows a broken connection and
// Discord lets the session resume.
type watched struct {
	net.Conn
	silence time.Duration

	mu     sync.Mutex
	broken error
}

func (w *watched) Read(b []byte) (int, error) {
	if err := w.Conn.SetReadDeadline(time.Now().Add(w.silence)); err != nil {
		return 0, err
	}
	n, err := w.Conn.Read(b)
	if err != nil {
		w.mu.Lock()
		w.broken = err
		w.mu.Unlock()
	}
	return n, err
}

func (w *watched) Write(b []byte) (int, error) {
	w.mu.Lock()
	err := w.broken
	w.mu.Unlock()
	if err != nil {
		return 0, err
	}
	if err := w.Conn.SetWriteDeadline(time.Now().Add(w.silence)); err != nil {
		return 0, err
	}
	return w.Conn.Write(b)
}
