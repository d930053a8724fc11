package main

import hdr "github.com/HdrHistogram/hdrhistogram-go"

const (
	histogramMaxUS  = 60_000_000 // 60 s
	histogramDigits = 3
)

// latencies counts latencies in an HdrHistogram of microseconds with three
// significant digits; mean and maximum are kept exactly beside it.
type latencies struct {
	counts *hdr.Histogram
	sumNS  int64
	maxNS  int64
}

func newLatencies() *latencies {
	return &latencies{counts: hdr.New(1, histogramMaxUS, histogramDigits)}
}

func (l *latencies) record(ns int64) {
	ns = max(ns, 0)
	us := min(max((ns+500)/1000, 1), histogramMaxUS)
	_ = l.counts.RecordValue(us) // cannot fail: the value is within the range
	l.sumNS += ns
	l.maxNS = max(l.maxNS, ns)
}

func (l *latencies) merge(other *latencies) {
	l.counts.Merge(other.counts)
	l.sumNS += other.sumNS
	l.maxNS = max(l.maxNS, other.maxNS)
}

func (l *latencies) quantile(q float64) float64 {
	return float64(l.counts.ValueAtQuantile(q * 100))
}

// latencyFigures is "latency_us" in the result.
type latencyFigures struct {
	P50  float64 `json:"p50"`
	P90  float64 `json:"p90"`
	P95  float64 `json:"p95"`
	P99  float64 `json:"p99"`
	P999 float64 `json:"p999"`
	Max  float64 `json:"max"`
	Mean float64 `json:"mean"`
}

func (l *latencies) figures() latencyFigures {
	f := latencyFigures{P50: l.quantile(.5), P90: l.quantile(.9), P95: l.quantile(.95), P99: l.quantile(.99),
		P999: l.quantile(.999), Max: float64(l.maxNS) / 1000}
	if n := l.counts.TotalCount(); n > 0 {
		f.Mean = float64(l.sumNS) / float64(n) / 1000
	}
	return f
}

// sparse lists the buckets that are not empty as [value, count]. The value is the
// highest of its bucket, as HdrHistogram's own quantiles are, so quantiles of
// merged lists equal those of merged histograms.
func (l *latencies) sparse() [][2]int64 {
	list := [][2]int64{}
	for _, bar := range l.counts.Distribution() {
		if bar.Count > 0 {
			list = append(list, [2]int64{bar.To, bar.Count})
		}
	}
	return list
}

// startErrors counts how late the generator itself was, in nanoseconds: its
// errors are of the order of one microsecond, which the latencies' unit hides.
type startErrors struct{ counts *hdr.Histogram }

func newStartErrors() *startErrors {
	return &startErrors{hdr.New(1, histogramMaxUS*1000, histogramDigits)}
}

func (s *startErrors) record(ns int64) {
	_ = s.counts.RecordValue(min(max(ns, 0), histogramMaxUS*1000))
}

// startErrorFigures is "start_error_us" in the result.
type startErrorFigures struct {
	P50 float64 `json:"p50"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

func (s *startErrors) figures() *startErrorFigures {
	us := func(ns int64) float64 { return float64(ns) / 1000 }
	return &startErrorFigures{us(s.counts.ValueAtQuantile(50)), us(s.counts.ValueAtQuantile(99)), us(s.counts.Max())}
}
