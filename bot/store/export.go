package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// table names what is exported and salvaged. The first column is its key.
type table struct {
	name    string
	columns []string
}

// tables hold the users' data, the most needed first.
var tables = []table{
	{"settings", []string{"guild", "at", "body"}},
	{"audit", []string{"id", "at", "guild", "actor", "action", "detail", "result"}},
	{"feedback", []string{"id", "at", "guild", "user", "message", "question", "passages", "version", "verdict"}},
	{"unanswered", []string{"id", "first", "last", "guild", "user", "question", "text", "outcome", "version", "times"}},
	{"links", []string{"message", "at", "guild", "channel", "user", "parent", "question", "text"}},
}

// Export writes every row of the database in a data folder as one JSON object
// a line, with its table's name under "table", its columns as they are stored,
// and one moment's view of all tables. The bot may be running. A folder
// without a database is ErrNotFound.
func Export(ctx context.Context, dir string, w io.Writer) error {
	db, err := openBeside(dir)
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return classify(err)
	}
	defer tx.Rollback() // nothing was written
	out := bufio.NewWriter(w)
	for _, t := range tables {
		if err := exportTable(ctx, tx, t, out); err != nil {
			return fmt.Errorf("export %s: %w", t.name, classify(err))
		}
	}
	return out.Flush()
}

// Backup copies the database in a data folder to a new file at path, whole and
// compact, on disk when it returns. The bot may be running. The key of the user
// hashes is not in it.
func Backup(ctx context.Context, dir, path string) error {
	if exists(path) {
		return fmt.Errorf("back up to %s: %w", path, fs.ErrExist)
	}
	db, err := openBeside(dir)
	if err != nil {
		return err
	}
	defer db.Close()
	part := path + ".part"
	if err := makeFile(part); err != nil {
		return classify(err)
	}
	defer os.Remove(part) // renamed by then when all went well
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return fmt.Errorf("back up: %w", classify(err))
	}
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close(), os.Rename(part, path)); err != nil {
		return classify(err)
	}
	return syncDir(filepath.Dir(path))
}

// openBeside opens the database of a data folder that a bot may have open.
func openBeside(dir string) (*sql.DB, error) {
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("%w: %v", ErrNotFound, err)
	}
	db, err := openDB(path, 1, url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)", "temp_store(MEMORY)"}})
	return db, classify(err)
}

func exportTable(ctx context.Context, tx *sql.Tx, t table, out io.Writer) error {
	rows, err := tx.QueryContext(ctx, fmt.Sprintf("SELECT %s FROM %s ORDER BY 1", strings.Join(t.columns, ", "), t.name))
	if err != nil {
		return err
	}
	defer rows.Close()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for rows.Next() {
		values := make([]any, len(t.columns))
		into := make([]any, len(values))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		line := map[string]any{"table": t.name}
		for i, c := range t.columns {
			line[c] = exported(c, values[i])
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return rows.Err()
}

// exported gives JSON columns as JSON, not as text that holds JSON.
func exported(column string, value any) any {
	text, ok := value.(string)
	if ok && (column == "passages" || column == "body") && json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	return value
}
