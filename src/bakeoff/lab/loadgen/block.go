package main

import (
	"math/rand/v2"
	"runtime"
	"sync"
)

// startsIn is the time between making the workers and the start of the block.
const startsIn = 1_000_000

// runBlock carries out one plan on as many threads as the generator has cores.
func runBlock(p *plan) (*result, error) {
	wires := renderAll(p)
	idle, err := holdIdle(p, &wires[0])
	if err != nil {
		return nil, err
	}
	connections := p.Load.Connections
	if p.Load.Shape == "open" {
		connections = p.Load.MaxConnections
	}
	cores := ownCores()
	workers := make([]*worker, min(cores.threads(), connections))
	start := clock() + startsIn
	for i := range workers {
		if workers[i], err = newWorker(p, wires, i, len(workers), start); err != nil {
			return nil, err
		}
	}
	runtime.GC() // what the last block left; during a block there is next to nothing
	before := currentUsage()
	var others sync.WaitGroup
	for _, w := range workers[1:] {
		others.Go(func() { w.run(cores) })
	}
	workers[0].run(cores)
	others.Wait()
	used := currentUsage().since(before)
	return collect(p, workers, used, releaseIdle(idle)), nil
}

func collect(p *plan, workers []*worker, used usage, idle int) *result {
	total := workers[0].tally
	var reservoirs []*reservoir
	for i, w := range workers {
		if i > 0 {
			total.merge(w.tally)
		}
		reservoirs = append(reservoirs, w.samples)
	}
	r := newResult(p, total, used, len(workers), idle)
	r.Samples = mergeSamples(p.Samples, reservoirs, rand.New(rand.NewPCG(p.Seed, 0)))
	return r
}
