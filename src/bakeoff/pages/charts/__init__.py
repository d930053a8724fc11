"""Pictures as SVG, made on the server; each has a text that says the same."""
