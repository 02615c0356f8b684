// Package config reads the settings of the program from its environment and
// an optional YAML file into one plain struct, and checks them.
//
// Only main imports it and hands the parts on as options of the packages.
package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
	"github.com/goccy/go-yaml"
)

// Config holds every setting. The tags name the environment variable, the key
// in the file (the same in lower case), the default and the line of the
// README's table.
type Config struct {
	CorpusDir string `env:"CORPUS_DIR" doc:"folder of articles; empty: the built-in ones"`
	CacheDir  string `env:"CACHE_DIR" doc:"folder for vectors; empty: casebot in the user's cache folder"`

	DataDir string `env:"DATA_DIR" doc:"folder for feedback, settings and earlier versions of the articles; empty: casebot in the user's configuration folder"`

	DiscordToken Secret `env:"DISCORD_TOKEN" doc:"bot token; empty: the terminal"`

	HomeGuilds       []string `env:"HOME_GUILDS" doc:"IDs of the servers whose managers may administer the articles, with commas"`
	AdminUsers       []string `env:"ADMIN_USERS" doc:"IDs of users who may do so anywhere"`
	AdminRoles       []string `env:"ADMIN_ROLES" doc:"IDs of roles that may do so in the home servers"`
	DevGuild         string   `env:"DEV_GUILD" doc:"ID of a server that alone gets the commands, at once; empty: every server"`
	MessageContent   bool     `env:"MESSAGE_CONTENT" envDefault:"false" doc:"the message content intent is switched on in the portal: follow threads without a mention"`
	UserPerMinute    int      `env:"USER_PER_MINUTE" envDefault:"10" doc:"questions a minute from one user"`
	ChannelPerMinute int      `env:"CHANNEL_PER_MINUTE" envDefault:"30" doc:"questions a minute in one channel"`

	Generator         string        `env:"GENERATOR" envDefault:"auto" doc:"who phrases answers: openai, off (answers quote), or auto: openai where a key or base URL is set"`
	GeneratorDeadline time.Duration `env:"GENERATOR_DEADLINE" envDefault:"20s" doc:"after this time the offline answer comes instead"`
	OpenAIKey         Secret        `env:"OPENAI_API_KEY" doc:"key of the language model service; local servers want none"`
	OpenAIBaseURL     string        `env:"OPENAI_BASE_URL" doc:"a compatible server, such as http://127.0.0.1:11434/v1; empty: OpenAI"`
	OpenAIModel       string        `env:"OPENAI_MODEL" envDefault:"gpt-4o-mini" doc:"language model; at Azure the deployment"`
	OpenAIMaxTokens   int           `env:"OPENAI_MAX_TOKENS" envDefault:"800" doc:"longest answer of the language model in tokens"`
	AzureVersion      string        `env:"AZURE_API_VERSION" doc:"set, such as 2024-10-21, the base URL is an Azure resource"`

	Embedder            string `env:"EMBEDDER" envDefault:"local" doc:"local, or openai: a service's vectors beside the local ones"`
	EmbeddingModel      string `env:"EMBEDDING_MODEL" envDefault:"text-embedding-3-small" doc:"model of those vectors"`
	EmbeddingDimensions int    `env:"EMBEDDING_DIMENSIONS" envDefault:"512" doc:"numbers in one of those vectors; models that cannot shorten theirs have one value only"`

	ModelTokens         int     `env:"MODEL_TOKENS_PER_DAY" envDefault:"1000000" doc:"tokens that the service may be sent and send in a day (UTC); 0: no limit"`
	ModelUserTokens     int     `env:"MODEL_USER_TOKENS_PER_DAY" envDefault:"100000" doc:"the same for one user"`
	ModelMoney          float64 `env:"MODEL_MONEY_PER_DAY" envDefault:"0" doc:"money that the service may cost in a day, by the prices below; 0: no limit"`
	ModelUserMoney      float64 `env:"MODEL_USER_MONEY_PER_DAY" envDefault:"0" doc:"the same for one user"`
	ModelPriceInput     float64 `env:"MODEL_PRICE_INPUT" envDefault:"0" doc:"price of a million tokens sent"`
	ModelPriceOutput    float64 `env:"MODEL_PRICE_OUTPUT" envDefault:"0" doc:"price of a million tokens received"`
	ModelPriceEmbedding float64 `env:"MODEL_PRICE_EMBEDDING" envDefault:"0" doc:"price of a million tokens made into vectors"`

	LogLevel  string `env:"LOG_LEVEL" envDefault:"info" doc:"debug, info, warn or error"`
	LogFormat string `env:"LOG_FORMAT" envDefault:"text" doc:"text or json"`

	CorpusWatch bool   `env:"CORPUS_WATCH" envDefault:"false" doc:"reload the articles when their folder has changed"`
	OpsAddr     string `env:"OPS_ADDR" envDefault:"127.0.0.1:9090" doc:"where the bot serves /healthz, /readyz and /metrics; off: nowhere"`
	Pprof       bool   `env:"PPROF" envDefault:"false" doc:"serve /debug/pprof/ there too"`

	FeedbackDays   int `env:"FEEDBACK_DAYS" envDefault:"180" doc:"how long feedback is kept"`
	UnansweredDays int `env:"UNANSWERED_DAYS" envDefault:"180" doc:"how long an unanswered question is kept after it was last asked"`
	AuditDays      int `env:"AUDIT_DAYS" envDefault:"365" doc:"how long the admins' actions are kept"`
	LinkDays       int `env:"LINK_DAYS" envDefault:"30" doc:"how long an answer can be followed up by a reply"`
}

// Load reads the YAML file at path, if path is not empty, and then the
// variables, which win. It reports all faults at once, each with its remedy.
func Load(path string, environ []string) (*Config, error) {
	settings := env.ToMap(environ)
	if path != "" {
		file, err := readFile(path)
		if err != nil {
			return nil, err
		}
		for key, value := range file {
			if _, set := settings[key]; !set {
				settings[key] = value
			}
		}
	}
	var c Config
	if err := env.ParseWithOptions(&c, env.Options{Environment: settings}); err != nil {
		return nil, readable(err)
	}
	return &c, c.Validate()
}

// readFile returns the settings of a YAML file by the names of their variables.
func readFile(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the configuration file: %w", err)
	}
	var raw map[string]any
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&raw); err != nil && len(bytes.TrimSpace(data)) > 0 {
		return nil, fmt.Errorf("configuration file %s: %w", path, err)
	}
	known := map[string]bool{}
	for _, s := range Settings() {
		known[s.Name] = true
	}
	out := map[string]string{}
	var faults []error
	for key, value := range raw {
		name := strings.ToUpper(key)
		if !known[name] {
			faults = append(faults, fmt.Errorf("configuration file %s: unknown setting %q; the README lists the settings", path, key))
			continue
		}
		out[name] = text(value)
	}
	slices.SortFunc(faults, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return out, errors.Join(faults...)
}

// text writes a YAML value as its variable would hold it: lists with commas.
func text(value any) string {
	list, ok := value.([]any)
	if !ok {
		return fmt.Sprint(value)
	}
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = fmt.Sprint(v)
	}
	return strings.Join(parts, ",")
}

// readable turns the parser's error into one that names the variable. The
// value stays out of it: it may be a secret in the wrong place.
func readable(err error) error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return err
	}
	var out []error
	for _, e := range all.Errors {
		var parse env.ParseError
		if errors.As(e, &parse) {
			name := settingOf(parse.Name).Name
			out = append(out, fmt.Errorf("%s is not a valid %s; give it one or leave it unset", name, kindName(parse.Type)))
			continue
		}
		out = append(out, e)
	}
	return errors.Join(out...)
}

func kindName(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Duration]():
		return `duration, such as "20s" or "5m"`
	case t.Kind() == reflect.Bool:
		return `answer, "true" or "false"`
	default:
		return "number"
	}
}

// Validate reports every setting that cannot work, with what to do about it.
func (c *Config) Validate() error {
	return errors.Join(
		oneOf("LOG_LEVEL", c.LogLevel, "debug", "info", "warn", "error"),
		oneOf("LOG_FORMAT", c.LogFormat, "text", "json"),
		folder("CORPUS_DIR", c.CorpusDir),
		token(c.DiscordToken),
		c.model(),
		address("OPS_ADDR", c.OpsAddr),
		days("FEEDBACK_DAYS", c.FeedbackDays),
		days("UNANSWERED_DAYS", c.UnansweredDays),
		days("AUDIT_DAYS", c.AuditDays),
		days("LINK_DAYS", c.LinkDays),
	)
}

// Off is the value that switches an address off.
const Off = "off"

func address(name, value string) error {
	if value == Off {
		return nil
	}
	if _, port, err := net.SplitHostPort(value); err != nil || port == "" {
		return fmt.Errorf("%s is %q; set it to host and port, such as 127.0.0.1:9090, or to off", name, value)
	}
	return nil
}

func days(name string, value int) error {
	const most = 3650
	if value < 1 || value > most {
		return fmt.Errorf("%s is %d; set it to a number of days from 1 to %d", name, value, most)
	}
	return nil
}

func oneOf(name, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s is %q; set it to %s", name, value, strings.Join(allowed, ", "))
}

func folder(name, path string) error {
	if path == "" {
		return nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("%s: %w; make the folder, or unset it to use the built-in articles", name, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s: %s is a file; name the folder that holds it", name, path)
	}
	return nil
}

func token(t Secret) error {
	if strings.ContainsAny(string(t), " \t\r\n\"'") {
		return errors.New("DISCORD_TOKEN holds spaces or quotes; paste the token alone, as the developer portal shows it")
	}
	return nil
}

// Data returns the folder for what must be kept, or an error where the system
// names none.
func (c *Config) Data() (string, error) {
	if c.DataDir != "" {
		return c.DataDir, nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "casebot"), nil
}

// Cache returns the folder for vectors, or an error where the system names none.
func (c *Config) Cache() (string, error) {
	if c.CacheDir != "" {
		return c.CacheDir, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "casebot"), nil
}

// Phrased reports whether a language model is to phrase the answers.
func (c *Config) Phrased() bool {
	return c.Generator == "openai" || c.Generator == "auto" && (c.OpenAIKey != "" || c.OpenAIBaseURL != "")
}

// model reports what is wrong with the settings of the language model.
func (c *Config) model() error {
	faults := []error{oneOf("GENERATOR", c.Generator, "auto", "openai", Off), oneOf("EMBEDDER", c.Embedder, "local", "openai")}
	if strings.ContainsAny(string(c.OpenAIKey), " \t\r\n\"'") {
		faults = append(faults, errors.New("OPENAI_API_KEY holds spaces or quotes; paste the key alone"))
	}
	if u, err := url.Parse(c.OpenAIBaseURL); err != nil || c.OpenAIBaseURL != "" && (u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		faults = append(faults, errors.New("OPENAI_BASE_URL is no address; set it to one such as http://127.0.0.1:11434/v1"))
	}
	if c.Generator == "openai" && c.OpenAIKey == "" && c.OpenAIBaseURL == "" {
		faults = append(faults, errors.New("GENERATOR is openai without OPENAI_API_KEY or OPENAI_BASE_URL; set one, or set GENERATOR to off"))
	}
	if c.Embedder == "openai" && c.OpenAIKey == "" && c.OpenAIBaseURL == "" {
		faults = append(faults, errors.New("EMBEDDER is openai without OPENAI_API_KEY or OPENAI_BASE_URL; set one, or set EMBEDDER to local"))
	}
	if c.EmbeddingDimensions < 1 {
		faults = append(faults, fmt.Errorf("EMBEDDING_DIMENSIONS is %d; set it to at least 1", c.EmbeddingDimensions))
	}
	if c.AzureVersion != "" && c.OpenAIBaseURL == "" {
		faults = append(faults, errors.New("AZURE_API_VERSION is set without OPENAI_BASE_URL; set that to the address of the Azure resource"))
	}
	if c.GeneratorDeadline < time.Second {
		faults = append(faults, fmt.Errorf("GENERATOR_DEADLINE is %s; set it to at least 1s", c.GeneratorDeadline))
	}
	if c.OpenAIMaxTokens < 1 {
		faults = append(faults, fmt.Errorf("OPENAI_MAX_TOKENS is %d; set it to at least 1", c.OpenAIMaxTokens))
	}
	for name, value := range map[string]float64{
		"MODEL_TOKENS_PER_DAY": float64(c.ModelTokens), "MODEL_USER_TOKENS_PER_DAY": float64(c.ModelUserTokens),
		"MODEL_MONEY_PER_DAY": c.ModelMoney, "MODEL_USER_MONEY_PER_DAY": c.ModelUserMoney,
		"MODEL_PRICE_INPUT": c.ModelPriceInput, "MODEL_PRICE_OUTPUT": c.ModelPriceOutput, "MODEL_PRICE_EMBEDDING": c.ModelPriceEmbedding,
	} {
		if value < 0 {
			faults = append(faults, fmt.Errorf("%s is negative; set it to 0 or more", name))
		}
	}
	if (c.ModelMoney > 0 || c.ModelUserMoney > 0) && c.ModelPriceInput == 0 && c.ModelPriceOutput == 0 {
		faults = append(faults, errors.New("a limit of money is set without prices; set MODEL_PRICE_INPUT and MODEL_PRICE_OUTPUT"))
	}
	slices.SortFunc(faults, func(a, b error) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return errors.Join(faults...)
}
