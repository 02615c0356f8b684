package generate

import "testing"

func TestAnswerSchema(t *testing.T) {
	golden(t, "schema.json", string(schemaFormat.answerSchema(2))+"\n"+string(dialectFormat.answerSchema(2))+"\n")
}
