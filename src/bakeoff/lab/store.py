"""Where a campaign's blocks are kept: SQLite, each committed the moment it ends."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from bakeoff.lab.block import Block
from bakeoff.lab.errors import LabError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS campaign (id INTEGER PRIMARY KEY CHECK (id = 1), content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS block (id INTEGER PRIMARY KEY, session TEXT NOT NULL,
    entrant TEXT NOT NULL, scenario TEXT NOT NULL, start INTEGER NOT NULL,
    round INTEGER NOT NULL, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, session TEXT NOT NULL,
    kind TEXT NOT NULL, entrant TEXT NOT NULL, content TEXT NOT NULL);
"""


class Store:
    """One campaign's file. A second process may read it while the campaign runs (WAL).

    `session` names one stretch of a campaign that was not interrupted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise LabError(f"the campaign's file {path} cannot be used: {error}") from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def open_campaign(self, content: dict[str, Any]) -> dict[str, Any]:
        """Keep what the campaign is (its first session) and return what was kept."""
        self._write("INSERT OR IGNORE INTO campaign VALUES (1, ?)", json.dumps(content))
        row = self._db.execute("SELECT content FROM campaign").fetchone()
        kept: dict[str, Any] = json.loads(row[0])
        return kept

    def add(self, session: str, block: Block) -> None:
        """Keep a block."""
        self._write(
            "INSERT INTO block (session, entrant, scenario, start, round, content)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            *(session, block.entrant, block.scenario, block.start, block.round),
            json.dumps(asdict(block)),
        )

    def blocks(self) -> Iterator[tuple[str, Block]]:
        """Yield (session, block) in the order in which they were measured."""
        return read_blocks(self._db)

    def note(self, session: str, kind: str, entrant: str, content: object) -> None:
        """Keep something about an entrant that is no block: a start, a warm-up, a failure."""
        self._write(
            "INSERT INTO note (session, kind, entrant, content) VALUES (?, ?, ?, ?)",
            *(session, kind, entrant, json.dumps(content)),
        )

    def notes(self, kind: str) -> list[tuple[str, Any]]:
        """Return (entrant, content) of each note of that kind, in order."""
        rows = self._db.execute(
            "SELECT entrant, content FROM note WHERE kind = ? ORDER BY id", [kind]
        )
        return [(entrant, json.loads(content)) for entrant, content in rows]

    def _write(self, statement: str, *values: object) -> None:
        try:
            self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise LabError(
                f"{self.path} cannot be written ({error}); what it holds is kept: make room, "
                "then give the same command again and it goes on"
            ) from error


def read_blocks(db: sqlite3.Connection) -> Iterator[tuple[str, Block]]:
    """Yield (session, block) of a campaign's file, also of one that another process writes."""
    names = {field.name for field in fields(Block)}
    for session, content in db.execute("SELECT session, content FROM block ORDER BY id"):
        values = {k: v for k, v in json.loads(content).items() if k in names}
        values["histogram"] = tuple((v, c) for v, c in values["histogram"])
        yield session, Block(**values)
