from typing import Any

from flask import Blueprint

from app.extensions import upstream
from app.parameters import count

bp = Blueprint("quotes", __name__)


@bp.get("/upstream")
def quotes() -> dict[str, list[Any]]:
    return {"quotes": upstream.quotes(count("calls", 20))}
