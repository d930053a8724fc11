"""Serve config.wsgi with Granian, sized by the environment."""

import os
from pathlib import Path

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings


def main() -> None:
    workers = int(os.environ.get("WORKERS", "1"))
    pool = int(os.environ.get("DB_POOL", "16"))
    Granian(
        "config.wsgi:application",
        address=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        # Each thread keeps one database connection (settings: CONN_MAX_AGE).
        blocking_threads=max(pool // workers, 1),
        blocking_threads_idle_timeout=600,
        # Counts open connections, idle ones too; the default is 1024 / workers.
        backpressure=10_000,
        # Also how long an idle connection is kept; the command line stops at 60 s.
        http1_settings=HTTP1Settings(header_read_timeout=75_000),
        respawn_failed_workers=True,
        working_dir=Path(__file__).parent,
    ).serve()


if __name__ == "__main__":
    main()
