package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"casebot/rag"
	"casebot/rag/eval"
)

// ablate writes what is reached, cross-validated, when the judge reads less, and with
// each signal of the ranking, each ground of the decision and each mechanism
// of the search taken out and the rest fitted anew.
func ablate(ctx context.Context, w io.Writer, sets []set, m measured) error {
	ablateReading(w, sets, m)
	ablateRanking(w, sets, m)
	ablateDecision(w, m)
	return ablateSearch(ctx, w, sets)
}

// readings are how many sentences the judge may have read after each round.
var readings = [][]int{{3}, {5}, {10}, {20}, {3, 20}, {5, 10}, {5, 20}, {10, 20}}

// ablateReading writes what is found when the judge reads less, and how much
// it reads then. A round that leaves one sentence clearly ahead is the last.
func ablateReading(w io.Writer, sets []set, m measured) {
	fmt.Fprintf(w, "%-12s  read  hit@1 hit@3 hit@5\n", "rounds")
	for _, rounds := range readings {
		read := 0
		hits := m.hits(sets, func(r rag.Ranking, l list) []int {
			order := readInRounds(r, l, rounds)
			read += len(order)
			return order
		})
		fmt.Fprintf(w, "%-12s  %4.1f  %.3f %.3f %.3f\n", fmt.Sprint(rounds), float64(read)/float64(len(m.lists)), hits[0], hits[1], hits[2])
	}
}

// readInRounds orders the sentences of a list that are read.
func readInRounds(r rag.Ranking, l list, rounds []int) []int {
	byMixture := places(l)
	slices.SortStableFunc(byMixture, func(a, b int) int {
		return cmp.Compare(l.mixtures[b], l.mixtures[a])
	})
	var read []int
	for _, end := range rounds {
		read = byScore(r, l, byMixture[:min(end, len(byMixture))])
		if len(read) > 1 && score(r, l.sentences[read[0]])-score(r, l.sentences[read[1]]) >= rag.ClearlyAhead {
			break
		}
	}
	return read
}

// places are the places of a list's sentences.
func places(l list) []int {
	out := make([]int, len(l.sentences))
	for i := range out {
		out[i] = i
	}
	return out
}

// byScore sorts some places of a list by the ranking's score, best first.
func byScore(r rag.Ranking, l list, some []int) []int {
	return slices.SortedStableFunc(slices.Values(some), func(a, b int) int {
		return cmp.Compare(score(r, l.sentences[b]), score(r, l.sentences[a]))
	})
}

// ablateRanking writes what is found without each signal of the ranking.
func ablateRanking(w io.Writer, sets []set, m measured) {
	fmt.Fprintf(w, "\n%-42s  hit@1 hit@3 hit@5\n", "without the signal")
	line := func(name string, m measured) {
		hits := m.hits(sets, func(r rag.Ranking, l list) []int { return byScore(r, l, places(l)) })
		fmt.Fprintf(w, "%-42s  %.3f %.3f %.3f\n", name, hits[0], hits[1], hits[2])
	}
	line("(nothing taken out)", m)
	for _, name := range m.ranking.Names {
		line(name, m.withoutSignal(name))
	}
}

func (m measured) withoutSignal(name string) measured {
	out := m
	out.lists = nil
	for _, l := range m.lists {
		l.sentences = slices.Clone(l.sentences)
		for i := range l.sentences {
			l.sentences[i] = maps.Clone(l.sentences[i])
			l.sentences[i][name] = 0
		}
		out.lists = append(out.lists, l)
	}
	return out
}

// hits are hit@1, hit@3 and hit@5 of an order of the lists, each by a ranking
// that was fitted without its fold, over all answerable questions.
func (m measured) hits(sets []set, order func(rag.Ranking, list) []int) [3]float64 {
	answerable := 0.0
	for _, s := range sets {
		for _, q := range s.questions {
			if q.Answerable {
				answerable++
			}
		}
	}
	var out [3]float64
	for _, fold := range foldsOf(m.examples) {
		r := rankingWithout(m.lists, fold)
		for _, l := range m.lists {
			if foldOf(l.id) != fold {
				continue
			}
			first := slices.IndexFunc(order(r, l), func(i int) bool { return l.right[i] })
			for i, k := range []int{1, 3, 5} {
				if first >= 0 && first < k {
					out[i] += 1 / answerable
				}
			}
		}
	}
	return out
}

// judgeState stands for the judge's state among the names of features.
const judgeState = "state"

// grounds are what the decision rests on, and the features of each.
var grounds = []struct {
	name     string
	features []string
}{
	{"the judge's answers and span", []string{"answers", "surely", "span", "field", "lead"}},
	{"the judge's state", []string{judgeState}},
	{"nearness in meaning", []string{"region"}},
	{"words and ideas held", []string{"words", "spoken"}},
	{"names, numbers, causes and scope held", []string{"names", "elsewhere", "numbers", "scope", "cause", "opposite"}},
	{"the type of answer asked for", []string{"type", "why", "nameOf", "whoIs", "which", "uncounted"}},
	{"attributes that nothing near tells", []string{"untold"}},
	{"requests for no article", []string{"request"}},
	{"page furniture as decoys", []string{"decoy"}},
	{"form of the question", []string{"open", "outcome", "yesNo", "long", "followUp"}},
}

func ablateDecision(w io.Writer, m measured) {
	fmt.Fprintf(w, "\n%-42s  %s  %s\n", "without the ground", " AUC", "others refused")
	line := func(name string, examples []example) {
		reduced := m
		reduced.examples = examples
		area, refused := reduced.reached()
		fmt.Fprintf(w, "%-42s  %.3f  %.2f\n", name, area, refused)
	}
	line("(nothing taken out)", m.examples)
	for _, g := range grounds {
		line(g.name, without(m.examples, g.features))
	}
}

// without copies examples with some features set to nothing.
func without(examples []example, names []string) []example {
	out := slices.Clone(examples)
	for i := range out {
		out[i].features = maps.Clone(out[i].features)
		for _, n := range names {
			if n == judgeState {
				out[i].state = nil
			} else {
				out[i].features[n] = 0
			}
		}
	}
	return out
}

// reached is the area under the curve of a cross-validated fit, and the share
// of the unanswerable refused where accepted of the answerable are.
func (m measured) reached() (area, refused float64) {
	examples := m.examples
	decisions := byFold(examples, m.decide)
	unseen := confidences(examples, func(fold string) rag.Decision { return decisions[fold] })
	area = auc(examples, func(i int) float64 { return unseen[i] })
	threshold := quantile(examples, unseen, accepted)
	others, below := 0.0, 0.0
	for i, e := range examples {
		if e.answer {
			continue
		}
		others++
		if unseen[i] < threshold {
			below++
		}
	}
	return area, below / max(others, 1)
}

// mechanisms of the search and of the choice of what is cited.
var mechanisms = []struct {
	name string
	off  rag.Mechanism
}{
	{"(nothing taken out)", 0},
	{"the judge's order", rag.JudgeOrder},
	{"keywords beside the encoder", rag.KeywordSearch},
	{"a chunk's nearness beside the sentence's", rag.ChunkNearness},
	{"the standing of a sentence's article", rag.ArticleSupport},
	{"the title before the judge's context", rag.TitleContext},
	{"names by initials and in Chinese characters", rag.AliasesResolved},
	{"spelling", rag.SpellingMended},
	{"reading in rounds: 20 sentences at once", rag.ReadingInRounds},
	{"a question that asks several things, in parts", rag.AskedInParts},
	{"others cited beside the best sentence", rag.OthersBeside},
	{"neighbours joined in a passage", rag.JoinedNeighbours},
}

func ablateSearch(ctx context.Context, w io.Writer, sets []set) error {
	figures := []string{"hit@1", "hit@3", "hit@5", "recall@5", "answer correct", "wrong refusals", "refusal accuracy", "citation precision", "citation recall"}
	fmt.Fprintf(w, "\n%-42s hit@1 hit@3 hit@5 rec@5 corr. wrong refus. cit.p cit.r\n", "without the mechanism")
	for _, mechanism := range mechanisms {
		reduced := slices.Clone(sets)
		for i := range reduced {
			reduced[i].off = mechanism.off
		}
		m, err := measure(ctx, reduced)
		if err != nil {
			return err
		}
		_, partial := m.crossValidate()
		results, err := collect(reduced, func(s set) ([]eval.Result, error) { return s.ask(ctx, partial) })
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%-42s", mechanism.name)
		all := eval.Summarize(results).All()
		for _, figure := range figures {
			fmt.Fprintf(w, "  %.2f", all.Figures[figure].Value)
		}
		fmt.Fprintln(w)
	}
	return nil
}
