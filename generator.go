package main

import (
	"casebot/rag"
	"casebot/rag/encoder"
	"casebot/rag/generate"
	"casebot/rag/llm"
)

// generator makes the language model that phrases answers, nil where the
// settings want none. It makes no call.
func (a *app) generator(judge *encoder.Model) rag.Generator {
	c := a.settings
	if !c.Phrased() {
		return nil
	}
	client := llm.New(llm.Options{
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
		Prices: llm.Prices{Input: c.ModelPriceInput, Output: c.ModelPriceOutput},
		Log:    a.log,
	})
	return generate.New(generate.Options{Chat: client, Judge: judge, Deadline: c.GeneratorDeadline, Unchecked: a.unchecked, Log: a.log})
}
