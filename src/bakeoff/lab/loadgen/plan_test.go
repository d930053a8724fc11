package main

import (
	"strings"
	"testing"
)

const goodPlan = `{"id":"a","target":"127.0.0.1:8080","duration_s":1,"load":{"shape":"closed","connections":4},"requests":[{"path":"/"}]}`

func TestPlanDefaults(t *testing.T) {
	p, err := parsePlan([]byte(goodPlan + " \n"))
	if err != nil {
		t.Fatal(err)
	}
	r := p.Requests[0]
	if p.TimeoutS != 10 || p.DrainS != 5 || p.Load.MaxConnections != 1024 || p.Load.Arrivals != "constant" ||
		r.Method != "GET" || *r.Weight != 1 || p.address.Port != 8080 {
		t.Errorf("%+v", p)
	}
}

// Each fault is told in one sentence that names the key, what was found and what
// is wanted.
func TestPlanFaults(t *testing.T) {
	tests := []struct{ name, from, to, want string }{
		{"no JSON", goodPlan, `closed please`, "plan: found broken JSON at byte 1 (invalid character 'c' looking for beginning of value), wanted one JSON object on one line"},
		{"cut off", goodPlan, `{"id":"a",`, "plan: found a JSON object cut off, wanted one JSON object on one line"},
		{"a list", goodPlan, `[1]`, "plan: found JSON array, wanted what docs/loadgen.md shows"},
		{"two on a line", goodPlan, goodPlan + goodPlan, "plan: found more text after the JSON object, wanted one object a line"},
		{"unknown key", `"duration_s"`, `"duration"`, "duration: found an unknown key, wanted only keys that docs/loadgen.md names"},
		{"wrong type", `"duration_s":1`, `"duration_s":"1"`, "duration_s: found JSON string, wanted a number"},
		{"wrong type within", `"connections":4`, `"connections":4.5`, "load.connections: found JSON number 4.5, wanted a whole number"},
		{"no id", `"id":"a",`, ``, "id: found nothing, wanted a text that names the block"},
		{"no port", `127.0.0.1:8080`, `127.0.0.1`, `target: found "127.0.0.1", wanted host:port, such as 127.0.0.1:8080`},
		{"no host", `127.0.0.1:8080`, `:8080`, `target: found ":8080", wanted host:port, such as 127.0.0.1:8080`},
		{"no duration", `"duration_s":1,`, ``, "duration_s: found 0, wanted a number from 0.001 to 3600"},
		{"lead", `"duration_s":1`, `"duration_s":1,"lead_s":-1`, "lead_s: found -1, wanted a number from 0 to 3600"},
		{"lead in an open loop", goodPlan, `{"id":"a","target":"127.0.0.1:8080","duration_s":1,"lead_s":1,"load":{"shape":"open","rate":1},"requests":[{"path":"/"}]}`, "lead_s: found 1, wanted 0 for an open loop: only a closed one has a lead-in"},
		{"max_requests", `"duration_s":1`, `"duration_s":1,"max_requests":-1`, "max_requests: found -1, wanted a number from 0 to 1e+15"},
		{"samples", `"duration_s":1`, `"duration_s":1,"samples":1001`, "samples: found 1001, wanted a number from 0 to 1000"},
		{"timeout", `"duration_s":1`, `"duration_s":1,"timeout_s":61`, "timeout_s: found 61, wanted a number from 0.001 to 60"},
		{"drain", `"duration_s":1`, `"duration_s":1,"drain_s":-1`, "drain_s: found -1, wanted a number from 0 to 3600"},
		{"idle", `"duration_s":1`, `"duration_s":1,"idle_connections":-1`, "idle_connections: found -1, wanted a number from 0 to 60000"},
		{"shape", `"closed"`, `"square"`, `load.shape: found "square", wanted "closed" or "open"`},
		{"connections", `"connections":4`, `"connections":0`, "load.connections: found 0, wanted a number from 1 to 60000"},
		{"rate", `"closed","connections":4`, `"open"`, "load.rate: found 0, wanted a number from 0.01 to 1e+06"},
		{"arrivals", `"closed","connections":4`, `"open","rate":1,"arrivals":"burst"`, `load.arrivals: found "burst", wanted "constant" or "poisson"`},
		{"max_connections", `"closed","connections":4`, `"open","rate":1,"max_connections":0`, "load.max_connections: found 0, wanted a number from 1 to 60000"},
		{"no requests", `[{"path":"/"}]`, `[]`, "requests: found an empty list, wanted at least one request"},
		{"weight", `{"path":"/"}`, `{"path":"/","weight":0}`, "requests[0].weight: found 0, wanted a number from 1e-06 to 1e+09"},
		{"method", `{"path":"/"}`, `{"path":"/","method":"GE T"}`, `requests[0].method: found "GE T", wanted an HTTP method other than CONNECT`},
		{"path", `{"path":"/"}`, `{"path":"/"},{"path":"/a b"}`, `requests[1].path: found "/a b", wanted a path that begins with / and has no blanks`},
		{"header name", `{"path":"/"}`, `{"path":"/","headers":{"A:":"b"}}`, `requests[0].headers: found the name "A:", wanted a header name`},
		{"header value", `{"path":"/"}`, `{"path":"/","headers":{"A":"b\r\nC: d"}}`, `requests[0].headers.A: found "b\r\nC: d", wanted one line of text`},
		{"framing header", `{"path":"/"}`, `{"path":"/","headers":{"content-length":"3"}}`, `requests[0].headers: found content-length, wanted no such header: the generator frames the body itself`},
		{"status", `{"path":"/"}`, `{"path":"/","expect":{"status":20}}`, "requests[0].expect.status: found 20, wanted a final status from 200 to 999"},
		{"min_bytes", `{"path":"/"}`, `{"path":"/","expect":{"min_bytes":-1}}`, "requests[0].expect.min_bytes: found -1, wanted a number of bytes from 0"},
		{"max_bytes", `{"path":"/"}`, `{"path":"/","expect":{"min_bytes":3,"max_bytes":2}}`, "requests[0].expect.max_bytes: found 2, wanted at least min_bytes (3)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			line := strings.Replace(goodPlan, tt.from, tt.to, 1)
			p, err := parsePlan([]byte(line))
			if err == nil || err.Error() != tt.want {
				t.Errorf("%s\ngot  %v\nwant %s", line, err, tt.want)
			}
			if strings.HasPrefix(line, `{"id":"a"`) && tt.name != "cut off" && tt.name != "two on a line" && p.ID != "a" {
				t.Errorf("id %q is lost", p.ID)
			}
		})
	}
}
