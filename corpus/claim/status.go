package claim

// statuses are what the law or fate did to a person: what must never be made
// worse than the evidence says.
var statuses = []struct {
	name    string
	forms   lexicon
	implies []string // other statuses that it cannot be without
}{
	{"sentenced", newLexicon("sentenc*, imprison*, jail*, prison, behind bars, haft, gefangnis*, freiheitsstrafe, verurteilt*, condamn*, peine, prison ferme, condena*, sentencia*, carcel, 判決, 実刑, 懲役, 刑を, 禁錮, 判处, 判刑, 年の刑, 刑期, 徒刑"), []string{"convicted"}},
	{"convicted", newLexicon("convict*, guilty, schuldig, schuldspruch, verurteilt*, condamn*, coupable, condena*, culpable, 有罪, 定罪"), nil},
	{"charged", newLexicon("charged, charges, charging, indict*, angeklagt*, anklage*, inculp*, mis en examen, mise en examen, mis en accusation, imput*, procesad*, 起訴, 起诉, 訴追"), nil},
	{"arrested", newLexicon("arrest*, detain*, detention*, custody, captured, caught, verhaft*, festgenommen*, festnahme*, festgehalten*, arret*, interpell*, detenu*, arrestad*, detenid*, detencion, detuvo, 逮捕, 拘束, 拘留, 拘禁, 被捕, 扣押"), nil},
	{"extradited", newLexicon("extradit*, ausgeliefert*, auslieferung, 引き渡, 引渡, 引渡し"), nil},
	{"executed", newLexicon("executed, execution*, hingerichtet*, execute, executes, executees, ejecutad*, 処刑, 处决"), nil},
	{"released", newLexicon("acquit*, released, freed, pardon*, exonerat*, freigesprochen*, freigelassen*, acquitte*, libere, relache, absuelt*, liberad*, 釈放, 無罪, 释放, 无罪"), nil},
	{"confessed", newLexicon("confess*, admitted, pleaded, pled, gestand*, gestanden, geststandnis, avoue*, confes*, 自白, 認めた, 认罪, 供认"), nil},
	{"killed", newLexicon("killed, murdered, died, dead, getotet*, gestorben*, tue, tues, assassine, muert*, asesinad*, ums leben, 死亡, 殺害, 被杀"), nil},
	{"fled", newLexicon("fled, escaped, geflohen*, fluchtete, enfui, fuite, huyo, fuga, 逃亡, 逃走, 逃跑"), nil},
	{"dismissed", newLexicon("fired, dismissed, resigned, entlassen*, zuruckgetreten*, licencie, demissionne, despedid*, dimitio, 解雇, 辞任, 辞职"), nil},
	{"appealed", newLexicon("appealed, appeals, berufung, fait appel, apelo, recurrio, 控訴, 上訴, 上诉"), nil},
	{"pleading", newLexicon("not guilty, plea deal, plea bargain, cooperated with prosecutors"), nil},
}

// Statuses gives the legal statuses and fates that a text speaks of, in a
// fixed order: "sentenced", "convicted", "charged", "arrested", ...
func Statuses(text string) []string {
	s := read(text)
	var out []string
	for _, st := range statuses {
		if len(st.forms.find(s.text, s.words)) > 0 {
			out = append(out, st.name)
		}
	}
	return out
}

// statusProblems finds statuses that no evidence gives or implies.
func statusProblems(s *sentence, evidence []*sentence) []Problem {
	given := map[string]bool{}
	for _, e := range evidence {
		for _, st := range statuses {
			if len(st.forms.find(e.text, e.words)) == 0 {
				continue
			}
			given[st.name] = true
			for _, weaker := range st.implies {
				given[weaker] = true
			}
		}
	}
	var out []Problem
	claimed := map[int]string{} // byte -> a form that stands for several statuses needs one
	for _, st := range statuses {
		for _, m := range st.forms.find(s.text, s.words) {
			if given[st.name] {
				claimed[m.start] = ""
			} else if _, ok := claimed[m.start]; !ok {
				claimed[m.start] = st.name
			}
		}
	}
	for _, st := range statuses {
		for _, m := range st.forms.find(s.text, s.words) {
			if claimed[m.start] == st.name {
				out = append(out, s.problem(Status, m.start, m.end, "the passages do not say \""+st.name+"\""))
			}
		}
	}
	return out
}
