"""What each page shows: evidence in, HTML, SVG, JSON and CSV out; no HTTP, no files written."""
