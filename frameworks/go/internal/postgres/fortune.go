package postgres

import (
	"context"

	"gorm.io/gorm"
)

// Fortune is a row of the table that the page shows.
type Fortune struct {
	ID      int32 `gorm:"primaryKey;autoIncrement:false"`
	Message string
}

// TableName overrides GORM's plural.
func (Fortune) TableName() string { return "fortune" }

// Fortunes returns all fortunes, in no particular order.
func (s *Store) Fortunes(ctx context.Context) ([]Fortune, error) {
	return gorm.G[Fortune](s.db).Find(ctx)
}
