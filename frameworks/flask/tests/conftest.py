"""The tests empty and fill the tables in DATABASE_URL: a database of their own."""

import os
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, event, insert
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import database
from app.models import Base, Fortune, World

os.environ.setdefault("SECRET_KEY", "for tests")


@pytest.fixture(scope="session")
def app() -> Flask:
    app = create_app()
    Base.metadata.create_all(database.engine)
    with Session(database.engine) as session:
        session.execute(delete(World))
        session.execute(delete(Fortune))
        worlds = [{"id": i, "random_number": i} for i in range(1, 10_001)]
        session.execute(insert(World), worlds)
        messages = ["<script>alert(1)</script>", "Zebra フレームワーク"]
        fortunes = [{"id": i, "message": m} for i, m in enumerate(messages, 1)]
        session.execute(insert(Fortune), fortunes)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """The statements that the database is sent."""
    sent: list[str] = []

    def note(_: Connection, __: object, statement: str, *___: object) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(database.engine, "before_cursor_execute", note)
