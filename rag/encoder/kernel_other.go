//go:build !amd64

package encoder

func available() []kernel { return []kernel{plain{}} }
