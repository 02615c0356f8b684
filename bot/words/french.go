package words

var french = Words{
	Refused:    "Les articles ne le disent pas.",
	Unsure:     "Les articles ne répondent peut-être pas à cela.",
	NotCertain: "Pas certain : lisez les passages.",
	Smalltalk:  "Bonjour. Posez une question sur les articles, et je montre les passages exacts.",
	Intro:      "Posez une question sur les articles, et je montre les passages exacts. Par exemple : « %s » ou « %s »",
	IntroBare:  "Posez une question sur les articles, et je montre les passages exacts.",
	Closest:    "Passages proches",
	Source:     "Source",
	OpenLink:   "Ouvrir l’article",
	Paragraph:  "paragraphe",
	Under:      "sous « %s »",
	More:       "Suite",
	Previous:   "Retour",
	Next:       "Suivant",
	Page:       "page %s sur %s",
	Continued:  "(suite)",

	Changed: "L’article a changé depuis cette réponse : le passage n’y est peut-être plus. Reposez la question pour une réponse tirée du nouveau texte.",
	Gone:    "L’article n’est plus dans la collection. Reposez la question pour une réponse tirée de ce qui s’y trouve.",

	VoteKept: "C’est noté, merci.",
	VoteLost: "Cela n’a pas pu être enregistré. Réessayez dans une minute.",

	TooFast:     "Cela fait beaucoup de questions à la fois. Réessayez dans %s secondes.",
	TooFastHere: "Beaucoup de questions sont posées ici. Réessayez dans %s secondes.",
	Busy:        "La réponse n’était pas prête à temps. Réessayez dans une minute.",
	Failed:      "La réponse n’a pas pu être faite. Réessayez dans une minute. (réf. %s)",
	Stopping:    "Je redémarre. Réessayez dans une minute.",
	NotLoaded:   "Les articles sont en cours de lecture. Réessayez dans une minute.",
	OldButton:   "Ce bouton vient d’une version plus ancienne. Reposez la question pour en obtenir de nouveaux.",
	Elsewhere:   "Les admins de ce serveur ont choisi d’autres salons pour les questions.",

	Supported:    "Confirmé",
	Contradicted: "Contredit",
	NotFound:     "Introuvable dans les articles",
	Nearest:      "Les passages les plus proches, qui ne le confirment ni ne le contredisent :",

	NoCases:      "Il n’y a pas de résumés d’affaires pour ces articles. Posez une question, ou voyez `/sources`.",
	NoCase:       "Aucune affaire et aucun article ne nomme « %s ». `/cases` montre ce qui est couvert.",
	DidYouMean:   "Vouliez-vous dire :",
	CasesTitle:   "Affaires",
	PeopleTitle:  "Personnes",
	NoPeople:     "Aucune affaire ne nomme cette personne. `/cases` montre ce qui est couvert.",
	Timeline:     "Chronologie",
	NoEvents:     "Aucune affaire n’a d’événement à cette époque.",
	BadDate:      "« %s » n’est pas une date. Écrivez une année, un mois ou un jour : 2018, 2018-04 ou 2018-04-06.",
	SourcesTitle: "Articles",
	NoSources:    "Il n’y a pas encore d’articles.",

	Help: "Posez votre question avec vos mots : je réponds à partir d’une collection d’articles de presse, avec les passages exacts. Ce qu’ils ne disent pas, je ne le dis pas.\n\n" +
		"**Demander** : mentionnez-moi, écrivez-moi en privé, ou utilisez `/ask`. Répondez à une réponse pour continuer.\n" +
		"**Vérifier** : `/verify` dit si les articles confirment une affirmation. Ou dans le menu d’un message, sous Applications.\n" +
		"**Lire** : `/cases`, `/case`, `/timeline`, `/people`, `/sources`.\n" +
		"**Sources** : les boutons sous une réponse montrent chaque passage dans son paragraphe.\n" +
		"**Vie privée** : `/privacy show` et `/privacy delete`.",
	PrivacyShow:   "Vos questions reçoivent une réponse puis sont oubliées, sauf si les admins de ce serveur gardent celles sans réponse pour améliorer la collection. Ce qui est gardé sur vous : %s",
	PrivacyHeld:   "%s votes, %s questions, %s réponses que l’on peut poursuivre, %s entrées dans le journal des admins. `/privacy delete` les efface.",
	PrivacyNone:   "rien.",
	PrivacyGone:   "Tout ce qui était gardé sur vous est effacé.",
	PrivacyFailed: "Cela n’a pas pu être terminé. Cela continue tout seul ; regardez avec `/privacy show` dans une heure.",

	AdminOnly:      "Seuls les membres ayant la permission « Gérer le serveur » peuvent faire cela. Demandez à l’un d’eux.",
	HomeOnly:       "Tous les serveurs partagent ces articles : seuls les admins du bot peuvent faire cela.",
	Status:         "%s articles, version %s.",
	BuiltIn:        "Ce sont les articles intégrés. Pour les vôtres, mettez-les dans un dossier et indiquez-le dans CORPUS_DIR ; `casebot corpus export DIR` écrit ceux-ci pour commencer.",
	Folder:         "Ils sont lus dans %s.",
	LacksHere:      "Dans ce salon il me manque : %s. Donnez-le à mon rôle dans les paramètres du salon.",
	LacksNothing:   "Dans ce salon j’ai toutes les permissions nécessaires.",
	Reloaded:       "Rechargé : %s articles, version %s.",
	ReloadSame:     "Rien n’a changé.",
	ReloadFailed:   "Le rechargement a échoué, les anciens articles restent en service : %s",
	Added:          "Ajoutés : %s",
	ChangedList:    "Modifiés : %s",
	Removed:        "Retirés : %s",
	Faults:         "Regardez ces fichiers :\n%s",
	PermView:       "Voir le salon",
	PermSend:       "Envoyer des messages",
	PermHistory:    "Voir l’historique des messages",
	PermSendThread: "Envoyer des messages dans les fils",
}
