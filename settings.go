package main

import (
	"context"
	"fmt"
)

// configCommand shows the settings.
type configCommand struct{}

// Run implements command.
func (configCommand) Run(_ context.Context, a *app) error {
	_, err := fmt.Fprint(a.out, a.settings)
	return err
}
