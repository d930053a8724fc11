// Package config reads what the environment says.
package config

import (
	"errors"
	"fmt"
	"net"
	"strconv"
)

// Config is the environment of the contract, checked.
type Config struct {
	Address     string // to listen on
	DatabaseURL string
	UpstreamURL string
	Workers     int // threads that run Go code at a time
	PoolSize    int // database connections at most
}

// Load reads the configuration and names everything that is wrong with it.
func Load(getenv func(string) string) (Config, error) {
	var problems []error
	text := func(name string) string {
		value := getenv(name)
		if value == "" {
			problems = append(problems, fmt.Errorf("%s is not set", name))
		}
		return value
	}
	count := func(name string) int {
		n, err := strconv.Atoi(getenv(name))
		if err != nil || n < 1 {
			problems = append(problems, fmt.Errorf("%s is %q, want a number above 0", name, getenv(name)))
		}
		return n
	}
	cfg := Config{
		Address:     net.JoinHostPort(text("HOST"), text("PORT")),
		DatabaseURL: text("DATABASE_URL"),
		UpstreamURL: text("UPSTREAM_URL"),
		Workers:     count("WORKERS"),
		PoolSize:    count("DB_POOL"),
	}
	return cfg, errors.Join(problems...)
}

// DatabaseURL reads the one setting that migrations need.
func DatabaseURL(getenv func(string) string) (string, error) {
	url := getenv("DATABASE_URL")
	if url == "" {
		return "", errors.New("DATABASE_URL is not set")
	}
	return url, nil
}
