package postgres

import "database/sql"

// Pool returns the connections that GORM uses.
func (s *Store) Pool() *sql.DB { return s.pool }
