package llm

import (
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// Options configure a Client. The zero value of a field has the default that
// its comment names.
type Options struct {
	// BaseURL of a compatible server, such as http://127.0.0.1:11434/v1; the
	// OpenAI service if empty. For Azure, the resource's own address.
	BaseURL string
	// Key may be empty for a server that wants none.
	Key Secret
	// AzureVersion is Azure's API version; set, the client speaks Azure's
	// dialect, where Model is the name of a deployment.
	AzureVersion string
	Model        string
	// CallTimeout bounds one call with its retries; 20 seconds.
	CallTimeout time.Duration
	// MaxOutputTokens bounds an answer of the model; 800.
	MaxOutputTokens int
	Limits          Limits
	Prices          Prices
	Meter           Meter        // told nothing
	Log             *slog.Logger // discarded
	Clock           Clock        // the wall clock
}

// Meter is told what every call used, as far as it is known.
type Meter interface {
	Model(model string, promptTokens, answerTokens int, money float64)
}

// Client calls one service. It may be used concurrently.
type Client struct {
	opts   Options
	key    Secret
	api    *openai.Client
	http   *http.Client
	ledger *ledger
	log    *slog.Logger

	noUsage  atomic.Bool // the server does not know stream_options
	noBase64 atomic.Bool // the server sends vectors as numbers only

	mu     sync.Mutex
	faults map[FaultKind]int
}

// New makes a Client. It makes no call.
func New(opts Options) *Client {
	if opts.CallTimeout == 0 {
		opts.CallTimeout = 20 * time.Second
	}
	if opts.MaxOutputTokens == 0 {
		opts.MaxOutputTokens = 800
	}
	if opts.Clock == nil {
		opts.Clock = wallClock{}
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	c := &Client{
		opts:   opts,
		key:    opts.Key,
		http:   &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()},
		ledger: &ledger{limits: opts.Limits, prices: opts.Prices, clock: opts.Clock, users: map[string]Usage{}},
		log:    opts.Log,
		faults: map[FaultKind]int{},
	}
	config := openai.DefaultConfig(string(opts.Key))
	if opts.AzureVersion != "" {
		config = openai.DefaultAzureConfig(string(opts.Key), opts.BaseURL)
		config.APIVersion = opts.AzureVersion
		config.AzureModelMapperFunc = func(deployment string) string { return deployment }
	} else if opts.BaseURL != "" {
		config.BaseURL = strings.TrimSuffix(opts.BaseURL, "/")
	}
	config.HTTPClient = &retrier{client: c.http, breaker: &breaker{clock: opts.Clock}, clock: opts.Clock, key: opts.Key}
	c.api = openai.NewClientWithConfig(config)
	return c
}

// Model is the name of the model that answers.
func (c *Client) Model() string { return c.opts.Model }

// Close frees the connections that are not in use.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Usage is what was used since midnight UTC.
func (c *Client) Usage() Usage { return c.ledger.today() }

// Faults counts the calls that gave nothing, by kind, since the start.
func (c *Client) Faults() map[FaultKind]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make(map[FaultKind]int, len(c.faults))
	for k, n := range c.faults {
		out[k] = n
	}
	return out
}

// spent settles a call's reservation and tells the meter.
func (c *Client) spent(settle func(Usage), model string, u Usage) Usage {
	settle(u)
	u = c.ledger.price(u)
	if c.opts.Meter != nil {
		c.opts.Meter.Model(model, u.InputTokens+u.EmbeddingTokens, u.OutputTokens, u.Money)
	}
	return u
}

// fail counts and logs a fault and returns it as an error.
func (c *Client) fail(f *Fault) error {
	c.mu.Lock()
	c.faults[f.Kind]++
	c.mu.Unlock()
	c.log.Warn("language model gave nothing", "fault", string(f.Kind), "hint", f.Sentence(), "detail", f.Detail)
	return f
}

// reasoning matches the models that refuse a temperature and max_tokens.
var reasoning = regexp.MustCompile(`^(o1|o3|o4|gpt-5|gpt-6)`)

// ownService reports whether the service is OpenAI's or Azure's own, which
// know parameters that compatible servers do not.
func (c *Client) ownService() bool {
	if c.opts.BaseURL == "" || c.opts.AzureVersion != "" {
		return true
	}
	u, err := url.Parse(c.opts.BaseURL)
	return err == nil && strings.HasSuffix(u.Hostname(), ".openai.com")
}
