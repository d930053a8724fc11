package postgres

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

const worldRows = 10_000

// World is a row of the table that the database tests read and update.
type World struct {
	ID           int32 `gorm:"primaryKey;autoIncrement:false" json:"id"`
	RandomNumber int32 `gorm:"column:randomnumber" json:"randomNumber"`
}

// TableName overrides GORM's plural.
func (World) TableName() string { return "world" }

// World returns a random world.
func (s *Store) World(ctx context.Context) (World, error) {
	return readWorld(ctx, s.db, randomNumber())
}

// Worlds returns n distinct random worlds, each read by a query of its own.
func (s *Store) Worlds(ctx context.Context, n int) (worlds []World, err error) {
	// One connection for all, as taking one from the pool costs as much as a query in GORM.
	err = s.db.WithContext(ctx).Connection(func(tx *gorm.DB) error {
		worlds, err = readWorlds(ctx, tx, randomIDs(n))
		return err
	})
	return worlds, err
}

// UpdateWorlds reads n distinct random worlds and gives each a new random number.
func (s *Store) UpdateWorlds(ctx context.Context, n int) (worlds []World, err error) {
	ids := randomIDs(n)
	slices.Sort(ids) // rows are locked in one order: requests cannot deadlock
	err = s.db.WithContext(ctx).Connection(func(tx *gorm.DB) error {
		worlds, err = readWorlds(ctx, tx, ids)
		if err != nil {
			return err
		}
		for i := range worlds {
			worlds[i].RandomNumber = randomNumber()
		}
		// The upsert is GORM's one way to give many rows a value each in one statement.
		upsert := clause.OnConflict{
			Columns:   []clause.Column{{Name: "id"}},
			DoUpdates: clause.AssignmentColumns([]string{"randomnumber"}),
		}
		return gorm.G[World](tx, upsert).CreateInBatches(ctx, &worlds, n)
	})
	return worlds, err
}

func readWorlds(ctx context.Context, db *gorm.DB, ids []int32) ([]World, error) {
	worlds := make([]World, len(ids))
	for i, id := range ids {
		var err error
		if worlds[i], err = readWorld(ctx, db, id); err != nil {
			return nil, err
		}
	}
	return worlds, nil
}

func readWorld(ctx context.Context, db *gorm.DB, id int32) (World, error) {
	world, err := gorm.G[World](db).Where("id = ?", id).Take(ctx)
	if err != nil {
		return World{}, fmt.Errorf("world %d: %w", id, err)
	}
	return world, nil
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
