package words

var spanish = Words{
	Refused:    "Los artículos no lo dicen.",
	Unsure:     "Puede que los artículos no respondan a esto.",
	NotCertain: "No es seguro: lee los pasajes.",
	Smalltalk:  "Hola. Pregúntame sobre los artículos y te muestro los pasajes exactos.",
	Intro:      "Pregúntame sobre los artículos y te muestro los pasajes exactos. Por ejemplo: «%s» o «%s»",
	IntroBare:  "Pregúntame sobre los artículos y te muestro los pasajes exactos.",
	Closest:    "Pasajes cercanos",
	Source:     "Fuente",
	OpenLink:   "Abrir el artículo",
	Paragraph:  "párrafo",
	Under:      "bajo «%s»",
	More:       "Más",
	Previous:   "Atrás",
	Next:       "Siguiente",
	Page:       "página %s de %s",
	Continued:  "(continuación)",

	Changed: "El artículo ha cambiado desde esta respuesta, así que el pasaje quizá ya no esté ahí. Pregunta otra vez para obtener una respuesta del texto nuevo.",
	Gone:    "El artículo ya no está en la colección. Pregunta otra vez para obtener una respuesta de lo que hay ahora.",

	VoteKept: "Anotado, gracias.",
	VoteLost: "No se pudo guardar. Inténtalo de nuevo en un minuto.",

	TooFast:     "Son muchas preguntas a la vez. Pregunta otra vez en %s segundos.",
	TooFastHere: "Aquí se están haciendo muchas preguntas. Pregunta otra vez en %s segundos.",
	Busy:        "La respuesta no estuvo lista a tiempo. Pregunta otra vez en un minuto.",
	Failed:      "No se pudo hacer la respuesta. Inténtalo de nuevo en un minuto. (ref. %s)",
	Stopping:    "Me estoy reiniciando. Pregunta otra vez en un minuto.",
	NotLoaded:   "Todavía se están leyendo los artículos. Pregunta otra vez en un minuto.",
	OldButton:   "Este botón es de una versión anterior. Pregunta otra vez para obtener otros.",
	Elsewhere:   "Los admins de este servidor eligieron otros canales para las preguntas.",

	Supported:    "Respaldado",
	Contradicted: "Contradicho",
	NotFound:     "No aparece en los artículos",
	Nearest:      "Los pasajes más cercanos, que ni lo respaldan ni lo contradicen:",

	NoCases:      "No hay resúmenes de casos para estos artículos. Haz una pregunta, o mira `/sources`.",
	NoCase:       "Ningún caso ni artículo nombra aquí «%s». `/cases` muestra lo que hay.",
	DidYouMean:   "Quizá quisiste decir:",
	CasesTitle:   "Casos",
	PeopleTitle:  "Personas",
	NoPeople:     "Ningún caso nombra aquí a esa persona. `/cases` muestra lo que hay.",
	Timeline:     "Cronología",
	NoEvents:     "Ningún caso tiene aquí un suceso en ese tiempo.",
	BadDate:      "«%s» no es una fecha. Escribe un año, un mes o un día: 2018, 2018-04 o 2018-04-06.",
	SourcesTitle: "Artículos",
	NoSources:    "Todavía no hay artículos.",

	Help: "Pregunta con tus palabras y respondo a partir de una colección de artículos de prensa, con los pasajes exactos. Lo que no dicen, no lo digo.\n\n" +
		"**Preguntar**: mencióname, escríbeme directamente, o usa `/ask`. Responde a una respuesta para seguir preguntando.\n" +
		"**Comprobar**: `/verify` dice si los artículos respaldan una afirmación. O en el menú de un mensaje, en Aplicaciones.\n" +
		"**Leer**: `/cases`, `/case`, `/timeline`, `/people`, `/sources`.\n" +
		"**Fuentes**: los botones bajo una respuesta muestran cada pasaje en su párrafo.\n" +
		"**Privacidad**: `/privacy show` y `/privacy delete`.",
	PrivacyShow:   "Tus preguntas se responden y luego se olvidan, salvo que los admins de este servidor guarden las que no tienen respuesta para mejorar la colección. Lo que se guarda de ti ahora: %s",
	PrivacyHeld:   "%s votos, %s preguntas, %s respuestas que se pueden continuar, %s entradas en el registro de los admins. `/privacy delete` los borra.",
	PrivacyNone:   "nada.",
	PrivacyGone:   "Todo lo que se guardaba de ti está borrado.",
	PrivacyFailed: "No se pudo terminar ahora. Sigue por sí solo; mira con `/privacy show` dentro de una hora.",

	AdminOnly:      "Solo los miembros con el permiso «Gestionar servidor» pueden hacer eso. Pídeselo a uno de ellos.",
	HomeOnly:       "Todos los servidores comparten estos artículos, así que solo los admins del bot pueden hacer eso.",
	Status:         "%s artículos, versión %s.",
	BuiltIn:        "Estos son los artículos incluidos. Para usar los tuyos, ponlos en una carpeta e indícala en CORPUS_DIR; `casebot corpus export DIR` escribe estos para empezar.",
	Folder:         "Se leen de %s.",
	LacksHere:      "En este canal me falta: %s. Dáselo a mi rol en los ajustes del canal.",
	LacksNothing:   "En este canal tengo todos los permisos que necesito.",
	Reloaded:       "Recargado: %s artículos, versión %s.",
	ReloadSame:     "Nada ha cambiado.",
	ReloadFailed:   "La recarga falló y los artículos anteriores siguen en uso: %s",
	Added:          "Añadidos: %s",
	ChangedList:    "Cambiados: %s",
	Removed:        "Quitados: %s",
	Faults:         "Mira estos archivos:\n%s",
	PermView:       "Ver canal",
	PermSend:       "Enviar mensajes",
	PermHistory:    "Leer el historial de mensajes",
	PermSendThread: "Enviar mensajes en hilos",
}
