// Package ops lets an operator see the bot from outside: metrics for
// Prometheus, and addresses that say whether the bot lives and is ready.
//
// Metrics is handed to the parts that have something to count, each of which
// declares the one or two methods it needs. Server serves what was counted.
package ops

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"casebot/rag"
)

// Metrics counts what happens. Labels hold only words that the program itself
// chose, never a user's text or an ID, so their number is bounded. All methods
// may be called concurrently; those of a nil *Metrics do nothing.
type Metrics struct {
	registry *prometheus.Registry

	questions   *prometheus.CounterVec
	refusals    *prometheus.CounterVec
	failures    *prometheus.CounterVec
	dropped     *prometheus.CounterVec
	stages      *prometheus.HistogramVec
	connected   prometheus.Gauge
	connections prometheus.Counter
	limited     *prometheus.CounterVec
	tokens      *prometheus.CounterVec
	money       *prometheus.CounterVec
	corpus      *prometheus.GaugeVec
	articles    prometheus.Gauge
	sentences   prometheus.Gauge
	loaded      prometheus.Gauge
	reloads     *prometheus.CounterVec
	cache       *prometheus.CounterVec
	store       *prometheus.CounterVec
}

// NewMetrics returns metrics in a registry of their own, with those of the Go
// runtime (goroutines, heap) and of the process beside them.
func NewMetrics() *Metrics {
	m := &Metrics{
		registry:    prometheus.NewRegistry(),
		questions:   counters("questions_total", "Questions by what became of them.", "outcome"),
		refusals:    counters("refusals_total", "Questions that were not answered as asked, by kind.", "kind"),
		failures:    counters("failures_total", "Questions that ended in a fault, by kind.", "kind"),
		dropped:     counters("dropped_citations_total", "Citations that failed the check and were not shown, by reason.", "reason"),
		connected:   gauge("gateway_connected", "1 while the gateway is connected."),
		connections: prometheus.NewCounter(prometheus.CounterOpts{Namespace: "casebot", Name: "gateway_connections_total", Help: "Times that the gateway connected."}),
		limited:     counters("rate_limited_total", "Requests refused by a rate limit, by whose limit it is.", "scope"),
		tokens:      counters("model_tokens_total", "Tokens of the language model.", "model", "direction"),
		money:       counters("model_money_total", "Money spent on the language model, by the prices in the settings.", "model"),
		corpus:      prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "casebot", Name: "corpus_info", Help: "1 for the version that answers."}, []string{"version"}),
		articles:    gauge("corpus_articles", "Articles that answers come from."),
		sentences:   gauge("corpus_sentences", "Quotable sentences in them."),
		loaded:      gauge("corpus_loaded_timestamp_seconds", "When the version that answers was put in place."),
		reloads:     counters("corpus_reloads_total", "Reloads by result.", "result"),
		cache:       counters("cache_requests_total", "Look-ups in a cache, by result.", "cache", "result"),
		store:       counters("store_failures_total", "Writes that were not stored, by kind.", "kind"),
		stages: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: "casebot", Name: "stage_seconds", Help: "How long a stage of answering takes.",
			// From a cached answer to the time-out of a language model.
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60},
		}, []string{"stage"}),
	}
	m.registry.MustRegister(
		m.questions, m.refusals, m.failures, m.dropped, m.stages, m.connected, m.connections, m.limited,
		m.tokens, m.money, m.corpus, m.articles, m.sentences, m.loaded, m.reloads, m.cache, m.store,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "casebot", Name: name, Help: help}, labels)
}

func gauge(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "casebot", Name: name, Help: help})
}

// Question counts an answered question.
func (m *Metrics) Question(o rag.Outcome) {
	if m == nil {
		return
	}
	m.questions.WithLabelValues(o.String()).Inc()
	if o.Refused() {
		m.refusals.WithLabelValues(o.String()).Inc()
	}
}

// Failure counts a question that ended in a fault: "timeout", "panic", ...
func (m *Metrics) Failure(kind string) {
	if m != nil {
		m.failures.WithLabelValues(kind).Inc()
	}
}

// DroppedCitation counts a citation that failed its check.
func (m *Metrics) DroppedCitation(reason string) {
	if m != nil {
		m.dropped.WithLabelValues(reason).Inc()
	}
}

// Stage notes how long one stage of an answer took: "retrieve", "judge",
// "generate", "acknowledge", "answer" (the whole), ...
func (m *Metrics) Stage(name string, took time.Duration) {
	if m != nil {
		m.stages.WithLabelValues(name).Observe(took.Seconds())
	}
}

// Gateway notes that the connection to Discord came or went.
func (m *Metrics) Gateway(connected bool) {
	if m == nil {
		return
	}
	if !connected {
		m.connected.Set(0)
		return
	}
	m.connected.Set(1)
	m.connections.Inc()
}

// RateLimited counts a request that a limit refused; scope is "user",
// "channel", "guild" or "discord".
func (m *Metrics) RateLimited(scope string) {
	if m != nil {
		m.limited.WithLabelValues(scope).Inc()
	}
}

// Model counts what a language model used for one answer, money by the prices
// in the settings.
func (m *Metrics) Model(model string, inputTokens, outputTokens int, money float64) {
	if m == nil {
		return
	}
	m.tokens.WithLabelValues(model, "in").Add(float64(inputTokens))
	m.tokens.WithLabelValues(model, "out").Add(float64(outputTokens))
	m.money.WithLabelValues(model).Add(money)
}

// Corpus notes the version that answers from now on.
func (m *Metrics) Corpus(version string, articles, sentences int, at time.Time) {
	if m == nil {
		return
	}
	m.corpus.Reset()
	m.corpus.WithLabelValues(version).Set(1)
	m.articles.Set(float64(articles))
	m.sentences.Set(float64(sentences))
	m.loaded.Set(float64(at.UnixMilli()) / 1000)
}

// Reload counts a reload: "swapped", "unchanged" or "failed".
func (m *Metrics) Reload(result string) {
	if m != nil {
		m.reloads.WithLabelValues(result).Inc()
	}
}

// Cache counts a look-up in the named cache.
func (m *Metrics) Cache(name string, hit bool) {
	if m == nil {
		return
	}
	result := "miss"
	if hit {
		result = "hit"
	}
	m.cache.WithLabelValues(name, result).Inc()
}

// StoreFailure counts a write that was not stored, by store.Kind.
func (m *Metrics) StoreFailure(kind string) {
	if m != nil {
		m.store.WithLabelValues(kind).Inc()
	}
}
