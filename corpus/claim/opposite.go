package claim

import (
	"slices"
	"strings"
)

// opposites are words of which one side denies the other. The words of a side
// count as saying the same. English has the verbs in their common forms; of
// the other languages only what is common.
var opposites = []struct{ one, other lexicon }{
	{newLexicon("won, win, wins, winning, gewann, gewonnen, gagne, gagna, gano, ganado"), newLexicon("was beaten, were beaten, was defeated, were defeated, defeat, verlor, verloren, perdu, perdio")},
	{newLexicon("kept, keep, keeps, retained, retain, retains, behielt, behalten, garde, conserve, conservo, conserva"), newLexicon("lost, loses, lose, forfeited, gave up, give up, given up, stripped of, verlor, verloren, perdu, perdio, perdido")},
	{newLexicon("stayed, stay, stays, remained, remain, remains, blieb, blieben, geblieben, reste, restes, quedo, quedaron"), newLexicon("left, leave, leaves, departed, walked out, quit, verliess, verliessen, verlassen, quitte, parti, partis, salio, abandono")},
	{newLexicon("released, freed, set free, let go, freigelassen, liberee, liberes, liberado, liberada"), newLexicon("held, remanded, kept in custody, detained, in custody, imprisoned, festgehalten, inhaftiert, detenu, detenido, detenida")},
	{newLexicon("opened, open, opens, reopened, reopen, offnete, geoffnet, ouvert, ouverte, abierto, abierta, abrio"), newLexicon("closed, close, closes, shut, shuts, schloss, geschlossen, gesperrt, ferme, fermee, cerrado, cerrada, cerro")},
	{newLexicon("rose, risen, rise, rises, grew, grown, increased, increase, increases, raised, stieg, stiegen, gestiegen, angehoben, augmente, hausse, aumento, subio"), newLexicon("fell, dropped, sank, shrank, decreased, decrease, decreases, declined from, lowered, sank, sanken, gesunken, gesenkt, baisse, diminue, bajo, disminuyo")},
	{newLexicon("accepted, accept, accepts, accepting, admitted, admit, admits, admitting, acknowledged, acknowledges, agreed, agree, agrees, approved, approve, akzeptiert*, angenommen, zugegeben, accepte, admis, acepto, admitio"), newLexicon("refused, refuse, refuses, refusing, rejected, reject, rejects, rejecting, declined to, declines to, turned down, turns down, denied, denies, deny, denying, disputes, disputed, lehnte, abgelehnt, bestreitet, bestritt, refusee, rechazo, nego")},
	{newLexicon("new, brand new, neu, neue, neuen, neuf, neuve, nuevo, nueva"), newLexicon("second hand, secondhand, used, pre owned, gebraucht, gebrauchte, gebrauchten, d'occasion, usado, usada")},
	{newLexicon("found, recovered, recover, retrieved, gefunden, wiedergefunden, retrouve, retrouvee, encontrado, encontrada, recuperado, recuperada"), newLexicon("missing, disappeared, vanished, vermisst, verschwunden, disparu, disparue, desaparecido, desaparecida")},
	{newLexicon("pay, pays, paid, paying, zahlen, zahlt, bezahlen, paie, paient, payer, paga, pagan, pagar"), newLexicon("free, free of charge, for nothing, gratis, kostenlos, umsonst, gratuit, gratuite, gratuitement")},
	{newLexicon("alive, survived, survive, survives, lebt, uberlebte, uberlebt, vivant, survecu, vivo, sobrevivio"), newLexicon("dead, died, killed, tot, starb, gestorben, mort, morte, tue, muerto, murio")},
	{newLexicon("succeeded, success, successful, gelang, gelungen, reussi, logro"), newLexicon("failed, failure, unsuccessful, gescheitert, misslang, echoue, fracaso")},
	{newLexicon("joined, join, joins, entered, beigetreten, rejoint, ingreso"), newLexicon("resigned from, expelled, ausgetreten, demissionne")},
	{newLexicon("supported, support, supports, backed, in favour, in favor, unterstutzt, soutient, apoya"), newLexicon("opposed, oppose, opposes, against, dagegen, contre, contra")},
	{newLexicon("public, publicly, published, offentlich, publique, publico"), newLexicon("secret, secretly, confidential, classified, geheim, vertraulich, confidentiel, secreto")},
	{newLexicon("guilty, convicted, schuldig, coupable, culpable"), newLexicon("innocent, acquitted, cleared, unschuldig, freigesprochen, acquitte, inocente, absuelto")},
	{newLexicon("arrived, arrives, came back, returned, angekommen, arrive, llego"), newLexicon("fled, escaped, geflohen, enfui, huyo")},
	{newLexicon("voluntary, voluntarily, freiwillig, volontaire, voluntario"), newLexicon("compulsory, mandatory, forced, verpflichtend, obligatoire, obligatorio")},
	{newLexicon("cheaper, billiger, moins cher, mas barato"), newLexicon("dearer, more expensive, costlier, teurer, plus cher, mas caro")},
	{newLexicon("stronger, starker, plus fort, mas fuerte"), newLexicon("weaker, schwacher, plus faible, mas debil")},
	{newLexicon("before, earlier than, vor, bevor, avant, antes"), newLexicon("after, later than, nach, nachdem, apres, despues")},
}

// alternatives are sets of words of which one excludes the others in the same
// place: the colours.
var alternatives = []map[string]string{{
	"red": "red", "yellow": "yellow", "green": "green", "blue": "blue", "orange": "orange", "black": "black", "white": "white", "amber": "amber",
	"rot": "red", "gelb": "yellow", "grun": "green", "blau": "blue", "schwarz": "black", "weiss": "white",
	"rouge": "red", "jaune": "yellow", "vert": "green", "bleu": "blue", "noir": "black", "blanc": "white",
	"rojo": "red", "amarillo": "yellow", "verde": "green", "azul": "blue", "negro": "black", "blanco": "white",
}}

// alternative gives the kind of a word and what it is there: 1, "red".
func alternative(w word) (kind int, what string) {
	for i, set := range alternatives {
		if what, ok := set[w.fold]; ok {
			return i + 1, what
		}
	}
	return 0, ""
}

// alike are English words that say the same, or forms that no stemmer brings
// together, by what they are read as.
var alike = readAs(map[string]string{
	"see":    "sees seen saw find finds found discover discovers discovered notice noticed notices spot spotted detect detected detects",
	"buy":    "buys bought purchase purchased purchases acquire acquired acquires",
	"begin":  "begins began begun start starts started",
	"build":  "builds built construct constructed",
	"fall":   "falls fell fallen",
	"liable": "liability",
})

func readAs(groups map[string]string) map[string]string {
	out := map[string]string{}
	for key, forms := range groups {
		out[key] = key
		for f := range set(forms) {
			out[f] = key
		}
	}
	return out
}

// denyingPrefixes make the opposite of the word that they stand before.
var denyingPrefixes = []string{"un", "in", "im", "il", "ir", "dis", "non", "des", "dé"}

// notDenied begin like a denial of another word and are none.
var notDenied = newLexicon("import*, inform*, insur*, disclos*, discover*, display*, discharg*, impress*, impos*, impound*, instead, inside, invest*, intent*, intend*, unit*, union*, diseas*, discount*, intens*")

// denies reports whether one of two folded words is the other with a prefix
// that denies it: "unfair" and "fair".
func denies(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(b) < 4 || notDenied.at([]word{{fold: a}}) > 0 {
		return false
	}
	return slices.ContainsFunc(denyingPrefixes, func(p string) bool { return strings.TrimPrefix(a, p) == b && a != b })
}
