"""Serve the application with Granian, sized by the environment."""

import os
from pathlib import Path

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from config import Config


def main() -> None:
    config = Config()
    Granian(
        "app:create_app",
        factory=True,
        address=os.environ.get("HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=config.WORKERS,
        # A thread for each connection of the pool: none waits for another's.
        blocking_threads=config.DB_POOL,
        blocking_threads_idle_timeout=600,
        # Counts open connections, idle ones too; the default is 1024 / workers.
        backpressure=10_000,
        # Also how long an idle connection is kept.
        http1_settings=HTTP1Settings(header_read_timeout=75_000),
        respawn_failed_workers=True,
        working_dir=Path(__file__).parent,
    ).serve()


if __name__ == "__main__":
    main()
