"""The production server: `python -m app`."""

import copy

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from app.core.config import settings

if __name__ == "__main__":
    log_config = copy.deepcopy(LOGGING_CONFIG)
    log_config["handlers"]["default"]["stream"] = "ext://sys.stdout"
    uvicorn.run(
        "app.main:app",
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=log_config,
        access_log=False,
        proxy_headers=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=8,
    )
