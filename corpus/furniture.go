package corpus

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A furnitureRule says what a piece of a web page looks like that is not the
// article's own text.
type furnitureRule struct {
	reason string
	// line rules must match a whole line, the others any part of a sentence
	// of at most maxFurnitureBytes.
	line bool
	// words has one word that the pattern cannot do without for each of its
	// alternatives, in lower case: a cheap look before the expensive one.
	words   string
	pattern string

	re func() *regexp.Regexp
}

// maxFurnitureBytes keeps a long sentence of the news quotable although it
// has the words of a notice in it.
const maxFurnitureBytes = 320

// Reasons that code gives beside the rules below.
const (
	reasonDateline    = "dateline"
	reasonGlued       = "glued metadata"
	reasonListMarker  = "list marker"
	reasonFrontMatter = "front matter"
	reasonSeparator   = "separator"
	reasonRepeated    = "repeated"
	reasonNavigation  = "navigation"
	reasonMetadata    = "metadata line"
	reasonLink        = "link"
)

// furnitureRules are tried in order. They describe pages in general: what a
// notice says to the visitor, never what an article says.
var furnitureRules = compileFurniture([]furnitureRule{
	{reason: "comment form", line: true, pattern: `(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment)s?|(?:no|\d+) (?:comments?|replies|responses)(?: yet| on .*)?|comments?(?: \(\d+\)| are closed)?|cancel reply|(?:your )?(?:name|e-?mail(?: address)?|website|comment)(?: ?\((?:required|optional)\))? ?\*?:?`},
	{reason: "comment form", line: true, pattern: `schreiben? sie einen kommentar|(?:kommentar|antwort) (?:schreiben|abschicken|hinterlassen)|\d+ kommentare?|(?:laisser|ajouter|écrire) un commentaire|\d+ commentaires?|(?:deja|dejar|escribe) (?:un comentario|una respuesta)|\d+ comentarios?|コメント(?:を(?:残す|書く|投稿する?)|する|欄|\s*[(（]\d+[)）])?|\d+件のコメント|返信(?:する|を残す)?|发表(?:评论|回复|留言)|写评论|留言板?|评论\s*[(（]?\d*[)）]?`},
	{reason: "comment form", words: "email|e-mail|logged|log in|login|signed|your comment|コメント", pattern: `save my name,? e-?mail|in this browser for the next time I comment|you must be (?:logged|signed) in to (?:post|leave|comment)|log ?in to (?:leave|post) a (?:comment|reply)|your comment (?:will (?:appear|be (?:published|posted|visible))|is awaiting)|次回のコメントで使用するため|コメントを(?:書く|投稿する|残す)には`},
	{reason: "required fields", words: "mail|required|asterisk|erforderlich|obligatoires|obligatori|necesarios|requeridos|必須|必填|messagerie|correo|メール|邮", pattern: `your e-?mail (?:address )?will not be published|required fields are marked|fields marked with an? (?:\*|asterisk)|e-mail-adresse wird nicht veröffentlicht|erforderliche felder sind|votre adresse (?:e-?mail|de messagerie) ne sera pas publiée|les champs obligatoires sont|tu (?:dirección de )?correo electrónico no será publicad|los campos (?:obligatorios|necesarios|requeridos) están|メールアドレスが公開されることはありません|が付いている欄は必須|必須項目です|(?:电子)?(?:邮件|邮箱)(?:地址)?不会被公开|必填项已用`},
	{reason: "captcha", words: "enter|type|solve|fill|complete|copy|robot|human|captcha|入力|输入|geben|lösen", pattern: `^(?:please )?(?:enter|type|solve|fill in|complete|copy) (?:in )?the (?:result|answer|sum|solution|characters|letters|code|numbers|digits|word|captcha)\b.{0,40}\b(?:above|below|calculation|image|picture|captcha|shown|box|field)|\bI(?:’m| am|'m) not a robot|(?:verify|confirm|prove) (?:that )?you(?:’re| are|'re) (?:not a robot|(?:a )?human)|^(?:please )?(?:complete|solve) the captcha|(?:計算|画像).{0,12}(?:結果|文字).{0,6}入力|请输入.{0,8}(?:验证码|计算结果)|bitte (?:geben sie|lösen sie).{0,40}(?:captcha|rechenaufgabe|zeichen|ergebnis)`},
	{reason: "spam filter", words: "akismet|captcha|comment|kommentar|comentarios", pattern: `this site (?:uses|is protected by) (?:akismet|recaptcha|hcaptcha)|\bprotected by (?:re|h)captcha|how your comment data is processed|(?:diese (?:website|seite)|ce site|este sitio).{0,30}akismet|akismet (?:を使って|を使用)|(?:使用|用了) ?akismet|wie (?:deine|ihre) kommentardaten verarbeitet|comment les données de vos commentaires|cómo se procesan los datos de tus comentarios`},
	{reason: "cookie notice", words: "cookie|クッキー", pattern: `(?:\bwe|(?:this|our) (?:web ?)?sites?|our partners)(?: and our (?:\d+ )?partners)? (?:use|uses|store|stores|set|sets)\b.{0,60}\bcookies?\b|by (?:continuing|clicking|using|browsing).{0,100}\bcookies?\b|^(?:accept|reject|allow|manage|decline)(?: all)? cookies?|^cookie (?:settings|policy|preferences|notice|consent)$|\bwir (?:und unsere partner )?(?:verwenden|nutzen|setzen).{0,60}cookies|diese (?:website|seite) (?:verwendet|nutzt).{0,40}cookies|\b(?:nous utilisons|ce site utilise).{0,40}cookies|\b(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)).{0,40}cookies|(?:当|この|本)(?:ウェブ)?サイト.{0,20}(?:cookie|クッキー)|(?:cookie|クッキー)(?:を使用して|の使用に同意)|(?:本|我们的?)(?:网站|網站).{0,10}cookie|我们使用.{0,6}cookie`},
	{reason: "share buttons", line: true, pattern: `(?:(?:share|tweet|pin(?: it)?|e-?mail|print|save|whatsapp|facebook|twitter|x|linkedin|reddit|telegram|pinterest|line|pocket|tumblr|bluesky|mastodon|instagram|youtube|rss|copy link|link copied|teilen|drucken|partager|imprimer|compartir|imprimir|シェア(?:する)?|ツイート|印刷(?:する)?|ブックマーク|はてブ|分享|微博|微信|on|via|this|(?:this )?(?:article|story|post|page)|to|with friends|click to|0|\d+ (?:shares|likes))(?:[\s\x{3000}|·•/,&:+]|$)+)+`},
	{reason: "subscribe", words: "subscribe|opt out|get |sign up|register|follow|join|newsletter|abonn|inscrivez|suscr|登録|订阅|フォロー|inbox", pattern: `^(?:please )?(?:subscribe|sign up|register)(?: now| today| here| free| for free)?(?: to| for| with)?(?: our| the| us| this| my| your)?\b.{0,60}\b(?:newsletters?|channel|alerts?|updates|e-?mails?|inbox|mailing list|feed|notifications?)|^subscribe(?: now| today)?[.!]?$|^follow (?:us|me) on\b|^you can (?:unsubscribe|opt out)|^(?:join|get) .{0,60}\b(?:newsletter|in your inbox)|newsletter (?:abonnieren|bestellen|anmelden)|^(?:jetzt )?abonnieren|^abonnez-vous|inscrivez-vous à (?:la|notre) newsletter|^suscr[íi]b(?:e|ase|ete|rse)\b|(?:メルマガ|ニュースレター|チャンネル)(?:の|に|を)?登録|读者登録|読者登録|^(?:点击)?订阅|フォローお願い`},
	{reason: reasonNavigation, line: true, pattern: `(?:(?:home(?:page)?|menu|search|news|sport|skip to (?:main )?(?:content|navigation)|back to (?:top|home)|(?:read|show|load|view|see) (?:more|all)(?: .{1,60})?|continue reading.*|next|prev(?:ious)?|(?:next|previous|older|newer) (?:posts?|articles?|story|page|entries)|about(?: us| me)?|contact(?: us)?|privacy(?: policy)?|terms(?: (?:of|and) (?:use|service|conditions))?|cookies?|sitemap|site map|log ?in|log ?out|sign ?(?:in|up)|register|archives?|categories|tags|related (?:articles|posts|stories|news|links|content)|recent (?:posts|comments|articles)|you (?:may|might) (?:also|like).*|most (?:read|popular|viewed|shared)|trending(?: now)?|recommended(?: for you)?|top stories|latest news|start(?:seite)?|impressum|datenschutz(?:erklärung)?|weiterlesen|mehr (?:lesen|dazu)|nach oben|kontakt|accueil|lire (?:la suite|aussi)|mentions légales|inicio|leer más|ver más|aviso legal|contacto|ホーム|メニュー|検索|続きを読む|関連(?:記事|ニュース|リンク)|トップ(?:ページ)?(?:へ(?:戻る)?)?|(?:前|次)の(?:記事|ページ)|(?:最新|人気)の?記事|お問い合わせ|プライバシーポリシー|ログイン|首页|首頁|更多|阅读(?:全文|更多)|相关(?:文章|阅读|新闻|链接)|上一篇.*|下一篇.*|返回(?:首页|顶部)|登录|注册|联系我们|关于我们)(?:[\s\x{3000}|·•/,»«›‹>→←:：…]|$)+)+`},
	{reason: reasonNavigation, line: true, pattern: `[^|»›]{1,40}(?:\s*[|»›]\s*[^|»›]{1,40}){2,}|[^|.!?]{1,40}\s\|\s[^|.!?]{1,40}`},
	{reason: reasonNavigation, line: true, pattern: `(?:related(?: articles?| stories| links?)?|see also|read also|also read|more on this(?: topic| story)?|mehr zum thema|lesen sie auch|lire aussi|à lire|lea también|関連(?:記事|ニュース)?|あわせて読みたい|相关(?:阅读|新闻|文章))\s*[:：]\s*\S.*`},
	{reason: "tags", line: true, pattern: `(?:tags?|tagged(?: with| as)?|categor(?:y|ies)|filed under|posted in|topics|keywords|schlagwörter|kategorien?|étiquettes|mots-clés|etiquetas|categorías?|タグ|カテゴリー?|テーマ|标签|分类)\s*[:：]\s*\S.*|(?:#[\pL\pN_]+[\s,、]*)+`},
	{reason: "blog ranking", words: "rank|ランキング|人気ブログ", pattern: `\branked? (?:number |no\.? ?|#)?\d+(?:st|nd|rd|th)?\b.{0,60}\b(?:hashtags?|search volume|search (?:ranking|results)|(?:blog|access|real-?time|popular posts?) ranking|page views)\b|\b(?:chapter|article|post|entry|blog|page) (?:that )?I (?:posted|published|wrote|uploaded)\b.{0,200}\brank(?:s|ed|ing)?\b|(?:please )?(?:vote|click) (?:for|on) .{0,40}\bblog ?ranking|(?:ハッシュタグ|ブログ|アクセス|検索数?)ランキング|ランキング.{0,20}(?:クリック|応援)|人気ブログ`},
	{reason: "advertisement", line: true, pattern: `\(?(?:advertisements?|ads?|sponsored(?: content| by .*)?|paid content|article continues below.*|story continues below.*|anzeige|werbung|publicité|publicidad|広告|スポンサー(?:ド)?リンク|PR|广告)\)?`},
	{reason: "pointer", words: "following|click|tap |watch|see |read |以下|请点击|请见|原文", pattern: `^the following (?:is|was|text is) (?:from|an? (?:excerpt|extract|translation|quotation)|taken|quoted|reproduced)\b.{0,120}\b(?:links?|above|below|url|page|website|site)\b|^(?:click|tap) (?:here|on the link|the link)|^(?:watch|see|read) (?:the )?(?:full |original )?(?:video|article|story|report) (?:here|above|below|at the link)|^以下は.{0,30}(?:リンク|から)の?(?:引用|転載|抜粋)|^(?:详情|全文)请(?:点击|见)|原文(?:链接|地址)`},
	{reason: reasonLink, line: true, pattern: `(?:(?:source|link|url|via|see|read more|quelle|fuente|出典|引用元|来源|原文)\s*[:：]?\s*)?<?(?:https?://|www\.)\S+>?`},
	{reason: "photo credit", line: true, pattern: `\(?(?:photos?|images?|pictures?|video|foto|bild|crédit photo|imagen|写真|画像|图片?)(?: credits?| by| courtesy(?: of)?|提供|来源)?\s*[:：/©].{1,80}|(?:file )?(?:photo|image)s? (?:by|courtesy of) .{1,60}|(?:getty images|shutterstock|reuters|afp|ap photo)(?:/.{1,40})?`},
	{reason: "copyright", words: "©|(c)|copyright|rights reserved|rechte|droits|derechos|無断|版权|未经", pattern: `^(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}))|\ball rights reserved\b|^alle rechte vorbehalten|^tous droits réservés|^todos los derechos reservados|無断(?:転載|複製)|版权所有|未经.{0,8}许可`},
	{reason: "reading time", line: true, pattern: `\d{1,3}[- ]min(?:ute)?s?(?: read)?|reading time:? .{1,20}|\d[\d,.]* views|\d+分で読めます|lesezeit:? .{1,20}`},
	{reason: reasonMetadata, line: true, pattern: metadataKeys + `\s*[:：]\s*\S.{0,200}|(?:last )?(?:updated|modified|published|posted)(?: on| at)? \d{1,2}(?:st|nd|rd|th)? \pL{3,9},? \d{4}|(?:last )?(?:updated|modified|published|posted)(?: on| at)? \pL{3,9} \d{1,2},? \d{4}`},
})

const metadataKeys = `(?:title|headline|source|author|byline|date|published(?: on| at| by)?|posted(?: on| by)?|updated(?: on)?|last (?:updated|modified)|url|permalink|language|section|quelle|autor|datum|auteur|fecha|fuente|作者|著者|日期|日付|公開日|更新日|投稿日|发布时间|来源|編集)`

// compileFurniture compiles the patterns, ignoring case.
func compileFurniture(rules []furnitureRule) []furnitureRule {
	for i, r := range rules {
		if r.line {
			r.pattern = `^(?:` + r.pattern + `)[\s.:>»]*$`
		}
		rules[i].re = lazyRegexp(`(?i)` + r.pattern)
	}
	return rules
}

// lineFurniture returns why a whole line, which is no dateline, is furniture;
// "" if it is not.
func lineFurniture(line string) string {
	switch {
	case !hasWord(line):
		return reasonSeparator
	case isByline(line):
		return "byline"
	case len(line) > maxFurnitureBytes:
		return ""
	}
	for _, r := range furnitureRules {
		if r.line && r.re().MatchString(line) {
			return r.reason
		}
	}
	return ""
}

// sentenceFurniture returns why a sentence is furniture, "" if it is not.
func sentenceFurniture(sentence string) string {
	if len(sentence) > maxFurnitureBytes {
		return ""
	}
	lower := strings.ToLower(sentence)
	for _, r := range furnitureRules {
		if !r.line && containsAny(lower, r.words) && r.re().MatchString(sentence) {
			return r.reason
		}
	}
	return ""
}

// containsAny reports whether text contains one of the words, which are
// separated by bars.
func containsAny(text, words string) bool {
	for w := range strings.SplitSeq(words, "|") {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

var byline = regexp.MustCompile(`^(?:By|BY|Von|Par|Por|Reporting by|Written by|Edited by) (?:\p{Lu}[\pL.'’-]*[ ,&]*|(?:and|und|et|y|de|van|von|in|for) )+(?:, ?(?:[\pL-]+ ){1,4})?$`)

// isByline reports whether a line names the author and nothing else.
func isByline(line string) bool {
	return len(line) <= 120 && byline.MatchString(strings.TrimRight(line, " |·,.")+" ")
}

// datelineWords are the words that may stand beside the date of a dateline.
var datelineWords = set(`published posted updated reported last modified created date dated on at of the
	am um uhr le el de à publié publicado veröffentlicht aktualisiert a p m pm h st nd rd th t z
	est edt cst cdt mst mdt pst pdt et pt gmt utc bst cet cest jst kst ist hkt
	mon tue tues wed thu thur thurs fri sat sun ` + strings.Join(keysOf(weekdayNumbers, monthNumbers), " "))

// datelineRest is what a dateline may hold beside its date and words: times,
// and in Japanese and Chinese weekdays and labels.
var datelineRest = lazyRegexp(`\d{1,2}[:h時点][0-5]\d(?:[:分][0-5]\d)?分?|\d{1,2}\s*[ap]\.?m\b|[（(]?[月火水木金土日]曜?日?[）)]?|星期[一二三四五六日天]|発行|更新|公開|投稿|掲載|日付|日|发布(?:时间|于)?|更新时间|日期|时间`)

// maxDatelineBytes is the longest line that is looked at for a dateline.
const maxDatelineBytes = 120

// datelinePlace is a place, perhaps with an agency, before the date of a
// dateline: "Sankt Olm, 2. Mai 2025", "PARIS (AFP) - 2 May 2025".
var datelinePlace = regexp.MustCompile(`^\p{Lu}[\pL.'’-]*(?: \p{Lu}[\pL.'’-]*){0,3}(?: ?\([^()]{1,30}\))?(?:,| ?[|–—-])\s+`)

// datelineDate returns the date of a line that holds nothing else but a time
// or a place.
func datelineDate(line string) (Date, bool) {
	if d, ok := bareDate(line); ok {
		return d, true
	}
	if place := datelinePlace.FindString(line); place != "" {
		return bareDate(line[len(place):])
	}
	return Date{}, false
}

// bareDate returns the date of a line that holds nothing else but a time.
func bareDate(line string) (Date, bool) {
	if len(line) > maxDatelineBytes || strings.IndexFunc(line, unicode.IsDigit) < 0 {
		return Date{}, false
	}
	for word := range strings.FieldsFuncSeq(line, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !hasWideScript(word) && !datelineWords[strings.ToLower(word)] {
			return Date{}, false
		}
	}
	mentions := findDates(line, noLanguage, Date{})
	if len(mentions) == 0 || mentions[0].Relative || mentions[0].Date.Precision != Day {
		return Date{}, false
	}
	rest := line
	for i := len(mentions) - 1; i >= 0; i-- {
		rest = rest[:mentions[i].Start] + " " + rest[mentions[i].End:]
	}
	rest = datelineRest().ReplaceAllString(rest, " ")
	return mentions[0].Date, strings.IndexFunc(rest, func(r rune) bool { return unicode.IsDigit(r) || isWide(r) && isWord(r) }) < 0
}

var (
	gluedDate   = lazyRegexp(`(?i)^(?:(date|dated|published|posted|updated|last updated|reported|created|datum|fecha|公開日|投稿日|更新日|发布时间)(?: on| at)?\s*[:：]?\s*)?(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:` + alternatives(monthNumbers) + `)\.? \d{1,2},? \d{4}|\d{1,2} (?:` + alternatives(monthNumbers) + `) \d{4})(?:[T,]?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\.?|utc|gmt|jst|z))?)?\s*([|·:—–-]*)\s+`)
	gluedByline = lazyRegexp(`^(?:By|BY|Von|Par|Por) \p{Lu}[\pL.'’-]*(?: \p{Lu}[\pL.'’-]*){0,4}\s*[|·•—]\s+`)
	gluedPlace  = lazyRegexp(`^\p{Lu}[\p{Lu} .'’-]{2,30}(?:, \p{Lu}[\pL. ]{1,20})?(?:, (?i:` + alternatives(monthNumbers) + `)\.? \d{1,2}(?:, \d{4})?)? ?(?:\([A-Z][A-Za-z ]{1,20}\) ?[—–-]{1,2}|, (?i:` + alternatives(monthNumbers) + `)\.? \d{1,2} ?[—–-]{1,2}) `)
)

// minAfterGlued is how much text must follow metadata for it to be glued to a
// sentence.
const minAfterGlued = 20

// gluedPrefix returns the length of the metadata that text begins with before
// its first sentence, and the date in it with the key it stands under.
func gluedPrefix(text string) (n int, key string, date Date) {
	for range 4 {
		rest := text[n:]
		var m []string
		for _, re := range []func() *regexp.Regexp{gluedDate, gluedByline, gluedPlace} {
			if m = re().FindStringSubmatch(rest); m != nil {
				break
			}
		}
		if m == nil || !startsSentence(rest[len(m[0]):]) {
			break
		}
		if isDate := len(m) == 4; isDate && date.IsZero() {
			key = strings.ToLower(m[1])
			if isoLike := unicode.IsDigit(rune(m[2][0])); key == "" && m[3] == "" && !isoLike {
				break
			}
			if found := findDates(m[2], noLanguage, Date{}); len(found) > 0 {
				date = found[0].Date
			}
		}
		n += len(m[0])
	}
	return n, key, date
}

// startsSentence reports whether text looks like the beginning of a sentence.
func startsSentence(text string) bool {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return isSpace(r) || isOpener(r) })
	r, _ := utf8.DecodeRuneInString(text)
	return len(text) >= minAfterGlued && (unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.Is(unicode.Lo, r) || unicode.IsDigit(r))
}
