package postgres

import (
	"context"
	"log/slog"
	"os"
	"testing"
)

// open returns a store on the database at TEST_DATABASE_URL, migrated and with all worlds.
// Its rows are changed: give it a database of its own.
func open(t *testing.T) *Store {
	t.Helper()
	url := os.Getenv("TEST_DATABASE_URL")
	if url == "" {
		t.Skip("TEST_DATABASE_URL is not set")
	}
	if err := Migrate(t.Context(), url, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	store, err := Open(url, 2)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	fill := `INSERT INTO world SELECT i, 1 FROM generate_series(1, 10000) AS i ON CONFLICT DO NOTHING`
	if _, err := store.pool.ExecContext(t.Context(), fill); err != nil {
		t.Fatal(err)
	}
	return store
}

func TestWorlds(t *testing.T) {
	store := open(t)
	worlds, err := store.Worlds(t.Context(), 500)
	if err != nil {
		t.Fatal(err)
	}
	distinct := map[int32]bool{}
	for _, w := range worlds {
		distinct[w.ID] = w.RandomNumber > 0
	}
	if len(distinct) != 500 {
		t.Errorf("got %d distinct worlds, want 500", len(distinct))
	}
}

func TestUpdateWorldsWritesWhatItReturns(t *testing.T) {
	store := open(t)
	worlds, err := store.UpdateWorlds(t.Context(), 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range worlds {
		got, err := readWorld(t.Context(), store.db, want.ID)
		if err != nil || got != want {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	}
}

func TestMissingWorldIsAnError(t *testing.T) {
	store := open(t)
	if world, err := readWorld(t.Context(), store.db, 0); err == nil {
		t.Errorf("got %v, want an error", world)
	}
}

func TestCheckFailsWithoutDatabase(t *testing.T) {
	store, err := Open("postgresql://nobody@127.0.0.1:1/nowhere", 1)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.Check(context.Background()); err == nil {
		t.Error("want an error")
	}
}
