"""The forms in which the table is printed: one file each, and an entry in `FORMATS`."""

from bakeoff.cli.formats.as_csv import render as as_csv
from bakeoff.cli.formats.as_json import render as as_json
from bakeoff.cli.formats.as_markdown import render as as_markdown
from bakeoff.cli.formats.as_text import render as as_text

# each takes the table and the width of the terminal, and returns what is printed
FORMATS = {"text": as_text, "md": as_markdown, "csv": as_csv, "json": as_json}
