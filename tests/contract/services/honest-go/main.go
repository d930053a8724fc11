// An honest service with habits of its own: JSON with a charset, a page full of white
// space, database/sql over pgx, and rows of /updates locked by the SELECTs that read them.
package main

import (
	"cmp"
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"html/template"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	rows       = 10_000
	selectByID = "SELECT id, randomnumber FROM world WHERE id = $1"
)

//go:embed fortunes.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

type World struct {
	ID           int32 `json:"id"`
	RandomNumber int32 `json:"randomNumber"`
}

type Fortune struct {
	ID      int32
	Message string
}

type Quote struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

type service struct {
	db       *sql.DB
	client   http.Client
	upstream string
}

func main() {
	log.SetOutput(os.Stdout)
	workers, pool := mustInt("WORKERS"), mustInt("DB_POOL")
	runtime.GOMAXPROCS(workers)

	config, err := pgx.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}
	config.ConnectTimeout = 2 * time.Second
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(pool)
	db.SetMaxIdleConns(pool)

	transport := &http.Transport{MaxIdleConnsPerHost: 4096}
	s := &service{db, http.Client{Transport: transport, Timeout: 4 * time.Second}, os.Getenv("UPSTREAM_URL")}
	server := &http.Server{
		Addr:        net.JoinHostPort(os.Getenv("HOST"), os.Getenv("PORT")),
		Handler:     s.handler(),
		IdleTimeout: 75 * time.Second,
	}

	terminated, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	stopped := make(chan struct{})
	go func() {
		<-terminated.Done()
		grace, cancel := context.WithTimeout(context.Background(), 8*time.Second)
		defer cancel()
		_ = server.Shutdown(grace)
		_ = db.Close()
		close(stopped)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	<-stopped
}

func mustInt(name string) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil || n < 1 {
		log.Fatalf("%s must be a positive number", name)
	}
	return n
}

func (s *service) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /plaintext", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, "Hello, World!")
	})
	answer := func(path string, value func(*http.Request) (any, error)) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			found, err := value(r)
			if err != nil {
				unavailable(w, r, err)
				return
			}
			body, err := json.Marshal(found)
			if err != nil {
				unavailable(w, r, err)
				return
			}
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			_, _ = w.Write(body)
		})
	}
	answer("/json", func(*http.Request) (any, error) {
		return map[string]string{"message": "Hello, World!"}, nil
	})
	answer("/db", func(*http.Request) (any, error) {
		found, err := s.queries(1)
		if err != nil {
			return nil, err
		}
		return found[0], nil
	})
	answer("/queries", func(r *http.Request) (any, error) { return s.queries(clamp(r, "queries", 500)) })
	answer("/updates", func(r *http.Request) (any, error) { return s.updates(clamp(r, "queries", 500)) })
	answer("/upstream", func(r *http.Request) (any, error) { return s.quotes(clamp(r, "calls", 20)) })
	mux.HandleFunc("GET /fortunes", s.fortunes)
	mux.HandleFunc("GET /healthz", s.healthz)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", "honest-go")
		mux.ServeHTTP(w, r)
	})
}

func unavailable(w http.ResponseWriter, r *http.Request, err error) {
	log.Printf("%s: %v", r.URL.Path, err)
	http.Error(w, "unavailable", http.StatusServiceUnavailable)
}

func (s *service) queries(n int) ([]World, error) {
	ctx := context.Background()
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return read(ctx, conn, selectByID, draw(n))
}

func (s *service) updates(n int) ([]World, error) {
	ctx := context.Background()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() //nolint:errcheck // done already after a commit
	ids := draw(n)
	slices.Sort(ids) // rows are locked in one order, so that two requests cannot deadlock
	found, err := read(ctx, tx, selectByID+" FOR UPDATE", ids)
	if err != nil {
		return nil, err
	}
	numbers := make([]int32, n)
	for i := range numbers {
		numbers[i] = rand.Int32N(rows) + 1
		found[i].RandomNumber = numbers[i]
	}
	_, err = tx.ExecContext(ctx, `UPDATE world SET randomnumber = new.number
		FROM unnest($1::int[], $2::int[]) AS new (id, number) WHERE world.id = new.id`, ids, numbers)
	if err != nil {
		return nil, err
	}
	return found, tx.Commit()
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func read(ctx context.Context, from querier, query string, ids []int32) ([]World, error) {
	found := make([]World, len(ids))
	for i, id := range ids {
		row := from.QueryRowContext(ctx, query, id)
		if err := row.Scan(&found[i].ID, &found[i].RandomNumber); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (s *service) fortunes(w http.ResponseWriter, r *http.Request) {
	result, err := s.db.Query("SELECT id, message FROM fortune")
	if err != nil {
		unavailable(w, r, err)
		return
	}
	defer result.Close()
	list := []Fortune{{0, "Additional fortune added at request time."}}
	for result.Next() {
		var f Fortune
		if err := result.Scan(&f.ID, &f.Message); err != nil {
			unavailable(w, r, err)
			return
		}
		list = append(list, f)
	}
	if err := result.Err(); err != nil {
		unavailable(w, r, err)
		return
	}
	slices.SortFunc(list, func(a, b Fortune) int { return cmp.Compare(a.Message, b.Message) })
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = page.Execute(w, list)
}

func (s *service) healthz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 3*time.Second)
	defer cancel()
	if _, err := s.db.ExecContext(ctx, "SELECT 1"); err != nil {
		unavailable(w, r, err)
		return
	}
	_, _ = io.WriteString(w, "up")
}

func (s *service) quotes(n int) (any, error) {
	list, errs := make([]Quote, n), make([]error, n)
	var group sync.WaitGroup
	for i := range list {
		group.Go(func() { list[i], errs[i] = s.quote(i + 1) })
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return map[string]any{"quotes": list}, nil
}

func (s *service) quote(id int) (q Quote, err error) {
	response, err := s.client.Get(s.upstream + "/quotes/" + strconv.Itoa(id))
	if err != nil {
		return q, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return q, err
	}
	return q, json.Unmarshal(body, &q)
}

// clamp reads an integer from 1 to most; what is none counts as 1, however long it is.
func clamp(r *http.Request, name string, most int) int {
	text := r.URL.Query().Get(name)
	digits := strings.TrimLeft(strings.TrimPrefix(text, "+"), "0")
	n, err := strconv.Atoi(text)
	switch {
	case err == nil:
		return max(1, min(n, most))
	case digits != "" && strings.Trim(digits, "0123456789") == "":
		return most // an integer, but too long for an int
	default:
		return 1
	}
}

// draw returns n distinct ids.
func draw(n int) []int32 {
	seen := map[int32]struct{}{}
	for len(seen) < n {
		seen[rand.Int32N(rows)+1] = struct{}{}
	}
	ids := make([]int32, 0, n)
	for id := range seen {
		ids = append(ids, id)
	}
	return ids
}
