//go:build race

package bot_test

// underRace: the race detector slows everything down many times, so that what
// takes how long means nothing.
const underRace = true
