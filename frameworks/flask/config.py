"""Settings from the environment."""

import os

from sqlalchemy import URL, make_url


class Config:
    """Read once, when the application is made."""

    def __init__(self) -> None:
        self.SECRET_KEY = os.environ["SECRET_KEY"]
        self.DATABASE_URL = _psycopg(os.environ["DATABASE_URL"])
        self.UPSTREAM_URL = os.environ.get("UPSTREAM_URL", "http://127.0.0.1:8001")
        self.WORKERS = int(os.environ.get("WORKERS", "1"))
        # This worker's share of the connections; as many threads use them.
        self.DB_POOL = max(int(os.environ.get("DB_POOL", "16")) // self.WORKERS, 1)


def _psycopg(url: str) -> URL:
    return make_url(url).set(drivername="postgresql+psycopg")
