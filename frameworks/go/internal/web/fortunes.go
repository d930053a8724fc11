package web

import (
	"bytes"
	"embed"
	"html/template"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"bakeoff/go/internal/postgres"
)

//go:embed templates
var templates embed.FS

var fortunesPage = template.Must(template.ParseFS(templates, "templates/fortunes.html"))

func handleFortunes(log *slog.Logger, store Store) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fortunes, err := store.Fortunes(detached(r))
		if err != nil {
			fail(w, r, log, err)
			return
		}
		fortunes = append(fortunes, postgres.Fortune{Message: "Additional fortune added at request time."})
		slices.SortFunc(fortunes, func(a, b postgres.Fortune) int { return strings.Compare(a.Message, b.Message) })

		var page bytes.Buffer // so that a failing template is a 500, not half a page
		if err := fortunesPage.Execute(&page, fortunes); err != nil {
			fail(w, r, log, err)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = page.WriteTo(w)
	})
}
