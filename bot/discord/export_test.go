package discord

import "reflect"

// Kept counts what the client remembers of past requests: discordgo's buckets
// and our own routes.
func (c *Client) Kept() int {
	buckets := reflect.ValueOf(c.rest.Ratelimiter).Elem().FieldByName("buckets").Len()
	c.limits.mu.Lock()
	defer c.limits.mu.Unlock()
	return buckets + len(c.limits.routes)
}
