package corpus

import "testing"

// furnitureOf returns the reason a line that is one block is left out for, ""
// if it is quotable.
func furnitureOf(line string) string {
	if _, ok := datelineDate(line); ok {
		return reasonDateline
	}
	if reason := lineFurniture(line); reason != "" {
		return reason
	}
	for _, s := range splitSentences(line, Span{0, len(line)}, "") {
		if reason := sentenceFurniture(line[s.Start:s.End]); reason != "" {
			return reason
		}
	}
	return ""
}

func TestFurniture(t *testing.T) {
	cases := map[string][]string{
		"comment form":    {"Leave a Reply", "3 Comments", "Post a comment", "Email *", "Kommentar schreiben", "Laisser un commentaire", "コメントを残す", "发表评论", "You must be logged in to post a comment.", "Leave a comment: Name / E-mail / Your comment", "Write a comment - your name, your message.", "Comments are closed after 14 days.", "Comments close after a week.", "Please log in to comment.", "Kommentare sind nach drei Tagen geschlossen.", "Les commentaires sont fermés.", "Escribe tu comentario: nombre, correo", "コメントの受け付けは終了しました。", "评论已关闭"},
		"required fields": {"Your email address will not be published. Required fields are marked *", "Los campos obligatorios están marcados con *", "Ihre E-Mail-Adresse wird nicht veröffentlicht."},
		"captcha":         {"Please enter the result of the calculation above.", "Type the characters shown in the image", "I am not a robot", "请输入右边的验证码"},
		"spam filter":     {"This site uses Akismet to reduce spam.", "Learn how your comment data is processed."},
		"cookie notice":   {"We use cookies to improve your visit.", "This website uses cookies.", "By continuing to browse you agree to our use of cookies.", "Accept all cookies", "Nous utilisons des cookies.", "当サイトではクッキーを使用しています。", "Wir verwenden Cookies.", "Cookie notice: this page uses cookies.", "Accept all | Settings", "Accept all", "Alle akzeptieren | Einstellungen", "Tout accepter", "すべて同意する", "全部接受", "Our 12 partners store data for up to a year."},
		"share buttons":   {"Share this:", "Share | Tweet | Email", "Facebook Twitter WhatsApp", "Teilen", "シェアする　ツイート", "Share this article on social media", "Share this story with your friends", "Diesen Artikel teilen"},
		"subscribe":       {"Subscribe to our newsletter!", "Sign up for breaking news alerts", "Follow us on Facebook", "Newsletter abonnieren", "You can unsubscribe at any time.", "Subscribe to the Harbour Post for 3.50 marks a month.", "Subscribe now to the Post and read on without advertising.", "Cancel any time.", "Sign up free.", "Newsletter: Get the Post in your inbox every Monday", "Harbour Post newsletter: the day in five lines.", "Every Sunday the best of the Post in your mailbox.", "Digital subscription: 8.20 marks a month, cancel any time.", "Harbour Post Premium: all reports without advertising for 2 marks a week.", "Pro account: 9 marks per month.", "Jederzeit kündbar.", "Digitalabo für 4,90 Euro im Monat", "Abonnez-vous pour 3 euros par mois.", "Suscríbete por 2 euros al mes", "いつでも解約できます。", "免费订阅"},
		"other articles":  {"Related articles", "Most read", "MOST READ", "Most read in Sport", "Most popular this week", "Trending now", "Most read this week: 1. Ten soups 2. Why cats purr", "Most read: Ferry to the island late again", "Also interesting: ten soups", "Meistgelesen", "Das könnte Sie auch interessieren", "Les plus lus", "Lo más leído", "関連記事", "人気記事", "热门文章", "热门阅读：十种汤"},
		"navigation":      {"Home | News | Sport", "Read more", "Skip to main content", "続きを読む", "Startseite » Kontakt", "Politics | World | Money | Law", "Read more: Ten walks on the coast", "More from the coast: ten walks."},
		"tags":            {"Tags: spies, courts", "#spies #courts", "Filed under: World"},
		"blog ranking":    {"My article is ranked 3rd in the hashtag ranking of Kyoto.", "The chapter I posted on 2018-09-17 is now ranked No. 1.", "人気ブログランキングに参加しています。"},
		"advertisement":   {"Advertisement", "Article continues below", "広告", "Advertisement: Cottages by the sea from 60 marks a night", "Anzeige: Urlaub am Meer", "广告：海边度假", "Advertise with us: banners from 20 marks a day.", "Bet responsibly.", "Over 18s only."},
		"pointer":         {"The following is from NHK at the link shown above.", "Click here to watch.", "原文链接：见下"},
		"link":            {"https://example.org/a?b=c", "Source: www.example.org", "<https://example.org>"},
		"photo credit":    {"Photo: Reuters", "Image courtesy of the court: J. Doe", "Getty Images"},
		"copyright":       {"© 2020 The Post", "All rights reserved.", "Alle Rechte vorbehalten."},
		"reading time":    {"4 min read"},
		"metadata line":   {"Author: Ada Lindqvist", "作者：王伟"},
		"rating":          {"★★★★☆ 4.1 (812)", "Rating of this page: 3.8 of 5 stars (212 votes)", "Rated 4.1 of 5 by 812 readers."},
		"weather":         {"Weather: 14 °C, cloudy", "Wetter heute: 3°C", "天気：14℃ 晴れ"},
		"disclaimer":      {"This article is invented: test data, not news.", "[Invented article: test data, not news.]", "This text was automatically translated.", "The Post, automatically translated summary.", "Machine translation, edited by the night desk.", "This story was first published in the Harbour Post.", "Dieser Artikel ist frei erfunden.", "Este texto ha sido traducido automáticamente.", "この記事は架空の記事です。", "本文纯属虚构。"},
		"byline":          {"By our correspondent in Port Ellery, Harbour Wire.", "From our correspondent at Camp Tern.", "(Reporting by Ada Lindqvist in Oslo and Tom Brandt in Kiel; editing by Eva Holm)", "By Ada Lindqvist", "By Ada Lindqvist and Tom Brandt", "Von Anna Weber", "By Ada Lindqvist, court reporter"},
		"dateline":        {"2019-01-16", "January 6, 2019, 11:51.", "Published: 3 May 2018 at 10:30 a.m. EST", "Sunday, January 6, 2019", "2019年1月6日 11時51分", "3. März 2019, 14:20 Uhr", "le 6 janvier 2019", "Updated 2019-01-06T11:51", "Oslo, 2 May 2025", "PARIS (AFP) - 2 May 2025", "TOLMEN, Velmark, 14 March 2023 (Northline Wire)", "TOLMEN, Velmark (Northline Wire)", "Oslo, Norway, 2 May 2025"},
		"separator":       {"* * *", "-----", "•"},
		// What the news may say of such things stays quotable.
		"": {
			"The company was ranked 5th in the world last year.",
			"He left a reply on the forum, the FBI said.",
			"The spies hid messages in cookies, according to the indictment.",
			"The court ranked the evidence by weight.",
			"Prosecutors said the site used cookies to follow its visitors.",
			"He subscribed to three newsletters under a false name.",
			"She was asked to enter the code on a keypad in Minsk.",
			"The following year he moved to Chicago.",
			"In 2018 he was arrested.",
			"The home of the clerk was searched.",
			"By Monday the police had found him.",
			"He posted a photo of the base on Facebook.",
			"The report, published in 2018, names both men.",
			"A link between the two cases is not proven.",
			"The ministry commented on 6 January 2019.",
			"Ji Chaoqun, 31",
			"Comments by the minister are closed to the public record.",
			"Comments that she closed the case herself were denied.",
			"“Leave a comment and you go to prison,” he told the bloggers.",
			"“We use cookies to follow them,” the officer said.",
			"Subscribers to the paper paid 7.90 crowns a month.",
			"The paper lost subscribers when it asked for 12 crowns a month.",
			"The newsletter: three pages, written by hand, was found in a cellar.",
			"In its newsletter the bank called the loss small.",
			"The group sold a premium account for 12 euros a month to 300 people.",
			"Members cancel any time they like, the club says.",
			"Most read the letter before they voted.",
			"Most viewed the verdict as fair: nobody appealed.",
			"Advertisements for the job were placed in two papers.",
			"The advertisement promised 890 crowns a week.",
			"The weather was cold, with 4 °C on the runway.",
			"Rated 4 of 5 by the inspectors, the bridge was thought to be safe until it fell.",
			"The article was invented by its author, the paper admitted.",
			"Machine translation is improving, the institute says.",
			"This article of the law was first applied in 1998.",
			"Reporting by Reuters showed that the yard had known.",
			"By our reporter's count 300 people came.",
			"Sign up or leave, the officers were told.",
			"Register to vote by 5 May, the office told residents.",
			"Get out of your house, the siren means.",
			"NATO (North Atlantic Treaty Organization)",
		},
	}
	for want, lines := range cases {
		for _, line := range lines {
			if got := furnitureOf(line); got != want {
				t.Errorf("%q is %q, want %q", line, got, want)
			}
		}
	}
}

// Every pattern compiles; they do so when first used otherwise.
func TestPatternsCompile(t *testing.T) {
	for _, r := range furnitureRules {
		r.re()
	}
	for _, r := range dateRules {
		r.re()
	}
}
