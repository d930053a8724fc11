package main

import (
	"math/rand/v2"
	"runtime"
	"sync"
)

// startsIn is the time between making the workers and the start of the block.
const startsIn = 1_000_000

// runBlock carries out one plan on as many threads as the generator has cores. After a
// lead-in it calls announce with the number of answers, which returns when to go on, and
// whether with the lead-in again or with the block.
// hangUp closes the connections, which are still open.
func runBlock(p *plan, announce func(completed int64) (again bool, err error)) (r *result, hangUp func(), err error) {
	hangUp = func() {}
	wires := renderAll(p)
	idle, err := holdIdle(p, &wires[0])
	if err != nil {
		return nil, hangUp, err
	}
	connections := p.Load.Connections
	if p.Load.Shape == "open" {
		connections = p.Load.MaxConnections
	}
	cores := ownCores()
	workers := make([]*worker, min(cores.threads(), connections))
	start := clock() + startsIn
	gate := newGate(len(workers))
	for i := range workers {
		if workers[i], err = newWorker(p, wires, gate, i, len(workers), start); err != nil {
			return nil, hangUp, err
		}
	}
	hangUp = func() {
		for _, w := range workers {
			w.hangUp()
		}
	}
	runtime.GC() // what the last block left; during a block there is next to nothing
	before := currentUsage()
	var others sync.WaitGroup
	if p.LeadS > 0 {
		others.Go(func() {
			for gate.again = true; gate.again && gate.err == nil; before = currentUsage() {
				gate.hold(workers, announce)
			}
		})
	}
	for _, w := range workers[1:] {
		others.Go(func() { w.run(cores) })
	}
	workers[0].run(cores)
	others.Wait()
	used := currentUsage().since(before)
	return collect(p, workers, used, releaseIdle(idle)), hangUp, gate.err
}

// gate holds all workers after a lead-in.
type gate struct {
	everyone sync.WaitGroup
	open     chan struct{}
	again    bool
	err      error
}

func newGate(workers int) *gate {
	g := &gate{open: make(chan struct{})}
	g.everyone.Add(workers)
	return g
}

// hold waits for all workers and lets them pass when announce returns.
func (g *gate) hold(workers []*worker, announce func(int64) (bool, error)) {
	g.everyone.Wait()
	completed := int64(0)
	for _, w := range workers {
		completed += w.tally.completed
	}
	g.again, g.err = announce(completed)
	open := g.open
	g.open = make(chan struct{})
	g.everyone.Add(len(workers))
	close(open)
}

// pass waits until all workers are here and may go on: with another lead-in or the block.
func (g *gate) pass() (again bool, err error) {
	open := g.open
	g.everyone.Done()
	<-open
	return g.again, g.err
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
