"""An upstream for the tests: GET /quotes/i after 50 ms, GET /stats; PORT in the environment."""

import asyncio
import json
import os
import secrets

NONCE = secrets.token_hex(4)
DELAY_SECONDS = 0.05
stats = {"requests": 0, "max_in_flight": 0}


async def answer(path: str) -> bytes:
    if path == "/stats":
        return json.dumps(stats).encode()
    number = int(path.removeprefix("/quotes/"))
    stats["requests"] += 1
    await asyncio.sleep(DELAY_SECONDS)
    return json.dumps({"id": number, "text": f"quote {number} of {NONCE}"}).encode()


async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            body = await answer(head.split(b" ")[1].decode())
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main() -> None:
    port = int(os.environ["PORT"])
    server = await asyncio.start_server(connection, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
