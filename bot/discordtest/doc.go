// Package discordtest is a Discord to test against: an HTTP and WebSocket
// server on loopback that speaks the real protocol to the real client library.
//
// It keeps servers, channels, people and messages, plays what people do (Say,
// Command, Press), and refuses whatever Discord's documentation says that it
// refuses: see Rules. A refusal also fails the test, unless the test expects
// it. Faults, rate limits and gateway accidents are ordered by the test.
//
// Start reading at Server. Hand Server.Transport to the client under test; it
// is then given the server's own gateway address.
package discordtest
