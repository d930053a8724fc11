package main

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func testRandom() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

func TestRender(t *testing.T) {
	tests := []struct {
		request request
		want    string
	}{
		{request{Method: "GET", Path: "/a?b=c"}, "GET /a?b=c HTTP/1.1\r\nHost: h:1\r\n\r\n"},
		{request{Method: "HEAD", Path: "/", Headers: map[string]string{"B": "2", "A": "1", "host": "x"}}, "HEAD / HTTP/1.1\r\nA: 1\r\nB: 2\r\nhost: x\r\n\r\n"},
		{request{Method: "POST", Path: "/"}, "POST / HTTP/1.1\r\nHost: h:1\r\nContent-Length: 0\r\n\r\n"},
		{request{Method: "DELETE", Path: "/", Body: "ä"}, "DELETE / HTTP/1.1\r\nHost: h:1\r\nContent-Length: 2\r\n\r\nä"},
	}
	for _, tt := range tests {
		got := tt.request.render("h:1")
		if string(got.bytes) != tt.want || got.head != (tt.request.Method == "HEAD") {
			t.Errorf("%q, want %q", got.bytes, tt.want)
		}
	}
}

func TestMixDrawsByWeight(t *testing.T) {
	weights := []float64{1, 6, 3}
	var requests []request
	for i := range weights {
		requests = append(requests, request{Weight: &weights[i]})
	}
	m, counts := newMix(requests, testRandom()), make([]float64, 3)
	const n = 100_000
	for range n {
		counts[m.draw()]++
	}
	for i, w := range weights {
		if math.Abs(counts[i]/n-w/10) > 0.01 {
			t.Errorf("request %d: %v of all, want %v", i, counts[i]/n, w/10)
		}
	}
}

func TestVerdict(t *testing.T) {
	eight := int64(8)
	tests := []struct {
		expect expect
		status int
		bytes  int64
		kind   failure
		right  bool
	}{
		{expect{}, 500, 0, 0, true},
		{expect{Status: 200}, 200, 5, 0, true},
		{expect{Status: 200, MinBytes: 9}, 500, 5, failedStatus, false},
		{expect{MinBytes: 5, MaxBytes: &eight}, 200, 8, 0, true},
		{expect{MinBytes: 5, MaxBytes: &eight}, 200, 9, failedLength, false},
		{expect{MinBytes: 5}, 200, 4, failedLength, false},
	}
	for _, tt := range tests {
		if kind, right := tt.expect.verdict(tt.status, tt.bytes); kind != tt.kind || right != tt.right {
			t.Errorf("%+v of %d, %d bytes: %v %v", tt.expect, tt.status, tt.bytes, kind, right)
		}
	}
}

func TestDescribeAnswer(t *testing.T) {
	got := describeAnswer("GET /db", 500, 300, []byte("no\r\n good \xff"+strings.Repeat("é", 300)))
	want := "GET /db answered 500 (300 bytes: no good \uFFFD" + strings.Repeat("é", 189) + "...)"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestHistogram(t *testing.T) {
	a, b := newLatencies(), newLatencies()
	for i := range int64(1000) {
		a.record((i + 1) * 1_000_000) // 1 ms .. 1 s
	}
	b.record(0)
	b.record(70e9) // beyond the range: counted at its end, the maximum is exact
	a.merge(b)
	f := a.figures()
	for _, tt := range []struct{ got, want float64 }{{f.P50, 500e3}, {f.P90, 900e3}, {f.P99, 990e3}, {f.Max, 70e6}} {
		if math.Abs(tt.got/tt.want-1) > 0.002 {
			t.Errorf("%v, want %v (%+v)", tt.got, tt.want, f)
		}
	}
	if want := (500.5e6*1000 + 70e9) / 1002 / 1000; math.Abs(f.Mean-want) > 1 {
		t.Errorf("mean %v, want %v", f.Mean, want)
	}
	if l := newLatencies(); len(l.sparse()) != 0 || l.figures() != (latencyFigures{}) {
		t.Errorf("empty: %v %+v", l.sparse(), l.figures())
	}
}

// A lab that merges blocks works on the sparse list: quantiles from it must be the
// histogram's own.
func TestSparseListHasTheSameQuantiles(t *testing.T) {
	l, random := newLatencies(), testRandom()
	for range 5000 {
		l.record(int64(random.ExpFloat64() * 3e6))
	}
	list := l.sparse()
	for _, q := range []float64{.5, .9, .95, .99, .999} {
		need, at := int64(math.Ceil(q*5000)), 0
		for sum := list[0][1]; sum < need; sum += list[at][1] {
			at++
		}
		if float64(list[at][0]) != l.quantile(q) {
			t.Errorf("quantile %v: %d from the list, %v from the histogram", q, list[at][0], l.quantile(q))
		}
	}
}

func TestReservoirIsUniform(t *testing.T) {
	random, counts := testRandom(), make([]int, 40)
	const rounds = 20_000
	for range rounds {
		// Two workers that saw 10 and 30 answers; a merged sample of 4.
		workers := []*reservoir{newReservoir(4, random), newReservoir(4, random)}
		for i := range counts {
			w := workers[0]
			if i >= 10 {
				w = workers[1]
			}
			if slot := w.pick(); slot >= 0 {
				w.kept[slot] = &sample{Request: i}
			}
		}
		for _, s := range mergeSamples(4, workers, random) {
			counts[s.Request]++
		}
	}
	for i, n := range counts {
		if math.Abs(float64(n)/(rounds*4/40)-1) > 0.1 {
			t.Errorf("answer %d was kept %d times, want about %d", i, n, rounds*4/40)
		}
	}
}

func TestArrivals(t *testing.T) {
	for _, kind := range []string{"constant", "poisson"} {
		l := load{Rate: 3000, Arrivals: kind}
		var all, squares float64
		for index := range 2 {
			a, last := newArrivals(&l, index, 2, 1000, testRandom()), int64(0)
			for range 30_000 {
				at := a.next()
				gap := float64(at-last) / 1e9
				if last > 0 {
					all += gap
					squares += gap * gap
				}
				last = at
			}
			if seconds := float64(last-1000) / 1e9; math.Abs(seconds/20-1) > 0.03 {
				t.Errorf("%s: worker %d took %v s for 30,000 requests at 1,500/s", kind, index, seconds)
			}
		}
		n := 2 * 29_999.0
		variation := math.Sqrt(squares/n-(all/n)*(all/n)) / (all / n)
		if want := map[string]float64{"constant": 0, "poisson": 1}[kind]; math.Abs(variation-want) > 0.05 {
			t.Errorf("%s: the gaps vary by %v of their mean, want %v", kind, variation, want)
		}
	}
}

func TestShareAddsUp(t *testing.T) {
	for n := range 20 {
		for count := 1; count < 5; count++ {
			sum := 0
			for i := range count {
				sum += share(n, i, count)
			}
			if sum != n {
				t.Errorf("%d over %d makes %d", n, count, sum)
			}
		}
	}
}

func TestFIFO(t *testing.T) {
	var q fifo[int]
	in, out := 0, 0
	for range 1000 {
		for range 3 {
			q.push(in)
			in++
		}
		for range 2 {
			if q.first() != out || q.pop() != out {
				t.Fatalf("out of order at %d", out)
			}
			out++
		}
	}
	if q.len() != in-out {
		t.Errorf("%d left, want %d", q.len(), in-out)
	}
}
