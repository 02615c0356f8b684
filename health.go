package main

import (
	"context"
	"errors"

	"casebot/bot/ops"
	"casebot/config"
)

// healthCommand is a container's health check: an image without a shell has
// nothing else to ask with.
type healthCommand struct {
	Ready bool `help:"Ask whether it is connected and has its articles, not only whether it lives."`
}

var errNoOps = errors.New("the bot serves no health check: OPS_ADDR is off")

// Run implements command.
func (c *healthCommand) Run(ctx context.Context, a *app) error {
	if a.settings.OpsAddr == config.Off {
		return hinted{errNoOps, "Set OPS_ADDR to an address, such as 127.0.0.1:9090."}
	}
	path := "/healthz"
	if c.Ready {
		path = "/readyz"
	}
	return ops.Probe(ctx, a.settings.OpsAddr, path)
}
