"""`bakeoff serve`: the page."""

import socket
import sys
from typing import Annotated

import typer

Host = Annotated[str, typer.Option(help="Address to listen on. Default: this machine only.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")]
Open = Annotated[bool, typer.Option("--open", help="Open a browser, where there is one.")]
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(host: Host = "127.0.0.1", port: Port = 8000, browser: Open = False) -> None:
    """Serve the page: the answer, the table, and all evidence behind it."""
    import uvicorn

    from bakeoff.base.errors import BakeoffError
    from bakeoff.web.app import address, make_app

    local = host in LOOPBACK
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # the protocol is named, else asyncio leaves Nagle's algorithm on: 40 ms an answer
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise BakeoffError(
            f"{host}:{port} cannot be used: {error.strerror}. Take another: "
            "`bakeoff serve --port 0` takes a free one."
        ) from error
    port = listener.getsockname()[1]
    if not local:
        sys.stderr.write(
            f"bakeoff: listening on {host}: whoever can reach this machine can read the page\n"
        )
    hosts = ["127.0.0.1", "localhost", "[::1]"] if local else ["*"]
    where = address(host, port)
    sys.stderr.write(f"bakeoff: {where} (Ctrl-C ends it)\n")
    if browser:
        import webbrowser

        webbrowser.open(where)
    config = uvicorn.Config(
        make_app(hosts), log_level="warning", access_log=False, timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run(sockets=[listener])
