package config

import (
	"strings"
	"testing"
)

func TestLoad(t *testing.T) {
	env := map[string]string{
		"HOST": "::1", "PORT": "8080", "DATABASE_URL": "postgresql://u@h/d",
		"UPSTREAM_URL": "http://h:1", "WORKERS": "2", "DB_POOL": "16",
	}
	got, err := Load(func(name string) string { return env[name] })
	want := Config{"[::1]:8080", "postgresql://u@h/d", "http://h:1", 2, 16}
	if err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestLoadNamesEveryProblem(t *testing.T) {
	env := map[string]string{"HOST": "h", "PORT": "1", "UPSTREAM_URL": "u", "WORKERS": "none", "DB_POOL": "0"}
	_, err := Load(func(name string) string { return env[name] })
	for _, name := range []string{"DATABASE_URL", "WORKERS", "DB_POOL"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error does not name %s: %v", name, err)
		}
	}
}
