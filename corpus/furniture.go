package corpus

import (
	"regexp"
	"slices"
	"strings"
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
	// Empty, there is no such look.
	words string
	// marks are characters of which the pattern needs one, in the same way.
	marks   string
	pattern string

	re func() *regexp.Regexp
	// ascii and other are the words, by whether a text in ASCII can have them.
	ascii, other []string
}

// maxFurnitureBytes keeps a long sentence of the news quotable although it
// has the words of a notice in it.
const maxFurnitureBytes = 320

// Reasons that code knows beside the rules below.
const (
	reasonComments    = "comment form"
	reasonRequired    = "required fields"
	reasonCaptcha     = "captcha"
	reasonSpam        = "spam filter"
	reasonCookies     = "cookie notice"
	reasonSubscribe   = "subscribe"
	reasonOthers      = "other articles"
	reasonAdvert      = "advertisement"
	reasonCopyright   = "copyright"
	reasonDateline    = "dateline"
	reasonByline      = "byline"
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
	{reason: reasonComments, line: true, words: "comment|repl|response|name|mail|website", pattern: `(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment)s?|(?:no|\d+) (?:comments?|replies|responses)(?: yet| on .*)?|comments?(?: \(\d+\)| are closed)?|cancel reply|(?:your )?(?:name|e-?mail(?: address)?|website|comment)(?: ?\((?:required|optional)\))? ?\*?:?`},
	{reason: reasonComments, line: true, words: "kommentar|antwort|commentaire|comentario|respuesta|コメント|返信|评论|回复|留言", pattern: `schreiben? sie einen kommentar|(?:kommentar|antwort) (?:schreiben|abschicken|hinterlassen)|\d+ kommentare?|(?:laisser|ajouter|écrire) un commentaire|\d+ commentaires?|(?:deja|dejar|escribe) (?:un comentario|una respuesta)|\d+ comentarios?|コメント(?:を(?:残す|書く|投稿する?)|する|欄|\s*[(（]\d+[)）])?|\d+件のコメント|返信(?:する|を残す)?|发表(?:评论|回复|留言)|写评论|留言板?|评论\s*[(（]?\d*[)）]?`},
	{reason: reasonComments, words: "email|e-mail|logged|log in|login|signed|your comment|コメント", pattern: `save my name,? e-?mail|in this browser for the next time I comment|you must be (?:logged|signed) in to (?:post|leave|comment)|log ?in to (?:leave|post) a (?:comment|reply)|your comment (?:will (?:appear|be (?:published|posted|visible))|is awaiting)|次回のコメントで使用するため|コメントを(?:書く|投稿する|残す)には`},
	{reason: reasonComments, words: "comment|reply", pattern: `^(?:please )?(?:leave|write|post|add|submit) (?:a|your) (?:comment|reply)(?:$|[.!:：|/]|\s+[–—-]|,? (?:below|here|now|and (?:join|discuss)|using)\b)|^(?:comments?|(?:the )?comments? section) (?:(?:is|are|will be|have been|has been) )?(?:now )?clos(?:e|ed|es)\b.{0,40}$|^comments (?:are|will be) (?:moderated|reviewed|open|welcome|disabled|switched off)\b.{0,60}$|^(?:please )?(?:log|sign) ?in (?:or (?:register|sign up) )?to (?:comment|reply|join the (?:conversation|discussion))\b.{0,30}$`},
	{reason: reasonComments, words: "kommentar|commentaire|comentario|コメント|评论|留言", pattern: `^(?:jetzt )?(?:einen )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben)\b.{0,80}$|^kommentare (?:sind|wurden|werden) .{0,30}(?:geschlossen|deaktiviert|moderiert)|^(?:bitte )?(?:loggen sie sich ein|melden sie sich an|anmelden),? um .{0,20}kommentar|^(?:laissez|laisser|ajoutez|écrivez|écrire) (?:un|votre) commentaire\b.{0,60}$|^les commentaires sont (?:fermés|clos|modérés)|^(?:deja|deje|escribe|escriba|añade) (?:un|tu|su) comentario\b.{0,60}$|^los comentarios (?:están|se han) cerrado|コメントの?(?:受付|受け付け).{0,6}(?:終了|締め切)|^评论(?:功能)?已(?:经)?关闭|^(?:请)?登录后.{0,6}(?:评论|留言)`},
	{reason: reasonRequired, words: "mail|required|asterisk|erforderlich|obligatoires|obligatori|necesarios|requeridos|必須|必填|messagerie|correo|メール|邮", pattern: `your e-?mail (?:address )?will not be published|required fields are marked|fields marked with an? (?:\*|asterisk)|e-mail-adresse wird nicht veröffentlicht|erforderliche felder sind|votre adresse (?:e-?mail|de messagerie) ne sera pas publiée|les champs obligatoires sont|tu (?:dirección de )?correo electrónico no será publicad|los campos (?:obligatorios|necesarios|requeridos) están|メールアドレスが公開されることはありません|が付いている欄は必須|必須項目です|(?:电子)?(?:邮件|邮箱)(?:地址)?不会被公开|必填项已用`},
	{reason: reasonCaptcha, words: "enter|type|solve|fill|complete|copy|robot|human|captcha|入力|输入|geben|lösen", pattern: `^(?:please )?(?:enter|type|solve|fill in|complete|copy) (?:in )?the (?:result|answer|sum|solution|characters|letters|code|numbers|digits|word|captcha)\b.{0,40}\b(?:above|below|calculation|image|picture|captcha|shown|box|field)|\bI(?:’m| am|'m) not a robot|(?:verify|confirm|prove) (?:that )?you(?:’re| are|'re) (?:not a robot|(?:a )?human)|^(?:please )?(?:complete|solve) the captcha|(?:計算|画像).{0,12}(?:結果|文字).{0,6}入力|请输入.{0,8}(?:验证码|计算结果)|bitte (?:geben sie|lösen sie).{0,40}(?:captcha|rechenaufgabe|zeichen|ergebnis)`},
	{reason: reasonSpam, words: "akismet|captcha|comment|kommentar|comentarios", pattern: `this site (?:uses|is protected by) (?:akismet|recaptcha|hcaptcha)|\bprotected by (?:re|h)captcha|how your comment data is processed|(?:diese (?:website|seite)|ce site|este sitio).{0,30}akismet|akismet (?:を使って|を使用)|(?:使用|用了) ?akismet|wie (?:deine|ihre) kommentardaten verarbeitet|comment les données de vos commentaires|cómo se procesan los datos de tus comentarios`},
	{reason: reasonCookies, words: "cookie|クッキー", pattern: `(?:\bwe|(?:this|our) (?:web ?)?(?:sites?|pages?)|our partners)(?: and our (?:\d+ )?partners)? (?:use|uses|store|stores|set|sets)\b.{0,60}\bcookies?\b|by (?:continuing|clicking|using|browsing).{0,100}\bcookies?\b|^(?:accept|reject|allow|manage|decline)(?: all)? cookies?|^cookie (?:settings|policy|preferences|notice|consent)$|\bwir (?:und unsere partner )?(?:verwenden|nutzen|setzen).{0,60}cookies|diese (?:website|seite) (?:verwendet|nutzt).{0,40}cookies|\b(?:nous utilisons|ce site utilise).{0,40}cookies|\b(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)).{0,40}cookies|(?:当|この|本)(?:ウェブ)?サイト.{0,20}(?:cookie|クッキー)|(?:cookie|クッキー)(?:を使用して|の使用に同意)|(?:本|我们的?)(?:网站|網站).{0,10}cookie|我们使用.{0,6}cookie`},
	{reason: reasonCookies, words: "partner|cookie", pattern: `^our (?:\d+ )?partners (?:store|use|process|collect|access|may)\b.{0,60}\b(?:data|information|identifiers)|^(?:our )?cookie (?:notice|policy|settings|preferences)\s*:|^unsere (?:\d+ )?partner (?:speichern|verarbeiten|nutzen)\b.{0,60}\b(?:daten|informationen)|^nos (?:\d+ )?partenaires (?:stockent|utilisent|traitent)\b.{0,60}\bdonnées|^nuestros (?:\d+ )?socios (?:almacenan|usan|utilizan|procesan)\b.{0,60}\bdatos`},
	{reason: reasonCookies, line: true, words: "accept|allow|reject|refuse|decline|deny|agree|setting|preferences|option|got it|akzept|ablehn|einstellung|accepter|refuser|paramétr|acepta|rechaza|configura|許可|同意|拒否|接受|拒绝|设置", pattern: `(?:(?:(?:i )?(?:accept|allow|reject|refuse|decline|deny|agree)(?: (?:all|necessary|selected))?(?: cookies)?|(?:cookie |privacy )?(?:settings|preferences|options)|manage (?:cookies|settings|options|preferences)|ok|got it|(?:alle )?(?:akzeptieren|ablehnen)|(?:cookie-?)?einstellungen|(?:tout )?(?:accepter|refuser|paramétrer)|(?:aceptar|rechazar)(?: tod[oa]s?)?|configurar|すべて(?:許可|同意|拒否)(?:する)?|同意(?:する|しない)?|(?:全部)?(?:接受|拒绝)(?:全部)?|设置)(?:[\s|·•/,]+|$))+`},
	{reason: "share buttons", line: true, pattern: `(?:(?:share|tweet|pin(?: it)?|e-?mail|print|save|whatsapp|facebook|twitter|x|linkedin|reddit|telegram|pinterest|line|pocket|tumblr|bluesky|mastodon|instagram|youtube|rss|copy link|link copied|teilen|drucken|partager|imprimer|compartir|imprimir|シェア(?:する)?|ツイート|印刷(?:する)?|ブックマーク|はてブ|分享|微博|微信|on|via|this|(?:this )?(?:article|story|post|page)|to|with (?:your )?friends|(?:on |via )?social (?:media|networks)|in (?:den )?sozialen (?:medien|netzwerken)|sur les réseaux sociaux|en (?:las )?redes sociales|diesen (?:artikel|beitrag)|cet article|este artículo|click to|0|\d+ (?:shares|likes))(?:[\s\x{3000}|·•/,&:+]|$)+)+`},
	{reason: reasonSubscribe, words: "subscribe|opt out|get |sign up|register|follow|join|newsletter|abonn|inscrivez|suscr|登録|订阅|フォロー|inbox", pattern: `^(?:please )?(?:subscribe|sign up|register)(?: now| today| here| free| for free)?(?: to| for| with)?(?: our| the| us| this| my| your)?\b.{0,60}\b(?:newsletters?|channel|alerts?|updates|e-?mails?|inbox|mailing list|feed|notifications?)|^subscribe(?: now| today)?[.!]?$|^follow (?:us|me) on\b|^you can (?:unsubscribe|opt out)|^(?:join|get) .{0,60}\b(?:newsletter|in your inbox)|newsletter (?:abonnieren|bestellen|anmelden)|^(?:jetzt )?abonnieren|^abonnez-vous|inscrivez-vous à (?:la|notre) newsletter|^suscr[íi]b(?:e|ase|ete|rse)\b|(?:メルマガ|ニュースレター|チャンネル)(?:の|に|を)?登録|读者登録|読者登録|^(?:点击)?订阅|フォローお願い`},
	{reason: reasonSubscribe, words: "subscri|unsubscribe|sign up|register|cancel|inbox|mailbox|newsletter|infolettre|boletín|メルマガ|电子报|premium|plus|account|subscription|membership", pattern: `^(?:please )?subscribe (?:(?:now|today|here) )?to\b|^(?:sign up|register)(?: now| today| here| free| for free| online)+[.!]?$|^(?:cancel|unsubscribe)(?: at)? any ?time\b.{0,40}$|^(?:get|receive|have|enjoy) .{0,80}\b(?:in|into|to) your (?:e-?mail )?(?:inbox|mailbox)|^(?:every|each|daily|weekly|the best|our|straight|delivered)\b.{0,80}\b(?:in|into|to) your (?:inbox|mailbox)|^(?:(?:our|daily|weekly|free|morning|evening) |(?:(?-i:\p{Lu})[\pL\pN'’&-]* ){2,5})?(?:newsletters?|infolettre|boletín|メルマガ|电子报)\s*[:：]|^[^.:]{0,40}\b(?:premium|plus|account|(?:digital|print|online|annual|monthly|full) subscription|subscription|membership)(?:\s*:| for| from)\s.{0,50}?\d[\d.,]*\s?\S{1,12}\s(?:a|per|each|every) (?:day|week|month|quarter|year|issue)(?:[,;]? (?:without|first|cancel|and read|with no|billed)\b.{0,40}|,? ad-free)?[.!]?$`},
	{reason: reasonSubscribe, words: "kündbar|abbestell|testen|anmelden|abonn|monat|engagement|résiliable|mois|cancel|desde|解約|キャンセル|月額|取消|订阅|注册|试用", pattern: `\bjederzeit (?:kündbar|abbestellbar)\b|^(?:jetzt )?(?:gratis |kostenlos )?(?:testen|abonnieren|anmelden)[.!]?$|^(?:sans engagement|résiliable à tout moment)\b.{0,40}$|^[^.:]{0,40}\b(?:abo|abonnement|digitalabo|premium|plus)\s?:? .{0,30}?\d[\d.,]*\s?(?:€|euros?|franken|francs)\s?(?:im monat|pro monat|/ ?monat|par mois|/ ?mois).{0,40}$|^cancel[ae] (?:cuando|en cualquier momento)\b.{0,20}$|^suscripción\b.{0,30}desde \d.{0,20}(?:al mes|/ ?mes)|いつでも(?:解約|キャンセル)|^月額[\d,]+円|^(?:可)?随时取消|^(?:立即|马上|免费)(?:订阅|注册|试用)`},
	{reason: reasonOthers, line: true, words: "most|trending|top stories|picks|choice|recommended|you m|related|more |next|miss|also", pattern: `(?:(?:the |our |today['’]s )?(?:most (?:read|popular|viewed|shared|watched|commented)|trending|top stories|editor['’]?s['’]? (?:picks?|choice)|recommended|related (?:articles|posts|stories|news|links|content))|you (?:may|might) (?:also|like)[^.:]{0,30}|more (?:stories|articles|news|headlines|from (?:us|this (?:author|section)|the web))|(?:read|up) next|don['’]t miss|also interesting|also on this site)(?: (?:stories|articles|news|posts|now|right now|today|for you|this (?:week|month|year)|(?:in|on|from) (?:the )?[\pL'’]+(?: [\pL'’]+){0,2}))*`},
	{reason: reasonOthers, line: true, words: "meist|interessieren|weitere|thema|plus |aussi|sujet|articles|más |relacionad|interesar|記事|ニュース|リンク|文章|阅读|新闻|链接|排行|喜欢", pattern: `(?:die )?meist(?:gelesen|gesehen|geklickt|kommentiert)(?:e[nr]?)?(?: artikel| nachrichten| texte)?|das könnte (?:sie|dich) auch interessieren|weitere (?:artikel|nachrichten|themen|meldungen)|mehr zum thema|(?:les )?(?:articles )?(?:les )?plus (?:lus|populaires|consultés|partagés)|à lire (?:aussi|également)|sur le même sujet|articles (?:liés|similaires|recommandés)|l[oa]s? más (?:leíd|vist|popular|comentad|compartid)[\pL]*|(?:artículos|noticias) relacionad[ao]s|(?:también )?te puede interesar|(?:よく読まれている|人気の?|おすすめの?|最新の?|関連)(?:記事|ニュース|リンク)(?:一覧)?|(?:热门|最热|推荐|相关|最新)(?:文章|阅读|新闻|链接|推荐)|阅读排行榜?|猜你喜欢`},
	{reason: reasonOthers, line: true, words: "most |trending|also|meistgelesen|plus lus|más leíd|記事|阅读|新闻", pattern: `(?:(?:the )?most (?:read|popular|viewed|shared)(?: (?:stories|articles|news|now|today|this (?:week|month)|in [\pL ]{1,20}))*|trending(?: now| today)?|also interesting|you may also like|meistgelesen|les plus lus|lo más leído|(?:人気|よく読まれている)記事|(?:热门|推荐)(?:阅读|新闻|文章))\s*[:：]\s*\S.*`},
	{reason: reasonNavigation, line: true, pattern: `(?:(?:home(?:page)?|menu|search|news|sport|skip to (?:main )?(?:content|navigation)|back to (?:top|home)|(?:read|show|load|view|see) (?:more|all)(?: .{1,60})?|continue reading.*|next|prev(?:ious)?|(?:next|previous|older|newer) (?:posts?|articles?|story|page|entries)|about(?: us| me)?|contact(?: us)?|privacy(?: policy)?|terms(?: (?:of|and) (?:use|service|conditions))?|cookies?|sitemap|site map|log ?in|log ?out|sign ?(?:in|up)|register|archives?|categories|tags|related (?:articles|posts|stories|news|links|content)|recent (?:posts|comments|articles)|you (?:may|might) (?:also|like).*|most (?:read|popular|viewed|shared)|trending(?: now)?|recommended(?: for you)?|top stories|latest news|start(?:seite)?|impressum|datenschutz(?:erklärung)?|weiterlesen|mehr (?:lesen|dazu)|nach oben|kontakt|accueil|lire (?:la suite|aussi)|mentions légales|inicio|leer más|ver más|aviso legal|contacto|ホーム|メニュー|検索|続きを読む|関連(?:記事|ニュース|リンク)|トップ(?:ページ)?(?:へ(?:戻る)?)?|(?:前|次)の(?:記事|ページ)|(?:最新|人気)の?記事|お問い合わせ|プライバシーポリシー|ログイン|首页|首頁|更多|阅读(?:全文|更多)|相关(?:文章|阅读|新闻|链接)|上一篇.*|下一篇.*|返回(?:首页|顶部)|登录|注册|联系我们|关于我们)(?:[\s\x{3000}|·•/,»«›‹>→←:：…]|$)+)+`},
	{reason: reasonNavigation, line: true, marks: "|»›", pattern: `[^|»›]{1,40}(?:\s*[|»›]\s*[^|»›]{1,40}){2,}|[^|.!?]{1,40}\s\|\s[^|.!?]{1,40}`},
	{reason: reasonNavigation, line: true, marks: ":：", pattern: `(?:related(?: articles?| stories| links?)?|see also|read also|also read|read (?:more|next)|more on this(?: topic| story)?|more from [^.:]{1,40}|mehr zum thema|lesen sie auch|lire aussi|à lire|lea también|関連(?:記事|ニュース)?|あわせて読みたい|相关(?:阅读|新闻|文章))\s*[:：]\s*\S.*`},
	{reason: "tags", line: true, marks: ":：#", pattern: `(?:tags?|tagged(?: with| as)?|categor(?:y|ies)|filed under|posted in|topics|keywords|schlagwörter|kategorien?|étiquettes|mots-clés|etiquetas|categorías?|タグ|カテゴリー?|テーマ|标签|分类)\s*[:：]\s*\S.*|(?:#[\pL\pN_]+[\s,、]*)+`},
	{reason: "blog ranking", words: "rank|ランキング|人気ブログ", pattern: `\branked? (?:number |no\.? ?|#)?\d+(?:st|nd|rd|th)?\b.{0,60}\b(?:hashtags?|search volume|search (?:ranking|results)|(?:blog|access|real-?time|popular posts?) ranking|page views)\b|\b(?:chapter|article|post|entry|blog|page) (?:that )?I (?:posted|published|wrote|uploaded)\b.{0,200}\brank(?:s|ed|ing)?\b|(?:please )?(?:vote|click) (?:for|on) .{0,40}\bblog ?ranking|(?:ハッシュタグ|ブログ|アクセス|検索数?)ランキング|ランキング.{0,20}(?:クリック|応援)|人気ブログ`},
	{reason: reasonAdvert, line: true, words: "ad|sponsored|paid|continues|anzeige|werbung|publicité|pr|広告|スポンサー|广告", pattern: `\(?(?:advertisements?|ads?|sponsored(?: content| by .*)?|paid content|article continues below.*|story continues below.*|anzeige|werbung|publicité|publicidad|広告|スポンサー(?:ド)?リンク|PR|广告)\)?`},
	{reason: reasonAdvert, line: true, words: "ad|sponsored|promot|anzeige|werbung|publicité|publicidad|anuncio|広告|广告", pattern: `(?:advertisements?|ads?|advertorial|sponsored|promoted|promotion|anzeige|werbung|publicité|publicidad|anuncio|広告|广告)\s*[:：]\s*\S.*`},
	{reason: reasonAdvert, words: "advertise with|responsibly|18|odds|werben sie|anunciarse|広告掲載", pattern: `^advertise with us\b|^(?:please )?(?:bet|gamble|drink) responsibly\b|^(?:for )?(?:over[- ])?18s?\+? ?(?:s )?only\b.{0,20}$|^odds (?:are )?(?:correct|subject to change)\b.{0,40}$|^werben sie bei uns\b|^anunciarse\b.{0,20}$|^広告掲載`},
	{reason: "pointer", words: "following|click|tap |watch|see |read |以下|请点击|请见|原文", pattern: `^the following (?:is|was|text is) (?:from|an? (?:excerpt|extract|translation|quotation)|taken|quoted|reproduced)\b.{0,120}\b(?:links?|above|below|url|page|website|site)\b|^(?:click|tap) (?:here|on the link|the link)|^(?:watch|see|read) (?:the )?(?:full |original )?(?:video|article|story|report) (?:here|above|below|at the link)|^以下は.{0,30}(?:リンク|から)の?(?:引用|転載|抜粋)|^(?:详情|全文)请(?:点击|见)|原文(?:链接|地址)`},
	{reason: reasonLink, line: true, words: "http|www.", pattern: `(?:(?:source|link|url|via|see|read more|quelle|fuente|出典|引用元|来源|原文)\s*[:：]?\s*)?<?(?:https?://|www\.)\S+>?`},
	{reason: "photo credit", line: true, words: "photo|image|picture|video|foto|bild|imagen|写真|画像|图|getty|shutterstock|reuters|afp", pattern: `\(?(?:photos?|images?|pictures?|video|foto|bild|crédit photo|imagen|写真|画像|图片?)(?: credits?| by| courtesy(?: of)?|提供|来源)?\s*[:：/©].{1,80}|(?:file )?(?:photo|image)s? (?:by|courtesy of) .{1,60}|(?:getty images|shutterstock|reuters|afp|ap photo)(?:/.{1,40})?`},
	{reason: reasonCopyright, words: "©|(c)|copyright|rights reserved|rechte|droits|derechos|無断|版权|未经", pattern: `^(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|\d{4}))|\ball rights reserved\b|^alle rechte vorbehalten|^tous droits réservés|^todos los derechos reservados|無断(?:転載|複製)|版权所有|未经.{0,8}许可`},
	{reason: "reading time", line: true, words: "min|reading|views|分|lesezeit", pattern: `\d{1,3}[- ]min(?:ute)?s?(?: read)?|reading time:? .{1,20}|\d[\d,.]* views|\d+分で読めます|lesezeit:? .{1,20}`},
	{reason: "rating", line: true, words: "★|☆|⭐|rat|bewert|note|puntuación|評価|评分|星", pattern: `[★☆⭐✩✭]{3,}.{0,40}|.{0,30}[★☆⭐✩✭]{3,}|(?:(?:average|your|reader|user) )?(?:rating|rated|bewertung|note|puntuación|評価|评分)(?: of this (?:page|article|story)| by readers)?\s*[:：]?\s*\d(?:[.,]\d)?\s*(?:of|out of|von|sur|de|/)\s*(?:5|10)\b.{0,40}`},
	{reason: "rating", words: "rated|rating", pattern: `^(?:(?:average |reader |user )?rating|rated)(?: of this (?:page|article|story))?\s*:?\s*\d(?:[.,]\d)?\s*(?:of|out of|/)\s*(?:5|10)(?: stars)?(?: by [\d,.]+ \pL+| \([\d,.]+ \pL+\))?[.!]?$`},
	{reason: "weather", line: true, words: "°|℃", pattern: `(?:weather|wetter|météo|el tiempo|tiempo|today|天気|今日の天気|天气|[\pL]{3,20})(?: (?:today|now|tomorrow|heute|aujourd'hui|hoy|in \pL+))?\s*[:：|–-]?\s*[+–-]?\d{1,2} ?(?:°|℃)[CF]?(?:[\s,/|–-]*(?:[+–-]?\d{1,2} ?(?:°|℃)[CF]?|\pL+)){0,5}`},
	{reason: "disclaimer", words: "invented|fiction|fictitious|satir|test data|translat|originally published|first published", pattern: `^[\[(]?(?:this|the following) (?:article|text|story|page|report|summary|translation) (?:is|was|has been) (?:an? |entirely |purely |in part )*(?:invented|fiction(?:al)?|fictitious|satir\pL*|test data|(?:automatic(?:ally)?|machine)[- ]translat\pL+|translated (?:automatically|by (?:a )?(?:machine|computer))|(?:originally|first) published)\b|^[\[(]?(?:invented|fictional|fictitious) (?:article|story|text|test data)\b.{0,60}$|^[^.]{1,60} [–—|-] (?:invented|fictional) test data\W*$|^(?:[^.]{1,40}, )?(?:(?:summary|version|text|article) )?(?:automatic(?:ally)?|machine)[- ]translat(?:ion|ed)(?: (?:summary|version|text|article))?(?: from(?: (?:the|and|several|various|original|sources?|press|media|languages?|(?-i:\p{Lu})\pL+))+)?(?:,? (?:edited|checked|provided|generated) by .{1,40})?\W*$`},
	{reason: "disclaimer", words: "erfunden|maschinell|automatisch|fictif|inventé|une fiction|traduit|ficticio|inventado|traducido|架空|フィクション|機械翻訳|自動翻訳|虚构|虛構|机器翻译", pattern: `^[\[(]?(?:dieser (?:artikel|text|bericht) (?:ist|wurde) (?:frei )?(?:erfunden|maschinell|automatisch übersetzt)|erfundener (?:artikel|text)\b)|^cet article est (?:fictif|inventé|une fiction|traduit automatiquement)|^este (?:artículo|texto) (?:es|ha sido) (?:ficticio|inventado|traducido automáticamente)|^[【\[（(]?(?:この(?:記事|物語)は)?(?:架空の(?:記事|話)|フィクションです|(?:機械|自動)翻訳(?:です|による|された))|^[【\[（(]?(?:本文|此文)(?:内容)?(?:为|為|纯属|由)(?:虚构|虛構|机器翻译)`},
	{reason: reasonByline, words: "correspondent|reporter|reporting by|editing by|writing by", pattern: `^(?:by|from) (?:our|a) (?:own |special |staff )?(?:[\pL-]+ )?(?:correspondent|reporter)s?(?: (?:in|at|from) (?-i:\p{Lu})[\pL -]*)?(?:, (?-i:\p{Lu})[^.]{0,40})?\.?$|^\(?(?:additional )?(?:reporting|writing|editing) by (?:(?:(?-i:\p{Lu})[\pL.'’-]*|and|in|at|from|with|(?:additional )?(?:reporting|writing|editing) by)[,;.)]*(?: |$))+$`},
	{reason: reasonMetadata, words: "edition|feature|magazine|supplement|section|issue", pattern: `^(?:(?:of|the|and|de|du|la|le|el|(?-i:\p{Lu})[\pL'’&-]*) ){0,5}(?-i:\p{Lu})[\pL'’&-]*, (?:weekend|morning|evening|print|online|digital|international|sunday|saturday)(?: [\pL]+)? ?(?:edition|feature|magazine|supplement|section|issue)\.?$`},
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
		for w := range strings.SplitSeq(r.words, "|") {
			if isASCII(w) {
				rules[i].ascii = append(rules[i].ascii, w)
			} else {
				rules[i].other = append(rules[i].other, w)
			}
		}
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
		return reasonByline
	case len(line) > maxFurnitureBytes:
		return ""
	}
	return matchRule(line, true)
}

// sentenceFurniture returns why a sentence is furniture, "" if it is not.
// What begins with a quotation mark is said by somebody, not by the page.
func sentenceFurniture(sentence string) string {
	if len(sentence) > maxFurnitureBytes || beginsQuote(sentence) {
		return ""
	}
	return matchRule(sentence, false)
}

// matchRule returns the reason of the first line rule, or the first of the
// other rules, that text matches.
func matchRule(text string, line bool) string {
	lower := strings.ToLower(text)
	ascii := isASCII(text)
	for _, r := range furnitureRules {
		if r.line == line && r.mayMatch(lower, ascii) && r.re().MatchString(text) {
			return r.reason
		}
	}
	return ""
}

// mayMatch reports whether text in lower case has one of the rule's words and
// one of its marks.
func (r furnitureRule) mayMatch(lower string, ascii bool) bool {
	has := func(word string) bool { return strings.Contains(lower, word) }
	if r.marks != "" && !strings.ContainsAny(lower, r.marks) {
		return false
	}
	return r.words == "" || slices.ContainsFunc(r.ascii, has) || !ascii && slices.ContainsFunc(r.other, has)
}
