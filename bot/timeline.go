package bot

import (
	"context"
	"strings"

	"casebot/bot/discord"
	"casebot/bot/markdown"
	"casebot/corpus"
	"casebot/corpus/cases"
)

// timelineCommand is /timeline case from to.
func timelineCommand() *command {
	about := nameOption("case", "Only this case", false,
		local{"fall", "caso", "affaire", "事件", "案件", "案件"},
		local{"Nur dieser Fall", "Solo este caso", "Seulement cette affaire", "この事件だけ", "仅此案件", "僅此案件"})
	from := option("from", "Not before this year, month or day: 2018, 2018-04, 2018-04-06", false,
		local{"von", "desde", "depuis", "開始", "起始", "起始"},
		local{"Nicht vor diesem Jahr, Monat oder Tag: 2018, 2018-04, 2018-04-06", "No antes de este año, mes o día: 2018, 2018-04, 2018-04-06",
			"Pas avant cette année, ce mois ou ce jour : 2018, 2018-04", "この年月日以降: 2018、2018-04", "不早于此年月日:2018、2018-04", "不早於此年月日:2018、2018-04"})
	to := option("to", "Not after this year, month or day", false,
		local{"bis", "hasta", "jusque", "終了", "截止", "截止"},
		local{"Nicht nach diesem Jahr, Monat oder Tag", "No después de este año, mes o día", "Pas après cette année, ce mois ou ce jour",
			"この年月日以前", "不晚于此年月日", "不晚於此年月日"})
	from.MaxLength, to.MaxLength = 10, 10
	return &command{
		definition: define(chatCommand, "timeline", "What happened when",
			local{"zeitleiste", "cronología", "chronologie", "年表", "时间线", "時間線"},
			local{"Was wann geschah", "Qué pasó y cuándo", "Ce qui s’est passé et quand", "いつ何が起きたか", "何时发生了什么", "何時發生了什麼"},
			about, from, to),
		complete: completeCase, private: public,
		run: func(_ context.Context, t *task) (discord.Post, error) {
			return t.showTimeline(t.i.Text("case"), t.i.Text("from"), t.i.Text("to"), 1)
		},
	}
}

func (t *task) showTimeline(about, from, to string, page int) (discord.Post, error) {
	var bounds [2]corpus.Date
	for i, s := range []string{from, to} {
		if s == "" {
			continue
		}
		d, err := corpus.ParseDate(s)
		if err != nil {
			return discord.Post{}, sayError(fill(t.words.BadDate, markdown.Line(s)))
		}
		bounds[i] = d
	}
	set := t.bot.set()
	id, title := "", t.words.Timeline
	if about != "" {
		c, near, several := set.Find(strings.TrimSuffix(about, "…"), maxNear)
		if c == nil {
			return t.noCase(about, near, several), nil
		}
		id, title = c.ID, title+": "+c.Name
	}
	events := set.Timeline(id, bounds[0], bounds[1])
	if len(events) == 0 {
		return note(grey, t.words.NoEvents), nil
	}
	state := strings.Join([]string{"timeline", from, to, about}, "|")
	return showSummary(cases.Told(title, events), page, state, t.words), nil
}
