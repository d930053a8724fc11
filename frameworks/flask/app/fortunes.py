from operator import itemgetter

from flask import Blueprint, render_template
from sqlalchemy import select

from app.extensions import database
from app.models import Fortune

bp = Blueprint("fortunes", __name__)

all_fortunes = select(Fortune.id, Fortune.message)


@bp.get("/fortunes")
def fortunes() -> str:
    with database.connect() as connection:
        return page([tuple(row) for row in connection.execute(all_fortunes)])


def page(rows: list[tuple[int, str]]) -> str:
    """The page of these fortunes and one more, sorted by message."""
    rows.append((0, "Additional fortune added at request time."))
    rows.sort(key=itemgetter(1))
    return render_template("fortunes.html", fortunes=rows)
