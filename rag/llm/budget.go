package llm

import (
	"fmt"
	"sync"
	"time"
)

// Limits bound what may be spent between one midnight UTC and the next. Zero
// means no limit.
type Limits struct {
	TokensPerDay     int
	MoneyPerDay      float64 // in the currency of Prices
	UserTokensPerDay int
	UserMoneyPerDay  float64
}

// Prices are for a million tokens.
type Prices struct {
	Input, Output, Embedding float64
}

// Usage counts what calls used. The zero value is nothing.
type Usage struct {
	Calls           int
	InputTokens     int
	OutputTokens    int
	EmbeddingTokens int
	Money           float64
}

// Add gives the sum of two usages.
func (u Usage) Add(v Usage) Usage {
	return Usage{u.Calls + v.Calls, u.InputTokens + v.InputTokens, u.OutputTokens + v.OutputTokens, u.EmbeddingTokens + v.EmbeddingTokens, u.Money + v.Money}
}

// Tokens is the sum of all tokens.
func (u Usage) Tokens() int { return u.InputTokens + u.OutputTokens + u.EmbeddingTokens }

// ledger keeps the day's usage, of all and of each user, against the limits.
// What is under way counts as spent in full, so that calls side by side do not
// pass a limit together.
type ledger struct {
	limits Limits
	prices Prices
	clock  Clock

	mu    sync.Mutex
	day   string
	total Usage
	users map[string]Usage
}

// price fills in the money.
func (l *ledger) price(u Usage) Usage {
	u.Money = (float64(u.InputTokens)*l.prices.Input + float64(u.OutputTokens)*l.prices.Output + float64(u.EmbeddingTokens)*l.prices.Embedding) / 1e6
	return u
}

// reserve books what a call may use at most. The returned function must be
// called with what it did use. An error is a Fault of kind Budget.
func (l *ledger) reserve(user string, most Usage) (settle func(Usage), err error) {
	most = l.price(most)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn()
	if over := l.over(user, most); over != "" {
		return nil, &Fault{Budget, over}
	}
	day := l.day
	l.book(user, most, 1)
	return func(used Usage) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.turn()
		if l.day == day {
			l.book(user, most, -1)
		}
		l.book(user, l.price(used), 1)
	}, nil
}

// turn begins a new day.
func (l *ledger) turn() {
	if day := l.clock.Now().UTC().Format(time.DateOnly); day != l.day {
		l.day, l.total, l.users = day, Usage{}, map[string]Usage{}
	}
}

func (l *ledger) book(user string, u Usage, sign int) {
	u = Usage{sign * u.Calls, sign * u.InputTokens, sign * u.OutputTokens, sign * u.EmbeddingTokens, float64(sign) * u.Money}
	l.total = l.total.Add(u)
	if user != "" {
		l.users[user] = l.users[user].Add(u)
	}
}

// over says which limit the usage would pass, "" if none.
func (l *ledger) over(user string, u Usage) string {
	all, own := l.total.Add(u), l.users[user].Add(u)
	switch {
	case l.limits.TokensPerDay > 0 && all.Tokens() > l.limits.TokensPerDay:
		return fmt.Sprintf("%d tokens a day", l.limits.TokensPerDay)
	case l.limits.MoneyPerDay > 0 && all.Money > l.limits.MoneyPerDay:
		return fmt.Sprintf("%.2f of money a day", l.limits.MoneyPerDay)
	case user != "" && l.limits.UserTokensPerDay > 0 && own.Tokens() > l.limits.UserTokensPerDay:
		return fmt.Sprintf("%d tokens a day for one user", l.limits.UserTokensPerDay)
	case user != "" && l.limits.UserMoneyPerDay > 0 && own.Money > l.limits.UserMoneyPerDay:
		return fmt.Sprintf("%.2f of money a day for one user", l.limits.UserMoneyPerDay)
	}
	return ""
}

// today gives the usage since midnight UTC.
func (l *ledger) today() Usage {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn()
	return l.total
}
