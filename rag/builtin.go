package rag

import (
	"bytes"
	_ "embed"
)

// builtinVectors is a vector cache file with the sentences of the built-in
// articles. Its header names the model that made it.
//
//go:embed builtin/vectors.bin
var builtinVectors []byte

// AddBuiltin takes in the vectors that the program brings for the built-in
// articles, if they were made by the cache's embedder, and reports whether
// they were. They are not written to the cache's file.
func (c *VectorCache) AddBuiltin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, torn, err := c.read(bytes.NewReader(builtinVectors))
	return err == nil && !torn
}
