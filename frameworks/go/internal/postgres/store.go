// Package postgres keeps worlds and fortunes in PostgreSQL, through GORM.
package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// connectTimeout bounds how long a request can wait for a new connection.
const connectTimeout = 3 * time.Second

// Store reads and writes the rows of the contract. It is safe for concurrent use.
type Store struct {
	db   *gorm.DB
	pool *sql.DB
}

// Open returns a store with at most size connections to the database at url. It connects
// when it is first used, so that the service can start before its database does.
func Open(url string, size int) (*Store, error) {
	cfg, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	cfg.ConnectTimeout = connectTimeout

	pool := stdlib.OpenDB(*cfg)
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size) // the default of 2 would connect anew under load

	db, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), &gorm.Config{
		SkipDefaultTransaction: true, // single statements need none around them
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard, // errors are returned, and logged by the caller
	})
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return &Store{db: db, pool: pool}, nil
}

// Close closes all connections.
func (s *Store) Close() error { return s.pool.Close() }

// Check tells whether the database answers a query.
func (s *Store) Check(ctx context.Context) error {
	_, err := s.pool.ExecContext(ctx, "SELECT 1")
	return err
}
