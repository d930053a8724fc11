from flask import Blueprint
from sqlalchemy import select

from app.extensions import database

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> str:
    """Answer 200 only while the database answers (errors.py makes the 503)."""
    with database.connect() as connection:
        connection.execute(select(1))
    return "ok"
