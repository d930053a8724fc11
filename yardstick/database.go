package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	worldRows = 10_000
	// connectTimeout bounds how long a request can wait for a new connection.
	connectTimeout = 3 * time.Second
)

type world struct {
	ID           int32 `json:"id"`
	RandomNumber int32 `json:"randomNumber"`
}

type fortune struct {
	ID      int32
	Message string
}

// openPool returns a pool that connects when it is first used, so that the service
// can start before its database does. pgx prepares and caches statements by itself.
func openPool(ctx context.Context, url string, size int) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	cfg.MaxConns = int32(size)
	cfg.ConnConfig.ConnectTimeout = connectTimeout
	return pgxpool.NewWithConfig(ctx, cfg)
}

// readWorlds reads each of ids by a statement of its own, one after the other on one
// connection, as every ORM does. pgx could pipeline them (pgx.Batch), the others cannot.
func readWorlds(ctx context.Context, conn *pgxpool.Conn, ids []int32) ([]world, error) {
	worlds := make([]world, len(ids))
	for i, id := range ids {
		w := &worlds[i]
		err := conn.QueryRow(ctx, "SELECT id, randomnumber FROM world WHERE id = $1", id).Scan(&w.ID, &w.RandomNumber)
		if err != nil {
			return nil, fmt.Errorf("world %d: %w", id, err)
		}
	}
	return worlds, nil
}

// queryWorlds reads n distinct random worlds.
func queryWorlds(ctx context.Context, pool *pgxpool.Pool, n int) ([]world, error) {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Release()
	return readWorlds(ctx, conn, randomIDs(n))
}

// updateWorlds reads n distinct random worlds and gives each a new number by one statement.
func updateWorlds(ctx context.Context, pool *pgxpool.Pool, n int) ([]world, error) {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Release()

	ids := randomIDs(n)
	slices.Sort(ids) // rows are locked in one order: requests cannot deadlock
	worlds, err := readWorlds(ctx, conn, ids)
	if err != nil {
		return nil, err
	}
	numbers := make([]int32, n)
	for i := range worlds {
		numbers[i] = randomNumber()
		worlds[i].RandomNumber = numbers[i]
	}
	// An upsert takes the rows in the order given. UPDATE ... FROM unnest() takes them in
	// that of its join, which depends on n, and two requests of different n can deadlock.
	_, err = conn.Exec(ctx, `
		INSERT INTO world (id, randomnumber) SELECT * FROM unnest($1::int[], $2::int[])
		ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber`, ids, numbers)
	return worlds, err
}

func readFortunes(ctx context.Context, pool *pgxpool.Pool) ([]fortune, error) {
	rows, err := pool.Query(ctx, "SELECT id, message FROM fortune")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var fortunes []fortune
	for rows.Next() {
		var f fortune
		if err := rows.Scan(&f.ID, &f.Message); err != nil {
			return nil, err
		}
		fortunes = append(fortunes, f)
	}
	return fortunes, rows.Err()
}

func randomNumber() int32 { return rand.Int32N(worldRows) + 1 }

// randomIDs draws n distinct ids of worlds.
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
