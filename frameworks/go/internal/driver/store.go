// Package driver answers as package postgres does, from the bare driver (pgx behind
// database/sql) on the same connections, to measure what GORM costs.
package driver

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"net/http"
	"slices"

	"bakeoff/go/internal/postgres"
)

const (
	worldRows   = 10_000
	worldByID   = "SELECT id, randomnumber FROM world WHERE id = $1"
	allFortunes = "SELECT id, message FROM fortune"
	saveWorlds  = `INSERT INTO world (id, randomnumber)
		SELECT * FROM unnest($1::integer[], $2::integer[])
		ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber`
)

// Store reads and writes by SQL. It is safe for concurrent use.
type Store struct {
	orm *postgres.Store
}

// New returns a store on the connections of orm.
func New(orm *postgres.Store) *Store { return &Store{orm} }

// Mount answers below /driver with bare, and everything else with handler.
func Mount(handler, bare http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/driver/", http.StripPrefix("/driver", bare))
	mux.Handle("/", handler)
	return mux
}

// Check tells whether the database answers a query.
func (s *Store) Check(ctx context.Context) error { return s.orm.Check(ctx) }

// World returns a random world.
func (s *Store) World(ctx context.Context) (world postgres.World, err error) {
	row := s.orm.Pool().QueryRowContext(ctx, worldByID, randomNumber())
	err = row.Scan(&world.ID, &world.RandomNumber)
	return world, err
}

// Worlds returns n distinct random worlds, each read by a query of its own.
func (s *Store) Worlds(ctx context.Context, n int) ([]postgres.World, error) {
	conn, err := s.orm.Pool().Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return read(ctx, conn, randomIDs(n))
}

// UpdateWorlds reads n distinct random worlds and gives each a new random number.
func (s *Store) UpdateWorlds(ctx context.Context, n int) ([]postgres.World, error) {
	ids := randomIDs(n)
	slices.Sort(ids)
	conn, err := s.orm.Pool().Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	worlds, err := read(ctx, conn, ids)
	if err != nil {
		return nil, err
	}
	numbers := make([]int32, n)
	for i := range worlds {
		numbers[i] = randomNumber()
		worlds[i].RandomNumber = numbers[i]
	}
	_, err = conn.ExecContext(ctx, saveWorlds, ids, numbers)
	return worlds, err
}

// Fortunes returns all fortunes, in no particular order.
func (s *Store) Fortunes(ctx context.Context) ([]postgres.Fortune, error) {
	rows, err := s.orm.Pool().QueryContext(ctx, allFortunes)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var fortunes []postgres.Fortune
	for rows.Next() {
		var fortune postgres.Fortune
		if err := rows.Scan(&fortune.ID, &fortune.Message); err != nil {
			return nil, err
		}
		fortunes = append(fortunes, fortune)
	}
	return fortunes, rows.Err()
}

func read(ctx context.Context, conn *sql.Conn, ids []int32) ([]postgres.World, error) {
	worlds := make([]postgres.World, len(ids))
	for i, id := range ids {
		row := conn.QueryRowContext(ctx, worldByID, id)
		if err := row.Scan(&worlds[i].ID, &worlds[i].RandomNumber); err != nil {
			return nil, err
		}
	}
	return worlds, nil
}

func randomNumber() int32 { return rand.Int32N(worldRows) + 1 }

func randomIDs(n int) []int32 {
	ids := make([]int32, 0, n)
	drawn := make(map[int32]bool, n)
	for len(ids) < n {
		if id := randomNumber(); !drawn[id] {
			drawn[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}
