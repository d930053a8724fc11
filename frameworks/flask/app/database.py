from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker


class Database:
    """The engine and its sessions."""

    def init_app(self, app: Flask) -> None:
        self.engine = create_engine(
            app.config["DATABASE_URL"],
            # No view writes with more than one statement, and one statement is a
            # transaction by itself: this saves BEGIN and ROLLBACK a request.
            isolation_level="AUTOCOMMIT",
            pool_size=app.config["DB_POOL"],
            max_overflow=0,
            pool_timeout=3,
            connect_args={"connect_timeout": 3},
        )
        # Nothing is written through the identity map, so there is nothing to flush.
        self._session = sessionmaker(self.engine, autoflush=False)

    def session(self) -> Session:
        """A session for one request, to be used in `with`."""
        return self._session()
