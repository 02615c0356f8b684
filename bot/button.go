package bot

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"casebot/bot/discord"
)

// button answers a press. It returns the message to show: to the one person
// who pressed, or in place of the message with the button where update is set.
type button struct {
	press  func(ctx context.Context, t *task, n, page int, state string) (discord.Post, error)
	update bool
}

// allButtons are the kinds of buttons, by the name that begins their ID.
func allButtons() map[string]button {
	return map[string]button{
		"source":  {press: pressSource},
		"more":    {press: pressMore},
		"closest": {press: pressClosest},
		"good":    {press: pressGood},
		"bad":     {press: pressBad},
		"list":    {press: pressList, update: true},
	}
}

// buttonID is a custom ID: kind, two numbers that keep IDs apart and say which
// page to show, and the state.
func buttonID(kind string, n, page int, state string) string {
	return fmt.Sprintf("%s:%d:%d:%s", kind, n, page, state)
}

// parseButtonID reads what buttonID wrote.
func parseButtonID(id string) (kind string, n, page int, state string, ok bool) {
	parts := strings.SplitN(id, ":", 4)
	if len(parts) != 4 {
		return "", 0, 0, "", false
	}
	n, err1 := strconv.Atoi(parts[1])
	page, err2 := strconv.Atoi(parts[2])
	return parts[0], n, page, parts[3], err1 == nil && err2 == nil
}
