import aiohttp
from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError


def init_app(app: Flask) -> None:
    def unavailable(error: Exception) -> tuple[dict[str, str], int]:
        app.logger.error("%s", error)
        return {"error": "Service Unavailable"}, 503

    for kind in (DBAPIError, PoolTimeoutError, aiohttp.ClientError, TimeoutError):
        app.register_error_handler(kind, unavailable)
