"""The pages over HTTP: routes, headers, live campaigns; read-only, on loopback by default."""
