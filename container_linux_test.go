package main

import (
	"bytes"
	"context"
	"debug/elf"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// image is what the Dockerfile makes, without a container engine: the binary
// and the folders that the last stage holds, run as its user, in a root of its
// own that this user cannot write, with no network.
type image struct {
	root       string
	user       int
	env        []string
	entrypoint []string
	health     []string
}

// buildImage follows the Dockerfile's own lines.
func buildImage(t *testing.T) *image {
	t.Helper()
	data, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	build, final, found := strings.Cut(strings.ReplaceAll(string(data), "\\\n", " "), "FROM scratch\n")
	if !found {
		t.Fatal("the last stage does not begin FROM scratch")
	}
	find := func(text, pattern string) string {
		t.Helper()
		m := regexp.MustCompile(`(?m)` + pattern).FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("the Dockerfile has no line %s", pattern)
		}
		return m[1]
	}
	words := func(pattern string) (out []string) {
		t.Helper()
		if err := json.Unmarshal([]byte(find(final, pattern)), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	i := &image{
		root:       t.TempDir(),
		env:        strings.Fields(find(final, `^ENV (.*)$`)),
		entrypoint: words(`^ENTRYPOINT (.*)$`),
		health:     words(`^HEALTHCHECK .* CMD (.*)$`),
	}
	if i.user, err = strconv.Atoi(find(final, `^USER (\d+):\d+$`)); err != nil || i.user == 0 {
		t.Fatalf("the image runs as %d (%v)", i.user, err)
	}
	command := exec.Command("sh", "-c", find(build, `^RUN (CGO_ENABLED=0 go build [^&]*)`))
	command.Env = append(os.Environ(), "VERSION=test")
	// Without -trimpath the packages that are built already serve.
	command.Args[2] = strings.NewReplacer("/out/casebot", filepath.Join(i.root, "casebot"), "-trimpath", "").Replace(command.Args[2])
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v: %s", command.Args[2], err, out)
	}
	dataDir := filepath.Join(i.root, "data")
	if err := errors.Join(os.Mkdir(dataDir, 0o755), os.Chmod(i.root, 0o555), os.Chmod(filepath.Dir(i.root), 0o755)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(i.root, 0o755) })
	if os.Getuid() == 0 {
		if err := os.Chown(dataDir, i.user, i.user); err != nil {
			t.Fatal(err)
		}
	}
	return i
}

// command runs words inside the image. The test is skipped where the system
// does not let it make namespaces.
func (i *image) command(ctx context.Context, env []string, words ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	cmd.Env = append(append([]string{"PATH=/"}, i.env...), env...)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Chroot:     i.root,
		Cloneflags: syscall.CLONE_NEWNET | syscall.CLONE_NEWPID | syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS,
		Credential: &syscall.Credential{Uid: uint32(i.user), Gid: uint32(i.user), NoSetGroups: os.Getuid() != 0},
	}
	if os.Getuid() != 0 { // an ordinary user may do all this in a user namespace
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: i.user, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: i.user, HostID: os.Getgid(), Size: 1}}
	}
	return cmd
}

func TestContainer(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the whole program")
	}
	i := buildImage(t)
	static(t, filepath.Join(i.root, "casebot"))
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	version, err := i.command(ctx, nil, append(i.entrypoint, "--version")...).CombinedOutput()
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.ENOSPC) {
		t.Skipf("no namespaces here: %v", err)
	}
	if err != nil || strings.TrimSpace(string(version)) != "test" {
		t.Fatalf("casebot --version: %v: %s", err, version)
	}

	t.Run("answers", func(t *testing.T) {
		out, err := i.command(ctx, nil, append(i.entrypoint, "ask", "Who was arrested in Chicago?")...).CombinedOutput()
		if err != nil || len(bytes.TrimSpace(out)) == 0 {
			t.Errorf("ask: %v: %s", err, out)
		}
		if bytes.Contains(out, []byte("warning")) {
			t.Errorf("ask is not at home in the image: %s", out)
		}
	})
	t.Run("says what is missing", func(t *testing.T) {
		out, err := i.command(ctx, nil, i.entrypoint...).CombinedOutput()
		if err == nil || !bytes.Contains(out, []byte("DISCORD_TOKEN is not set")) {
			t.Errorf("without a token: %v: %s", err, out)
		}
	})
	t.Run("writes only its data", func(t *testing.T) {
		out, err := i.command(ctx, []string{"CACHE_DIR=/cache"}, append(i.entrypoint, "ask", "Who was arrested in Chicago?")...).CombinedOutput()
		if err != nil || !bytes.Contains(out, []byte("warning")) {
			t.Errorf("a folder outside the volume: %v: %s", err, out)
		}
		if _, err := os.Stat(filepath.Join(i.root, "cache")); err == nil {
			t.Error("the root was written")
		}
	})
	t.Run("health check needs no shell", func(t *testing.T) {
		out, err := i.command(ctx, nil, i.health...).CombinedOutput()
		if err == nil || !bytes.Contains(out, []byte("/healthz")) {
			t.Errorf("with nothing running: %v: %s", err, out)
		}
	})
}

// static fails the test where the binary at path asks for an interpreter.
func static(t *testing.T, path string) {
	t.Helper()
	f, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the binary is not static")
		}
	}
}

func TestComposeKeepsTheContainerShut(t *testing.T) {
	data, err := os.ReadFile("compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Services map[string]struct {
			ReadOnly    bool     `yaml:"read_only"`
			CapDrop     []string `yaml:"cap_drop"`
			SecurityOpt []string `yaml:"security_opt"`
			Ports       []string
			Privileged  bool
			Volumes     []string
		}
		Volumes map[string]any
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	s, ok := file.Services["casebot"]
	if !ok || !s.ReadOnly || s.Privileged || len(s.Ports) > 0 || strings.Join(s.CapDrop, "") != "ALL" ||
		strings.Join(s.SecurityOpt, "") != "no-new-privileges:true" {
		t.Errorf("compose.yaml opens the container: %+v", s)
	}
	if _, kept := file.Volumes["data"]; !kept || strings.Join(s.Volumes, " ") != "./articles:/corpus:ro data:/data" {
		t.Errorf("volumes are %q", s.Volumes)
	}
}
