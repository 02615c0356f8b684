package bot_test

import (
	"context"
	"strings"
	"testing"

	"casebot/bot"
	"casebot/bot/discordtest"
	"casebot/rag"
)

// verifier finds "eight" supported, "ten" contradicted, and nothing else.
type verifier struct{}

func (verifier) Verify(_ context.Context, claim string) (rag.Verdict, error) {
	v := rag.Verdict{Claim: claim, Outcome: rag.NotFound, Citations: []rag.Citation{cite("has been sentenced to eight years", "")}}
	switch {
	case strings.Contains(claim, "eight"):
		v.Outcome, v.Reason = rag.Supported, "The passage says so."
	case strings.Contains(claim, "ten"):
		v.Outcome, v.Reason = rag.Contradicted, "The passage says eight years, not ten."
	}
	return v, nil
}

func TestVerify(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(_ *stage, o *bot.Options) { o.Verifier = verifier{} })
	for name, claim := range map[string]string{
		"supported": "Ji got eight years.", "contradicted": "Ji got ten years.", "not_found": "Ji likes *chess*.",
	} {
		x := s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "verify", Options: map[string]any{"claim": claim}})
		s.shows("verify_"+name, x.Await())
	}
	said := s.says(s.bob, "Ji got ten years.")
	m := s.Command(discordtest.Use{By: s.ann, In: s.channel, Name: "Check this claim", Target: said}).Await()
	ephemeral(t, m)
	contains(t, m, "Contradicted")
}
