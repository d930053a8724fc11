from flask import Blueprint, Response

bp = Blueprint("hello", __name__)


@bp.get("/plaintext")
def plaintext() -> Response:
    return Response(b"Hello, World!", mimetype="text/plain")


@bp.get("/json")
def json() -> dict[str, str]:
    return {"message": "Hello, World!"}
