// Package bot is the Discord bot: what people can ask it there and how the
// answers look. It finds nothing out itself: an Answerer does.
//
// A question's way: HandleInteraction or HandleMessage (handle.go, mention.go),
// answer (asking.go), layout (answer.go), and back through bot/discord. Each
// command is one file with its definition and what it does. Start reading at
// New and Run.
package bot
