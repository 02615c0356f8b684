package llm

import (
	"context"
	"time"
)

// Clock tells the time and waits. Tests bring their own.
type Clock interface {
	Now() time.Time
	// Sleep waits for d or until the context ends, and gives the context's error.
	Sleep(ctx context.Context, d time.Duration) error
}

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func (wallClock) Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
