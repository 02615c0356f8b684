package rag

import (
	"context"
	"testing"

	"casebot/rag/llm"
	"casebot/rag/openaitest"
)

func TestRemoteVectorsStandBesideLocalOnes(t *testing.T) {
	base, err := builtinAnswerer()
	if err != nil {
		t.Fatal(err)
	}
	s := openaitest.New(t, nil)
	client := llm.New(llm.Options{BaseURL: s.URL, Key: openaitest.Key})
	t.Cleanup(client.Close)
	a := New(Options{Model: base.model, Remote: llm.NewEmbedder(client, "m", 8), RemoteCache: NewVectorCache("m", 8)})
	local := base.snapshot.Load()
	a.snapshot.Store(local)
	a.loadRemote(context.Background(), local)
	if a.snapshot.Load().remote == nil {
		t.Fatal("no remote vectors")
	}
	sentence := local.units[40].text() // its own vector is nearest to it
	q := local.newQuery(sentence, a.isWord)
	found, err := a.retrieve(context.Background(), a.snapshot.Load(), &q)
	if err != nil || found[0].unit != 40 {
		t.Errorf("found %+v, %v, want sentence 40 first", found[0], err)
	}
	made := len(s.Embeds())
	a.loadRemote(context.Background(), local)
	if len(s.Embeds()) != made {
		t.Errorf("%d requests for sentences that the cache has", len(s.Embeds())-made)
	}

	down := openaitest.QuotaExceeded()
	s.Embed = func(openaitest.EmbeddingRequest) openaitest.EmbeddingReply {
		return openaitest.EmbeddingReply{Error: &down}
	}
	q = local.newQuery("How long was Ji Chaoqun sentenced?", a.isWord)
	want, err := local.retrieve(context.Background(), base.model, &q)
	if err != nil {
		t.Fatal(err)
	}
	got, err := a.retrieve(context.Background(), a.snapshot.Load(), &q)
	if err != nil || got[0].unit != want[0].unit || got[0].score != want[0].score {
		t.Errorf("with the service down: %+v, %v, want what the local vectors find: %+v", got[0], err, want[0])
	}
	b := New(Options{Model: base.model, Remote: llm.NewEmbedder(client, "m", 8), RemoteCache: NewVectorCache("m", 8)})
	b.snapshot.Store(local)
	b.loadRemote(context.Background(), local)
	if b.snapshot.Load() != local {
		t.Error("a service that is down changed what is served")
	}
}

func TestBlend(t *testing.T) {
	got := blend([]candidate{{unit: 1, mixture: 0.9, cosine: 0.8}, {unit: 2, mixture: 0.8}}, []scored{{2, 0.5}, {3, 0.4}, {1, 0.1}})
	if len(got) != 3 || got[0].unit != 2 || got[1].unit != 1 || got[1].cosine != 0.8 || got[2].unit != 3 {
		t.Errorf("blend = %+v, want 2 before 1 before 3", got)
	}
}
