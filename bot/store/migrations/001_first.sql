-- Guild is '' for a direct message and for the terminal. User columns hold a
-- keyed hash, times are Unix milliseconds, passages are JSON.

CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

-- One verdict a person and answer; a second one replaces the first.
CREATE TABLE feedback (
	id       INTEGER PRIMARY KEY,
	at       INTEGER NOT NULL,
	guild    TEXT NOT NULL,
	user     TEXT NOT NULL,
	message  TEXT NOT NULL,
	question TEXT NOT NULL,
	passages TEXT NOT NULL,
	version  TEXT NOT NULL,
	verdict  INTEGER NOT NULL,
	UNIQUE (user, message)
);
CREATE INDEX feedback_guild ON feedback (guild, at);
CREATE INDEX feedback_at ON feedback (at);

-- A row is a counter. Text and user are '' unless the server keeps questions.
CREATE TABLE unanswered (
	id       INTEGER PRIMARY KEY,
	first    INTEGER NOT NULL,
	last     INTEGER NOT NULL,
	guild    TEXT NOT NULL,
	user     TEXT NOT NULL,
	question TEXT NOT NULL,
	text     TEXT NOT NULL,
	outcome  TEXT NOT NULL,
	version  TEXT NOT NULL,
	times    INTEGER NOT NULL,
	UNIQUE (guild, question, user)
);
CREATE INDEX unanswered_last ON unanswered (last);

-- The actor is a plain user ID, '' for the program itself or a deleted user.
CREATE TABLE audit (
	id     INTEGER PRIMARY KEY,
	at     INTEGER NOT NULL,
	guild  TEXT NOT NULL,
	actor  TEXT NOT NULL,
	action TEXT NOT NULL,
	detail TEXT NOT NULL,
	result TEXT NOT NULL
);
CREATE INDEX audit_guild ON audit (guild, at);
CREATE INDEX audit_at ON audit (at);

CREATE TABLE settings (
	guild TEXT PRIMARY KEY,
	at    INTEGER NOT NULL,
	body  TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE links (
	message  TEXT PRIMARY KEY,
	at       INTEGER NOT NULL,
	guild    TEXT NOT NULL,
	channel  TEXT NOT NULL,
	user     TEXT NOT NULL,
	parent   TEXT NOT NULL,
	question TEXT NOT NULL,
	text     TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX links_at ON links (at);
CREATE INDEX links_user ON links (user);
