package store

import (
	"errors"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func TestMigrateKeepsRows(t *testing.T) {
	db, err := openDB(filepath.Join(t.TempDir(), "x.db"), 1, nil)
	must(t, err)
	defer db.Close()
	steps := fstest.MapFS{"001_a.sql": {Data: []byte("CREATE TABLE t (a); INSERT INTO t VALUES (1);")}}
	must(t, migrate(db, steps))
	must(t, migrate(db, steps)) // nothing left to do

	steps["002_b.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE t ADD COLUMN b; UPDATE t SET nowhere = 2;")}
	if migrate(db, steps) == nil {
		t.Fatal("a faulty step passed")
	}
	steps["002_b.sql"] = &fstest.MapFile{Data: []byte("ALTER TABLE t ADD COLUMN b; UPDATE t SET b = 2;")}
	must(t, migrate(db, steps)) // the faulty one left nothing behind

	var a, b, version int
	must(t, db.QueryRow("SELECT a, b FROM t").Scan(&a, &b))
	must(t, db.QueryRow("PRAGMA user_version").Scan(&version))
	if a != 1 || b != 2 || version != 2 {
		t.Errorf("row (%d, %d) at step %d, want (1, 2) at 2", a, b, version)
	}
	delete(steps, "002_b.sql")
	if err := migrate(db, steps); !errors.Is(err, ErrNewer) {
		t.Errorf("an older program on a newer file: %v", err)
	}
}

func TestNewerFileIsLeftAlone(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	must(t, s.SaveSettings(t.Context(), Settings{Private: true}, Action{Guild: "g"}))
	_, err := s.files.write.Exec("PRAGMA user_version = 99")
	must(t, err)
	must(t, s.Close())

	s = Open(Options{Dir: dir, Now: c.Now})
	defer s.Close()
	if !errors.Is(s.Status().Fault, ErrNewer) {
		t.Errorf("fault %v, want ErrNewer", s.Status().Fault)
	}
	if err := s.AddAction(t.Context(), Action{}); !errors.Is(err, ErrNewer) {
		t.Errorf("write: %v, want ErrNewer", err)
	}
	if !s.Settings("g").Private {
		t.Error("the settings are not in force")
	}
}
