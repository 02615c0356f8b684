package encoder

import (
	"cmp"
	"context"
	"runtime"
	"slices"
)

const (
	// batchRows is about how many tokens go through the layers together. More
	// gain nothing, fewer would use the weights less often for each reading.
	batchRows = 256
	// rowsPerWorker is the least that pays for another worker.
	rowsPerWorker = 8
)

// cores holds a place for each processor. Whoever computes, in any call on any
// model of the process, holds as many as it has workers.
var cores = make(chan struct{}, runtime.GOMAXPROCS(0))

// takeCores waits for one place and takes up to want if they are free.
func takeCores(ctx context.Context, want int) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	select {
	case cores <- struct{}{}:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	for n := 1; n < want; n++ {
		select {
		case cores <- struct{}{}:
		default:
			return n, nil
		}
	}
	return want, nil
}

func returnCores(n int) {
	for range n {
		<-cores
	}
}

// through takes sequences of tokens through layers and calls done for each of
// them, in any order but never two at a time, with its hidden states,
// [tokens][hidden], which are lost when done returns. Sequences of like length go together.
func (m *Model) through(ctx context.Context, layers []*layer, ids [][]int32, done func(i int, states []float32)) error {
	order := make([]int, len(ids))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(ids[a]), len(ids[b])) })

	p := m.passes.Get().(*pass)
	defer m.passes.Put(p)
	var batch [][]int32
	for len(order) > 0 {
		batch = batch[:0]
		for rows := 0; len(batch) < len(order); {
			next := ids[order[len(batch)]]
			rows += roundUp(len(next), 4)
			if len(batch) > 0 && rows > batchRows {
				break
			}
			batch = append(batch, next)
		}
		if err := m.pass(ctx, p, layers, batch); err != nil {
			return err
		}
		for i := range batch {
			done(order[i], p.states(i))
		}
		order = order[len(batch):]
	}
	return nil
}

// pass runs one batch on as many cores as are free and worth it.
func (m *Model) pass(ctx context.Context, p *pass, layers []*layer, batch [][]int32) error {
	rows := 0
	for _, ids := range batch {
		rows += roundUp(len(ids), 4)
	}
	workers, err := takeCores(ctx, max(1, min(cap(cores), rows/rowsPerWorker)))
	if err != nil {
		return err
	}
	defer returnCores(workers)
	p.prepare(m, layers, batch, workers)
	p.run()
	return nil
}
