"""One honest service of the contract in plain asyncio and psycopg, with switches that break it.

    HOST=... PORT=... DATABASE_URL=... DB_POOL=... UPSTREAM_URL=... FAULTS=a,b python main.py

FAULTS names switches; without any the service keeps the whole contract. Each switch is looked
up where it acts: `if "cached-rows" in faults`.
"""

import asyncio
import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

from app import App
from pool import Pool
from quotes import Quotes
from server import Server


async def main() -> None:
    faults = frozenset(filter(None, os.environ.get("FAULTS", "").split(",")))
    size = int(os.environ["DB_POOL"]) * (3 if "pool-too-large" in faults else 1)
    pool = Pool(os.environ["DATABASE_URL"], size, faults)
    quotes = Quotes(urlsplit(os.environ["UPSTREAM_URL"]), faults)
    app = App(pool, quotes, faults)
    await app.start()
    server = Server(app, faults)
    await server.listen(os.environ["HOST"], int(os.environ["PORT"]))
    if "leaves-child" in faults:
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])

    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    await ended.wait()
    if "sigterm-ignored" in faults:
        await asyncio.sleep(30)
    if "sigterm-kills" in faults:
        os._exit(1)
    await server.drain()
    await pool.close()


if __name__ == "__main__":
    asyncio.run(main())
