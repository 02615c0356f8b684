package rag

import (
	"regexp"
	"strings"
)

// attribute is one thing that is often asked of people, deeds and things: how
// a question asks for it, and how a passage that tells it speaks. Sentence
// encoders hold a passage about the right person to be near such a question
// even when it says nothing of the thing.
type attribute struct{ asked, told *regexp.Regexp }

// alike is an attribute that questions and passages name by the same words:
// beginnings of words in any of six languages.
func alike(beginnings string) attribute {
	r := beginningWith(beginnings)
	return attribute{r, r}
}

// beginningWith matches a word that begins with one of the beginnings, which
// bars part; those of scripts without spaces match anywhere.
func beginningWith(beginnings string) *regexp.Regexp {
	var spaced, unspacedParts []string
	for _, b := range strings.Split(beginnings, "|") {
		if unspaced(firstRune(b)) {
			unspacedParts = append(unspacedParts, b)
		} else {
			spaced = append(spaced, b)
		}
	}
	pattern := `(?i)(?:^|[^\p{L}])(?:` + strings.Join(spaced, "|") + `)`
	if len(unspacedParts) > 0 {
		pattern += "|" + strings.Join(unspacedParts, "|")
	}
	return regexp.MustCompile(pattern)
}

var attributes = []attribute{
	alike(`marri|wed(?:ding|s)?\b|wife|wives|husband|spouse|divorc|fianc|verheirat|ehe(?:frau|mann)|mari[ée]|casad|espos|жен[аы]|муж|結婚|妻|夫|结婚`),
	alike(`daughter|sons?\b|child|kids?\b|boys?\b|girls?\b|twins?|bab(?:y|ies)|pupil|tochter|töchter|söhn|sohn|kind(?:er)?\b|enfant|fils?\b|fille|hij[oa]s?|niñ|дет[ия]|сын|доч|子供|子ども|娘|息子|孩子|儿子|女儿`),
	alike(`lawyer|attorney|counsel|solicitor|barrister|defen[cs]e|defend|represent|anwalt|verteidig|avocat|abogad|адвокат|弁護|律师|변호`),
	alike(`universit|colleg|stud(?:y|ies|ied|ent)|degree|graduat|school|educat|diplom|studier|schule|école|étud|escuela|estudi|университет|учил|大学|学校|留学|대학`),
	alike(`salar|wage|earn|paid|pay|income|gehalt|verdien|lohn|salaire|sueldo|зарплат|給料|年収|工资|薪`),
	alike(`address|street|lives? (?:in|at|on)|resid|adress|wohn|habite|vive|адрес|住所|地址|주소`),
	alike(`phone|number|telefon|téléphone|teléfono|телефон|電話|电话|전화`),
	alike(`instagram|twitter|facebook|tiktok|youtube|social media|account`),
	alike(`national|citizen|passport|born in|staatsangeh|nacionalid|гражданств|国籍|국적`),
	{beginningWith(`(?:where|when) (?:was|were) [\p{L} ]{2,30} born|birth|geboren|né\b|naci[oó]|родил|生まれ|出生`), beginningWith(`born|birth|nativ|geboren|naiss|né\b|naci|родил|生まれ|出身|出生`)},
	alike(`hospital|clinic|doctor|treat|surg|krankenhaus|hôpital|больниц|病院|医院`),
	alike(`appeal|berufung|revision|appel|apel|апелляц|控訴|上訴|上诉`),
	alike(`plea|pled|confess|admit|guilt|gest[äe]nd|avou|confes|призна|自白|認め|认罪|承认`),
	alike(`resign|step(?:ped|s)? down|quit|stood down|zurückgetr|rücktritt|démissi|dimit|отставк|辞任|辞职`),
	alike(`releas|freed|free\b|set free|bail|freigelassen|libér|liber|освобо|釈放|释放|获释`),
	alike(`design|architect|engineer(?:ed)? by|built by|drew|entworfen|architekt|architecte|arquitect|архитектор|設計|设计`),
	alike(`inventor|invent|patent|erf(?:and|und)|発明|发明`),
	alike(`injur|hurt|wound|casualt|verletz|bless|herid|ранен|負傷|けが|怪我|受伤`),
	alike(`die[ds]?\b|dead|death|kill|fatal|died|starb|gestorb|tote|mort|muert|погиб|умер|死亡|死者|死`),
	alike(`sue[ds]?\b|suing|lawsuit|court|legal action|klag|verklag|poursui|demand|иск|訴え|訴訟|起诉`),
	alike(`penalt|punish|fine[ds]?\b|sentenc|prison|jail|straf|bußgeld|peine|amende|pena|multa|штраф|刑|罰|罚`),
	alike(`salt|recipe|ingredient|cook`),
	alike(`hobb|favou?rite|likes to|enjoys|趣味`),
	alike(`religio|church|faith|belie(?:f|ves in)|muslim|christian|宗教`),
	alike(`rating|ranked|elo\b|rank`),
	alike(`salary|stock|share price|shares`),
	alike(`weather|rain|snow|storm|wetter|天気|天气`),
	alike(`tall\b|height|high|höhe|hoch|altura|hauteur|high|metres|meters|身長|高さ|高度`),
	alike(`weigh|weight|heavy|kilo|tons?\b|wieg|schwer|gewicht|poids|peso|体重|重さ|重量`),
	alike(`motive|motiv|動機|动机`),
	alike(`won\b|wins?\b|winner|victor|gew(?:ann|onn|inn)|gagn|gan[óoa]|побед|優勝|勝|获胜|赢`),
	alike(`employ|work(?:ed|s)? for|job|position|title|rank\b|role|arbeit|emplo[iy]|trabaj|работ|職|仕事|职务`),
	alike(`react|respon|comment|said|says|told|stat(?:ed|ing)|repl|reagier|sagte|réag|dijo|сказал|反応|述べ|表示`),
	alike(`evacuat|clear(?:ed)?\b|evaku|geräumt|räum|évacu|evacua|эваку|避難|疏散`),
	alike(`cost|price|worth|value|euro|dollar|crown|florin|mark|yen|yuan|paid|kost|preis|coût|prix|cuesta|precio|стоит|цена|円|价|費|费`),
}

// untold counts the attributes that a question asks for and a text does not
// speak of.
func untold(question, text string) int {
	n := 0
	for _, a := range attributes {
		if a.asked.MatchString(question) && !a.told.MatchString(text) {
			n++
		}
	}
	return n
}
