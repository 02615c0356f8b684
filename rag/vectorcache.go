package rag

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"path/filepath"
	"sync"
)

// vectorKey names a vector by its text; the embedder is named by the file.
type vectorKey [sha256.Size]byte

func keyOf(text string) vectorKey { return sha256.Sum256([]byte(text)) }

// VectorCache keeps vectors by the SHA-256 of their text, for one embedder.
// It may be used concurrently. A cache without a file lives in memory.
//
// The file is a header line and then records of fixed size: key, vector as
// little-endian float32, CRC-32 of both. Records are only ever appended; what
// a crash leaves half-written fails its checksum and is passed over.
type VectorCache struct {
	mu      sync.Mutex
	vectors map[vectorKey][]float32
	dim     int
	path    string // "" in memory
	header  []byte
	records int // in the file, stale ones included
}

// staleRecords is how many times more vectors than a corpus needs the cache may
// hold before Keep forgets the others.
const staleRecords = 4

// NewVectorCache returns an empty cache in memory. embedder is any name that
// changes with the vectors, such as a model's hash; dim is their length.
func NewVectorCache(embedder string, dim int) *VectorCache {
	return &VectorCache{
		vectors: map[vectorKey][]float32{},
		dim:     dim,
		header:  fmt.Appendf(nil, "casebot vectors 1 %s %d\n", embedder, dim),
	}
}

// OpenVectorCache reads the cache file of one embedder in dir, and makes both
// where they are missing. When the folder cannot be used it returns a cache in
// memory together with the reason.
func OpenVectorCache(dir, embedder string, dim int) (*VectorCache, error) {
	c := NewVectorCache(embedder, dim)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return c, fmt.Errorf("vector cache: %w", err)
	}
	name := sha256.Sum256(c.header)
	path := filepath.Join(dir, fmt.Sprintf("vectors-%x.bin", name[:8]))
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return c, fmt.Errorf("vector cache: %w", err)
	}
	defer f.Close()
	if err := c.load(f); err != nil {
		return c, fmt.Errorf("vector cache %s: %w", path, err)
	}
	c.path = path
	return c, nil
}

// load reads the file. One of another format is begun anew; a torn end is cut
// off, so that the records appended next begin where readers expect them.
func (c *VectorCache) load(f *os.File) error {
	records, torn, err := c.read(f)
	c.records = records
	if errors.Is(err, errOtherFormat) {
		if err := f.Truncate(0); err != nil {
			return err
		}
		_, err := f.Write(c.header)
		return err
	}
	if err == nil && torn {
		return f.Truncate(int64(len(c.header) + c.records*c.recordSize()))
	}
	return err
}

var errOtherFormat = errors.New("vectors of another format, model or dimension")

// read takes in all whole records, counts them, and reports whether half a one
// stands at the end.
func (c *VectorCache) read(r io.Reader) (records int, torn bool, err error) {
	in := bufio.NewReaderSize(r, 1<<20)
	header := make([]byte, len(c.header))
	if _, err := io.ReadFull(in, header); err != nil || !bytes.Equal(header, c.header) {
		return 0, false, errOtherFormat
	}
	record := make([]byte, c.recordSize())
	for {
		_, err := io.ReadFull(in, record)
		if errors.Is(err, io.EOF) {
			return records, false, nil
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return records, true, nil
		}
		if err != nil {
			return records, false, err
		}
		records++
		if key, v, ok := decodeRecord(record); ok {
			c.vectors[key] = v
		}
	}
}

func (c *VectorCache) recordSize() int { return sha256.Size + 4*c.dim + crc32.Size }

func encodeRecord(out []byte, key vectorKey, v []float32) []byte {
	start := len(out)
	out = append(out, key[:]...)
	for _, x := range v {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
	}
	return binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}

func decodeRecord(record []byte) (key vectorKey, v []float32, ok bool) {
	body := record[:len(record)-crc32.Size]
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(record[len(body):]) {
		return key, nil, false
	}
	copy(key[:], body)
	v = make([]float32, (len(body)-len(key))/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(body[len(key)+4*i:]))
	}
	return key, v, true
}

// Get returns the vector of a text, or nil. It is shared: read only.
func (c *VectorCache) Get(text string) []float32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.vectors[keyOf(text)]
}

// Put keeps the vectors of texts and appends them to the file. On an error
// they are kept in memory all the same.
func (c *VectorCache) Put(texts []string, vectors [][]float32) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []byte
	for i, text := range texts {
		if len(vectors[i]) != c.dim {
			return fmt.Errorf("vector cache: a vector of %d numbers where %d belong", len(vectors[i]), c.dim)
		}
		key := keyOf(text)
		c.vectors[key] = vectors[i]
		out = encodeRecord(out, key, vectors[i])
	}
	if c.path == "" {
		return nil
	}
	if err := appendFile(c.path, out); err != nil {
		c.path = "" // half a record may stand at its end: the next start cuts it off
		return fmt.Errorf("vector cache: %w", err)
	}
	c.records += len(texts)
	return nil
}

func appendFile(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// Keep forgets every vector but those of the given texts, in memory and in the
// file, once the others outnumber them staleRecords times. Until then they
// serve a corpus that goes back to an earlier state.
func (c *VectorCache) Keep(texts []string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if max(c.records, len(c.vectors)) <= staleRecords*max(len(texts), 1024) {
		return nil
	}
	kept := make(map[vectorKey][]float32, len(texts))
	for _, text := range texts {
		key := keyOf(text)
		if v := c.vectors[key]; v != nil {
			kept[key] = v
		}
	}
	c.vectors = kept
	if c.path == "" {
		return nil
	}
	out := bytes.Clone(c.header)
	for key, v := range kept {
		out = encodeRecord(out, key, v)
	}
	temp := c.path + ".new"
	if err := os.WriteFile(temp, out, 0o600); err != nil {
		return fmt.Errorf("vector cache: %w", err)
	}
	c.records = len(kept)
	return os.Rename(temp, c.path)
}
