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
		"comment form":    {"Leave a Reply", "3 Comments", "Post a comment", "Email *", "Kommentar schreiben", "Laisser un commentaire", "コメントを残す", "发表评论", "You must be logged in to post a comment."},
		"required fields": {"Your email address will not be published. Required fields are marked *", "Los campos obligatorios están marcados con *", "Ihre E-Mail-Adresse wird nicht veröffentlicht."},
		"captcha":         {"Please enter the result of the calculation above.", "Type the characters shown in the image", "I am not a robot", "请输入右边的验证码"},
		"spam filter":     {"This site uses Akismet to reduce spam.", "Learn how your comment data is processed."},
		"cookie notice":   {"We use cookies to improve your visit.", "This website uses cookies.", "By continuing to browse you agree to our use of cookies.", "Accept all cookies", "Nous utilisons des cookies.", "当サイトではクッキーを使用しています。", "Wir verwenden Cookies."},
		"share buttons":   {"Share this:", "Share | Tweet | Email", "Facebook Twitter WhatsApp", "Teilen", "シェアする　ツイート"},
		"subscribe":       {"Subscribe to our newsletter!", "Sign up for breaking news alerts", "Follow us on Facebook", "Newsletter abonnieren", "You can unsubscribe at any time."},
		"navigation":      {"Home | News | Sport", "Read more", "Related articles", "Skip to main content", "続きを読む", "Startseite » Kontakt", "Politics | World | Money | Law"},
		"tags":            {"Tags: spies, courts", "#spies #courts", "Filed under: World"},
		"blog ranking":    {"My article is ranked 3rd in the hashtag ranking of Kyoto.", "The chapter I posted on 2018-09-17 is now ranked No. 1.", "人気ブログランキングに参加しています。"},
		"advertisement":   {"Advertisement", "Article continues below", "広告"},
		"pointer":         {"The following is from NHK at the link shown above.", "Click here to watch.", "原文链接：见下"},
		"link":            {"https://example.org/a?b=c", "Source: www.example.org", "<https://example.org>"},
		"photo credit":    {"Photo: Reuters", "Image courtesy of the court: J. Doe", "Getty Images"},
		"copyright":       {"© 2020 The Post", "All rights reserved.", "Alle Rechte vorbehalten."},
		"reading time":    {"4 min read"},
		"metadata line":   {"Author: Ada Lindqvist", "作者：王伟"},
		"byline":          {"By Ada Lindqvist", "By Ada Lindqvist and Tom Brandt", "Von Anna Weber", "By Ada Lindqvist, court reporter"},
		"dateline":        {"2019-01-16", "January 6, 2019, 11:51.", "Published: 3 May 2018 at 10:30 a.m. EST", "Sunday, January 6, 2019", "2019年1月6日 11時51分", "3. März 2019, 14:20 Uhr", "le 6 janvier 2019", "Updated 2019-01-06T11:51", "Oslo, 2 May 2025", "PARIS (AFP) - 2 May 2025"},
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

func TestGluedPrefix(t *testing.T) {
	cases := map[string]string{
		"date 2023-01-26 A Chinese engineer was sentenced.":                  "date 2023-01-26 ",
		"2023-01-26 | By Ada Lindqvist | A Chinese engineer was sentenced.":  "2023-01-26 | By Ada Lindqvist | ",
		"Updated: January 6, 2019, 11:51 A Chinese engineer was sentenced.":  "Updated: January 6, 2019, 11:51 ",
		"By ADA LINDQVIST | The engineer was sentenced on Monday.":           "By ADA LINDQVIST | ",
		"WASHINGTON (AP) — The engineer was sentenced on Monday.":            "WASHINGTON (AP) — ",
		"BRUSSELS, Jan. 6 (Reuters) - The engineer was sentenced on Monday.": "BRUSSELS, Jan. 6 (Reuters) - ",
		"投稿日: 2019-01-06 中国の情報機関の男がベルギーで逮捕された。":                              "投稿日: 2019-01-06 ",
		"2019-01-06 was the day on which the report was shown.":              "",
		"January 6, 2019 Was a Sunday, and the report was shown.":            "",
		"The FBI — The bureau for short — was told of it by the firm.":       "",
		"By Monday the engineer had been sentenced to eight years.":          "",
		"date 2023-01-26 Short.": "",
		"2018 The engineer was arrested in Chicago after a meeting with agents.": "",
	}
	for text, want := range cases {
		n, _, _ := gluedPrefix(text)
		if got := text[:n]; got != want {
			t.Errorf("gluedPrefix(%q) = %q, want %q", text, got, want)
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
