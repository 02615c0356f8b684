package main

import (
	"casebot/rag"
	"casebot/rag/encoder"
	"casebot/rag/generate"
	"casebot/rag/llm"
)

// service makes the client of the language model service, nil where the
// settings want none. It makes no call. The meter may be nil.
func (a *app) service(meter llm.Meter) *llm.Client {
	c := a.settings
	if !c.Phrased() && c.Embedder != "openai" {
		return nil
	}
	return llm.New(llm.Options{
		BaseURL:         c.OpenAIBaseURL,
		Key:             llm.Secret(c.OpenAIKey),
		AzureVersion:    c.AzureVersion,
		Model:           c.OpenAIModel,
		CallTimeout:     c.GeneratorDeadline,
		MaxOutputTokens: c.OpenAIMaxTokens,
		Limits: llm.Limits{
			TokensPerDay: c.ModelTokens, UserTokensPerDay: c.ModelUserTokens,
			MoneyPerDay: c.ModelMoney, UserMoneyPerDay: c.ModelUserMoney,
		},
		Prices: llm.Prices{Input: c.ModelPriceInput, Output: c.ModelPriceOutput, Embedding: c.ModelPriceEmbedding},
		Meter:  meter,
		Log:    a.log,
	})
}

// useService adds to an answerer's options what the settings want of the
// language model service: phrased answers, vectors beside the local ones.
func (a *app) useService(o *rag.Options, judge *encoder.Model, meter llm.Meter) {
	client, c := a.service(meter), a.settings
	if client == nil {
		return
	}
	if c.Phrased() {
		o.Generator = generate.New(generate.Options{Chat: client, Judge: judge, Deadline: c.GeneratorDeadline, Unchecked: a.unchecked, Log: a.log})
	}
	if c.Embedder == "openai" {
		o.Remote = llm.NewEmbedder(client, c.EmbeddingModel, c.EmbeddingDimensions)
		o.RemoteCache = a.vectorCache(o.Remote.Name(), c.EmbeddingDimensions)
	}
}
