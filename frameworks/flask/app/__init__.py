"""The application and its parts."""

import os

from flask import Flask

from app import errors, fortunes, health, hello, quotes, worlds
from app.extensions import database, upstream
from app.json import OrjsonProvider
from config import Config


def create_app(config: Config | None = None) -> Flask:
    app = Flask(__name__)
    app.config.from_object(config or Config())
    app.json = OrjsonProvider(app)

    database.init_app(app)
    upstream.init_app(app)

    for blueprint in (hello.bp, worlds.bp, fortunes.bp, quotes.bp, health.bp):
        app.register_blueprint(blueprint)
    if os.environ.get("DRIVER_ROUTES"):
        from app.driver import bp as driver

        app.register_blueprint(driver)
    errors.init_app(app)
    return app
