package encoder

import (
	"math"
	"sync"
)

// pass carries a batch of token sequences through the layers. Its rows, one a
// token, are shared out among workers. Every step but attention looks at one
// row alone, so the workers meet once a layer: when all keys and values stand.
type pass struct {
	model     *Model
	layers    []*layer
	sequences []sequence
	rows      int

	x     []float32 // [rows][hidden], the hidden states
	query []float32 // [rows][hidden]
	mixed []float32 // [rows][hidden], what attention gives
	// Keys and values alternate between two buffers, so that a worker may fill
	// those of the next layer while another still reads.
	value [2][]float32 // [rows][hidden]
	key   [2][]float32 // of each sequence [hidden][width]
	zeros []float32    // [widest sequence]

	workers []worker
	meet    barrier
}

// sequence is one input and where it stands in the batch. Its rows are padded
// to a multiple of 4, its keys to a multiple of 16 columns.
type sequence struct {
	ids        []int32
	row, key   int
	rows, size int // padded and real number of tokens
	width      int
}

// worker is one worker's share and scratch.
type worker struct {
	from, to int // its rows
	operand  operand
	part     []float32 // [chunk][hidden]
	forward  []float32 // [chunk][forward]
	scores   []float32 // [4][widest sequence]
}

// chunk is the number of rows that go through the matrices of a layer together,
// few enough that they stay in the processor's second-level cache.
const chunk = 48

func roundUp(n, multiple int) int { return (n + multiple - 1) / multiple * multiple }

// prepare lays the sequences out and shares the rows among workers.
func (p *pass) prepare(m *Model, layers []*layer, ids [][]int32, workers int) {
	p.model, p.layers = m, layers
	p.sequences = p.sequences[:0]
	p.rows = 0
	key, widest := 0, 2*panel
	for _, ids := range ids {
		s := sequence{ids: ids, row: p.rows, key: key, size: len(ids), rows: roundUp(len(ids), 4), width: roundUp(len(ids), panel)}
		p.sequences = append(p.sequences, s)
		p.rows += s.rows
		key += s.width * m.hidden
		widest = max(widest, s.width, m.hidden/m.headCount)
	}
	n := p.rows * m.hidden
	p.x, p.query, p.mixed = grow(p.x, n), grow(p.query, n), grow(p.mixed, n)
	for i := range p.key {
		p.value[i], p.key[i] = grow(p.value[i], n), grow(p.key[i], key)
	}
	if len(p.zeros) < widest {
		p.zeros = make([]float32, widest)
	}
	p.workers = grow(p.workers, workers)
	p.meet.reset(workers)
	for i := range p.workers {
		w := &p.workers[i]
		w.from, w.to = p.rows/4*i/workers*4, p.rows/4*(i+1)/workers*4
		rows := min(chunk, w.to-w.from)
		w.part, w.forward = grow(w.part, rows*m.hidden), grow(w.forward, rows*m.forward)
		w.scores = grow(w.scores, 4*widest)
	}
}

// run takes the batch through all layers with every worker at once.
func (p *pass) run() {
	var wg sync.WaitGroup
	for i := range p.workers[1:] {
		wg.Go(func() { p.work(&p.workers[i+1]) })
	}
	p.work(&p.workers[0])
	wg.Wait()
}

func (p *pass) work(w *worker) {
	p.embed(w)
	for i, l := range p.layers {
		p.project(w, l, i%2)
		p.meet.wait()
		p.attend(w, i%2)
		p.transform(w, l)
	}
}

// embed writes the first hidden states: LayerNorm(word + position).
func (p *pass) embed(w *worker) {
	m := p.model
	n := m.hidden
	for _, s := range p.sequences {
		for row := max(w.from, s.row); row < min(w.to, s.row+s.rows); row++ {
			id, position := int32(padID), row-s.row
			if position < s.size {
				id = s.ids[position]
			} else {
				position = 0
			}
			m.embedding.look(p.x[row*n:][:n], p.mixed[row*n:][:n], id, position)
		}
	}
	m.kernel.addNorm(p.x[w.from*n:w.to*n], p.mixed[w.from*n:w.to*n], &m.embedding.norm, m.epsilon)
}

// project computes queries, keys and values of the worker's rows.
func (p *pass) project(w *worker, l *layer, turn int) {
	k, n := p.model.kernel, p.model.hidden
	for from := w.from; from < w.to; from += chunk {
		to := min(from+chunk, w.to)
		k.load(&w.operand, p.x[from*n:to*n], to-from)
		k.linear(p.query[from*n:to*n], &w.operand, &l.query)
		k.linear(p.value[turn][from*n:to*n], &w.operand, &l.value)
		k.linear(w.part, &w.operand, &l.key)
		for _, s := range p.sequences {
			for row := max(from, s.row); row < min(to, s.row+s.rows); row += 4 {
				k.transpose(p.key[turn][s.key+row-s.row:], s.width, w.part[(row-from)*n:], n)
			}
		}
	}
}

// attend computes softmax(q·kᵀ/√d)·v of the worker's rows, head for head.
func (p *pass) attend(w *worker, turn int) {
	k, n, heads := p.model.kernel, p.model.hidden, p.model.headCount
	d := n / heads
	scale := float32(1 / math.Sqrt(float64(d)))
	for _, s := range p.sequences {
		from, to := max(w.from, s.row), min(w.to, s.row+s.rows)
		for h := range heads {
			key := p.key[turn][s.key+h*d*s.width:]
			value := p.value[turn][s.row*n+h*d:]
			for row := from; row < to; row += 4 {
				at := row*n + h*d
				k.multiply(w.scores, s.width, p.query[at:], n, key, s.width, d, p.zeros[:s.width])
				k.softmax(w.scores, s.width, s.size, scale)
				k.multiply(p.mixed[at:], n, w.scores, s.width, value, n, s.size, p.zeros[:d])
			}
		}
	}
}

// transform applies what follows attention: output, feed-forward and the two
// normalised sums.
func (p *pass) transform(w *worker, l *layer) {
	k, n, epsilon := p.model.kernel, p.model.hidden, p.model.epsilon
	for from := w.from; from < w.to; from += chunk {
		to := min(from+chunk, w.to)
		x := p.x[from*n : to*n]
		part, forward := w.part[:(to-from)*n], w.forward[:(to-from)*p.model.forward]
		k.load(&w.operand, p.mixed[from*n:to*n], to-from)
		k.linear(part, &w.operand, &l.output)
		k.addNorm(x, part, &l.attentionNorm, epsilon)
		k.load(&w.operand, x, to-from)
		k.linear(forward, &w.operand, &l.in)
		k.gelu(forward)
		k.load(&w.operand, forward, to-from)
		k.linear(part, &w.operand, &l.back)
		k.addNorm(x, part, &l.forwardNorm, epsilon)
	}
}

// states returns the hidden states of sequence i, [size][hidden].
func (p *pass) states(i int) []float32 {
	s, n := p.sequences[i], p.model.hidden
	return p.x[s.row*n : (s.row+s.size)*n]
}

// mean writes the mean of rows of len(dst) to dst.
func mean(dst, rows []float32) {
	clear(dst)
	n := len(dst)
	for at := 0; at < len(rows); at += n {
		for i, v := range rows[at : at+n] {
			dst[i] += v
		}
	}
	scale := float32(n) / float32(len(rows))
	for i := range dst {
		dst[i] *= scale
	}
}
