package claim

import (
	"slices"
	"testing"

	"casebot/corpus"
)

// Passages as an article might have them; the persons do not exist.
const (
	sentenced = `A Danish engineer, Lars Holm, has been sentenced to eight years in prison for spying in Norway.`
	other     = `Mette Brandt has been sentenced to 20 years in federal prison.`
	arrested  = `The FBI arrested a man from the Ministry of State Security in Belgium last April, suspecting that he entertained an engineer from GE Aviation in Ohio and attempted to steal corporate secrets.`
	convicted = `He was convicted last September for acting as an agent of a foreign government without notifying the US attorney-general.`
	messages  = `In addition, the FBI discovered 36 messages exchanged between the man and a resident in Chicago, revealing a plan to build an espionage network.`
	website   = `However, it has not opened an official website, and state media reports are limited.`
	denied    = `China has denied these allegations and stated that Wray has a "Cold War mentality".`
	coop      = `More than 20 CIA cooperators were detained or executed several years ago.`
	suspected = `He is suspected of attempting to steal corporate secrets related to jet engines from an engineer.`
	meetings  = `Lars Holm was arrested in September 2018 after meeting with an undercover agent.`
	orders    = `US authorities claim that Lars Holm received his instructions from Erik Dahl, a senior official.`
	former    = `Karin Lund, a former employee of Nordic Motors, was handed a two-year sentence.`
	bail      = `The judge ordered that Anna Vik be held for four weeks; Jon Vik was released on bail.`
	bureaus   = `It has several bureaus, including the Fifth Bureau (economic security) and the Sixth Bureau (political security).`
	law       = `In 2017, China also enforced the National Intelligence Law, which strengthens intelligence operations.`
)

func TestCheck(t *testing.T) {
	april := Options{Dates: []corpus.Date{{Year: 2018, Month: 4, Precision: corpus.Month}}}
	september := Options{Dates: []corpus.Date{{Year: 2022, Month: 9, Precision: corpus.Month}}}
	for _, tt := range []struct {
		say      string
		evidence []string
		opts     Options
		want     []Kind
	}{
		// What holds.
		{"Lars Holm was sentenced to eight years in prison.", []string{sentenced}, Options{}, nil},
		{"Holm was sentenced to 8 years.", []string{sentenced}, Options{}, nil},
		{"Holm received an eight-year sentence in Norway.", []string{sentenced}, Options{}, nil},
		{"The FBI arrested a man in Belgium in April 2018.", []string{arrested}, april, nil},
		{"A man of the MSS was arrested in Belgium.", []string{arrested}, Options{}, nil},
		{"He was convicted in September 2022.", []string{convicted}, september, nil},
		{"More than 20 CIA cooperators were detained or executed.", []string{coop}, Options{}, nil},
		{"It has no official website.", []string{website}, Options{}, nil},
		{"Lars Holm was arrested in 2018.", []string{meetings}, Options{}, nil},
		{"Lars Holm wurde zu acht Jahren Haft verurteilt.", []string{sentenced}, Options{}, nil},
		{"Lars Holm a été condamné à huit ans de prison en Norvège.", []string{sentenced}, Options{}, nil},
		{"Lars Holm fue condenado a ocho años de cárcel en Noruega.", []string{sentenced}, Options{}, nil},
		{"Lars Holmは懲役8年の判決を受けました。", []string{sentenced}, Options{}, nil},
		{"Lars Holm被判处八年徒刑。", []string{sentenced}, Options{}, nil},
		{"FBIは36通のメッセージを見つけました。", []string{messages}, Options{}, nil},
		{"Lars Holmは2018年9月に逮捕されました。", []string{meetings}, Options{}, nil},
		{"Lars Holm wurde im September 2018 verhaftet.", []string{meetings}, Options{}, nil},
		{"Lars Holm and Mette Brandt were sentenced to eight and 20 years.", []string{sentenced, other}, Options{}, nil},
		{"He allegedly tried to steal secrets related to jet engines.", []string{suspected}, Options{}, nil},
		{"According to US authorities, Holm received his instructions from Erik Dahl.", []string{orders}, Options{}, nil},
		{"China denied the allegations.", []string{denied}, Options{}, nil},
		{"In 2017 China enforced the National Intelligence Law.", []string{law}, Options{}, nil},

		// Numbers.
		{"Lars Holm was sentenced to nine years in prison.", []string{sentenced}, Options{}, []Kind{Number}},
		{"Lars Holm was sentenced to eight months in prison.", []string{sentenced}, Options{}, []Kind{Number}},
		{"Lars Holm wurde zu achtzehn Jahren Haft verurteilt.", []string{sentenced}, Options{}, []Kind{Number}},
		{"FBIは三十七通のメッセージを見つけました。", []string{messages}, Options{}, []Kind{Number, HedgeDropped}},
		{"20 CIA cooperators were detained or executed.", []string{coop}, Options{}, []Kind{Number}},
		{"The FBI discovered more than 36 messages.", []string{messages}, Options{}, []Kind{Number}},

		// Dates.
		{"The FBI arrested a man in Belgium in April 2019.", []string{arrested}, april, []Kind{Date}},
		{"Lars Holm was arrested in October 2018.", []string{meetings}, Options{}, []Kind{Date}},
		{"Lars Holmは2018年8月に逮捕されました。", []string{meetings}, Options{}, []Kind{Date}},
		{"Lars Holm was arrested on 3 September 2018.", []string{meetings}, Options{}, []Kind{Date}},
		{"He was convicted last October.", []string{convicted}, Options{}, []Kind{Date}},

		// Names.
		{"Lars Brandt was sentenced to eight years in prison.", []string{sentenced, other}, Options{}, []Kind{ProperName}},
		{"The CIA arrested a man in Belgium.", []string{arrested}, Options{}, []Kind{ProperName}},
		{"The FBI arrested a man in Germany.", []string{arrested}, Options{}, []Kind{ProperName}},
		{"Jonas was sentenced to eight years.", []string{sentenced}, Options{}, []Kind{ProperName}},
		{"拉尔斯先生被判处八年徒刑。", []string{sentenced}, Options{}, []Kind{ProperName}},
		{"拉尔斯先生被判处八年徒刑。", []string{sentenced}, Options{Aliases: []string{"拉尔斯"}}, nil},

		// Status and hedges.
		{"The FBI convicted a man in Belgium.", []string{arrested}, Options{}, []Kind{Status}},
		{"Lars Holm was extradited after meeting with an undercover agent.", []string{meetings}, Options{}, []Kind{Status}},
		{"He stole corporate secrets related to jet engines.", []string{suspected}, Options{}, []Kind{HedgeDropped}},
		{"He is suspected of stealing corporate secrets.", []string{suspected}, Options{}, []Kind{HedgeDropped}},
		{"Holm received his instructions from Erik Dahl.", []string{orders}, Options{}, []Kind{HedgeDropped}},
		{"Er stahl Firmengeheimnisse.", []string{suspected}, Options{}, []Kind{HedgeDropped}},
		{"彼は企業秘密を盗んだ。", []string{suspected}, Options{}, []Kind{HedgeDropped}},

		// Negation.
		{"It has opened an official website.", []string{website}, Options{}, []Kind{NegationChanged}},
		{"Lars Holm was not sentenced to prison.", []string{sentenced}, Options{}, []Kind{NegationChanged}},
		{"He notified the US attorney-general.", []string{convicted}, Options{}, []Kind{NegationChanged}},
		{"公式サイトを開設している。", []string{website}, Options{}, []Kind{NegationChanged}},

		// Scope, cause, role.
		{"All messages were exchanged with a resident in Chicago.", []string{messages}, Options{}, []Kind{Universal}},
		{"Lars Holm was sentenced to eight years because he sold aircraft plans.", []string{sentenced}, Options{}, []Kind{Cause}},
		{"Lars Holm was sentenced to 20 years in prison.", []string{sentenced, other}, Options{}, []Kind{Role}},
		{"US authorities claim that Erik Dahl received his instructions from Lars Holm.", []string{orders}, Options{}, []Kind{Role}},
		{"Erik Dahl is a former employee of Nordic Motors.", []string{former, orders}, Options{}, []Kind{Role}},
		{"Mette Brandt has been sentenced to 20 years for spying in Norway.", []string{other, sentenced}, Options{}, []Kind{Role}},
		{"Anna Vik was released on bail.", []string{bail}, Options{}, []Kind{Role}},
		{"Jon Vik was released on bail.", []string{bail}, Options{}, nil},
		{"The Fifth Bureau handles political security.", []string{bureaus}, Options{}, []Kind{Role}},
		{"The Sixth Bureau handles political security.", []string{bureaus}, Options{}, nil},
		{"Lars Holm was convicted in September 2022.", []string{convicted}, Options{Dates: september.Dates, Context: []string{sentenced}}, nil},
		{"Erik Dahl was convicted in September 2022.", []string{convicted}, Options{Dates: september.Dates, Context: []string{sentenced}}, []Kind{ProperName}},
		{"The United States has no official website.", []string{website}, Options{Context: []string{orders}}, nil},
	} {
		var got []Kind
		problems := Check(tt.say, tt.evidence, tt.opts)
		for _, p := range problems {
			got = append(got, p.Kind)
		}
		if !slices.Equal(slices.Compact(got), tt.want) {
			t.Errorf("Check(%q) = %v, want %v\n%v", tt.say, got, tt.want, problems)
		}
	}
}
