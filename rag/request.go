package rag

import "regexp"

// requests are messages that want something other than what the articles say:
// to have text made up, rules dropped or obeyed, a recommendation, an opinion,
// the time or the bot's own secrets. They are told by their wording alone, in
// six languages, so that nothing near them in the articles is offered.
var requests = []*regexp.Regexp{
	// Orders to the machine.
	regexp.MustCompile(`(?i)^\W*(?:system|assistant|admin|developer)\s*[:>]|^\W*you are (?:now )?(?:a |an |the )?\w*(?:gpt|bot|assistant|model|pirate|dan)\b|\bfrom now on\b|\bnew (?:rule|instruction)s?\b|\b(?:ignore|forget|disregard|override|bypass)\b.{0,30}\b(?:articles?|instructions?|rules?|prompts?|everything|above|previous|sources?)\b|\b(?:system )?prompt\b|\bjailbreak|\bdeveloper mode\b`),
	regexp.MustCompile(`(?i)\b(?:pretend|make up|invent|fabricate|role-?play|act as|repeat after me|say it back|answer only (?:with|in)|respond only|reply (?:only )?with)\b|@everyone|@here`),
	regexp.MustCompile(`(?i)\b(?:ignoriere|vergiss|tu so|erfinde|ignore[zr]?|oublie[zr]?|invente[zr]?|fais semblant|ignora|olvida|inventa|finge|игнорируй|забудь|придумай|притворись)\b|無視して|忘れて|ふりを|でっち上げ|忽略|忘记|假装|编造|무시하|잊어|지어내`),
	// Writing, translating, computing.
	regexp.MustCompile(`(?i)^\W*(?:(?:please|can you|could you|would you|now)\s+)*(?:write|compose|draft|translate|sing|draw|code|program|calculate|solve|joke)\b|\b(?:write|tell) (?:me )?(?:a|an|some) (?:\w+ )?(?:poem|story|joke|song|essay|haiku|limerick|code|script|letter|e-?mail)s?\b|\b(?:schreib|écris|escribe|напиши)\w*\b.{0,20}\b(?:gedicht|poème|poema|стих\w*|witz|brief|lettre|carta)\b|詩を書|写一首|翻訳して|翻译`),
	// Recommendations, opinions, small services.
	regexp.MustCompile(`(?i)\b(?:recommend|suggest)(?: me)?\b.{0,40}\b(?:movie|film|book|series|show|song|game|restaurant|recipe|good|best)\b|\bwhat(?:'s| is| do you)? (?:your|you) (?:opinion|favou?rite|name|password|think)\b|\bdo you (?:think|like|love|believe|feel|prefer)\b|\bwho do you (?:support|like|vote)\b|\bwhat do you think\b`),
	regexp.MustCompile(`(?i)^\W*what time is it\b|\bwhat(?:'s| is) the (?:time|weather|date)(?: today| now| like)?\W*$|\bweather (?:today|tomorrow|forecast)\b|\b(?:your|the|dein|ton|tu|tvoj) (?:password|passwort|api key|token|secret key|contraseña)\b|\bmot de passe\b|パスワード|密码|пароль|비밀번호`),
}

// isRequest reports whether a message asks for something that no article
// could answer.
func isRequest(message string) bool {
	for _, r := range requests {
		if r.MatchString(message) {
			return true
		}
	}
	return false
}
