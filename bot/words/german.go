package words

var german = Words{
	Refused:    "Die Artikel sagen dazu nichts.",
	Unsure:     "Die Artikel beantworten das vielleicht nicht.",
	NotCertain: "Nicht sicher: Lies die Stellen.",
	Smalltalk:  "Hallo. Frag mich etwas zu den Artikeln, und ich zeige dir die genauen Stellen.",
	Intro:      "Frag mich etwas zu den Artikeln, und ich zeige dir die genauen Stellen. Zum Beispiel: „%s“ oder „%s“",
	IntroBare:  "Frag mich etwas zu den Artikeln, und ich zeige dir die genauen Stellen.",
	Closest:    "Nächste Stellen",
	Source:     "Quelle",
	OpenLink:   "Artikel öffnen",
	Paragraph:  "Absatz",
	Under:      "unter „%s“",
	More:       "Mehr",
	Previous:   "Zurück",
	Next:       "Weiter",
	Page:       "Seite %s von %s",
	Continued:  "(Fortsetzung)",

	Changed: "Der Artikel wurde seit dieser Antwort geändert, die Stelle steht vielleicht nicht mehr dort. Frag noch einmal, um eine Antwort aus dem neuen Text zu bekommen.",
	Gone:    "Der Artikel ist nicht mehr in der Sammlung. Frag noch einmal, um eine Antwort aus dem jetzigen Bestand zu bekommen.",

	VoteKept: "Notiert, danke.",
	VoteLost: "Das konnte nicht gespeichert werden. Versuch es in einer Minute noch einmal.",

	TooFast:     "Das sind viele Fragen auf einmal. Frag in %s Sekunden noch einmal.",
	TooFastHere: "Hier werden gerade viele Fragen gestellt. Frag in %s Sekunden noch einmal.",
	Busy:        "Die Antwort war nicht rechtzeitig fertig. Frag in einer Minute noch einmal.",
	Failed:      "Die Antwort konnte nicht erstellt werden. Versuch es in einer Minute noch einmal. (Ref. %s)",
	Stopping:    "Ich werde gerade neu gestartet. Frag in einer Minute noch einmal.",
	NotLoaded:   "Die Artikel werden noch gelesen. Frag in einer Minute noch einmal.",
	OldButton:   "Dieser Knopf stammt von einer älteren Fassung von mir. Frag noch einmal, um neue zu bekommen.",
	Elsewhere:   "Die Admins dieses Servers haben andere Kanäle für Fragen gewählt.",

	Supported:    "Gestützt",
	Contradicted: "Widersprochen",
	NotFound:     "In den Artikeln nicht gefunden",
	Nearest:      "Die nächsten Stellen, die es weder stützen noch widerlegen:",

	NoCases:      "Zu diesen Artikeln gibt es keine Fallübersichten. Stell eine Frage, oder sieh dir `/sources` an.",
	NoCase:       "Kein Fall und kein Artikel nennt hier „%s“. `/cases` zeigt, was es gibt.",
	DidYouMean:   "Meintest du:",
	CasesTitle:   "Fälle",
	PeopleTitle:  "Personen",
	NoPeople:     "Kein Fall nennt hier eine solche Person. `/cases` zeigt, was es gibt.",
	Timeline:     "Zeitleiste",
	NoEvents:     "Kein Fall hat hier ein Ereignis in dieser Zeit.",
	BadDate:      "„%s“ ist kein Datum. Schreib ein Jahr, einen Monat oder einen Tag: 2018, 2018-04 oder 2018-04-06.",
	SourcesTitle: "Artikel",
	NoSources:    "Es gibt noch keine Artikel.",

	Help: "Frag in deinen eigenen Worten, und ich antworte aus einer Sammlung von Nachrichtenartikeln, mit den genauen Stellen. Was sie nicht sagen, sage ich nicht.\n\n" +
		"**Fragen**: Erwähne mich, schreib mir direkt, oder nimm `/ask`. Antworte auf eine Antwort, um weiterzufragen.\n" +
		"**Prüfen**: `/verify` sagt, ob die Artikel eine Behauptung stützen. Oder im Menü einer Nachricht unter Apps.\n" +
		"**Lesen**: `/cases`, `/case`, `/timeline`, `/people`, `/sources`.\n" +
		"**Quellen**: Die Knöpfe unter einer Antwort zeigen jede Stelle in ihrem Absatz.\n" +
		"**Datenschutz**: `/privacy show` und `/privacy delete`.",
	PrivacyShow:   "Deine Fragen werden beantwortet und dann vergessen, außer die Admins dieses Servers bewahren unbeantwortete auf, um die Sammlung zu verbessern. Über dich ist jetzt gespeichert: %s",
	PrivacyHeld:   "%s Bewertungen, %s Fragen, %s Antworten zum Weiterfragen, %s Einträge im Protokoll der Admins. `/privacy delete` entfernt sie.",
	PrivacyNone:   "nichts.",
	PrivacyGone:   "Alles, was über dich gespeichert war, ist gelöscht.",
	PrivacyFailed: "Das konnte jetzt nicht abgeschlossen werden. Es geht von selbst weiter; sieh in einer Stunde mit `/privacy show` nach.",

	AdminOnly:      "Das können nur Mitglieder mit dem Recht „Server verwalten“. Bitte eines von ihnen darum.",
	HomeOnly:       "Alle Server teilen sich diese Artikel, deshalb können das nur die Admins des Bots.",
	Status:         "%s Artikel, Version %s.",
	BuiltIn:        "Das sind die eingebauten Artikel. Für eigene leg sie in einen Ordner und setz CORPUS_DIR darauf; `casebot corpus export DIR` schreibt diese hier als Anfang heraus.",
	Folder:         "Sie werden aus %s gelesen.",
	LacksHere:      "In diesem Kanal fehlt mir: %s. Gib es meiner Rolle in den Einstellungen des Kanals.",
	LacksNothing:   "In diesem Kanal habe ich alle nötigen Rechte.",
	Reloaded:       "Neu geladen: %s Artikel, Version %s.",
	ReloadSame:     "Nichts hat sich geändert.",
	ReloadFailed:   "Das Neuladen ist gescheitert, die alten Artikel bleiben in Gebrauch: %s",
	Added:          "Neu: %s",
	ChangedList:    "Geändert: %s",
	Removed:        "Entfernt: %s",
	Faults:         "Sieh dir diese Dateien an:\n%s",
	PermView:       "Kanal anzeigen",
	PermSend:       "Nachrichten senden",
	PermHistory:    "Nachrichtenverlauf lesen",
	PermSendThread: "Nachrichten in Threads senden",
}
