package archive

import (
	"io"
	"io/fs"
	"maps"
	"sync"
)

// Recorder is a file system that remembers what was read through it: every
// file that was read to its end. It may be read concurrently.
type Recorder struct {
	from  fs.FS
	mu    sync.Mutex
	files map[string][]byte
}

// Record returns a Recorder over files.
func Record(files fs.FS) *Recorder { return &Recorder{from: files, files: map[string][]byte{}} }

// Files returns the files that were read so far, by name. The contents must
// not be changed.
func (r *Recorder) Files() map[string][]byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return maps.Clone(r.files)
}

// Open implements fs.FS.
func (r *Recorder) Open(name string) (fs.File, error) {
	f, err := r.from.Open(name)
	if err != nil {
		return nil, err
	}
	if _, ok := f.(fs.ReadDirFile); ok {
		if info, err := f.Stat(); err != nil || info.IsDir() {
			return f, err
		}
	}
	return &recordedFile{File: f, name: name, recorder: r}, nil
}

// ReadDir implements fs.ReadDirFS.
func (r *Recorder) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.from, name) }

// Stat implements fs.StatFS.
func (r *Recorder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.from, name) }

// recordedFile keeps what is read of one file from its beginning to its end.
type recordedFile struct {
	fs.File
	name     string
	recorder *Recorder
	data     []byte
}

func (f *recordedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.data = append(f.data, p[:n]...)
	if err == io.EOF {
		f.recorder.mu.Lock()
		f.recorder.files[f.name] = f.data
		f.recorder.mu.Unlock()
	}
	return n, err
}
