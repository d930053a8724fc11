"""What a check works with: the service, a client, its database, and experiments done once."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bakeoff.contract.answers import verify_body
from bakeoff.contract.database import Database
from bakeoff.contract.errors import BrokenError, ContractError, NoAnswerError
from bakeoff.contract.http import Client, Reply
from bakeoff.contract.subject import Subject
from bakeoff.contract.truth import Truth

T = TypeVar("T")


class Bench:
    """The bench on which one service is checked."""

    def __init__(self, subject: Subject, client: Client, db: Database) -> None:
        self.subject = subject
        self.client = client
        self.db = db
        self._done: dict[str, asyncio.Task[Any]] = {}

    @classmethod
    async def open(cls, subject: Subject) -> "Bench":
        """Connect to the service's database.

        Raises:
            ContractError: that is not possible.
        """
        return cls(subject, Client(subject.url), await Database.connect(subject.database_url))

    async def close(self) -> None:
        """Close all connections."""
        for task in self._done.values():
            task.cancel()
        await self.client.close()
        await self.db.close()

    async def once(self, name: str, experiment: Callable[[], Awaitable[T]]) -> T:
        """Return what `experiment` gave or raised the first time that `name` was asked for.

        Several checks look at the same experiment: a service can be stopped only once.
        """
        if name not in self._done:
            self._done[name] = asyncio.ensure_future(_awaited(experiment))
        result: T = await self._done[name]
        return result

    async def right(self, target: str, truth: Truth | None = None) -> Reply:
        """Get `target`; its status and body must be right.

        Raises:
            BrokenError: they are not.
        """
        reply = await self.client.get(target)
        hold(reply, truth)
        return reply

    async def answered(self, target: str) -> Reply:
        """Get `target`; its status must be 200, its body is another check's concern.

        Raises:
            BrokenError: it is not.
        """
        reply = await self.client.get(target)
        if reply.status != 200:
            raise BrokenError(f"{target} answered {reply.status}; must be 200")
        return reply

    async def quotes(self) -> dict[int, str]:
        """Return the texts of the upstream, 1 to 20, from itself."""

        async def ask() -> dict[int, str]:
            upstream = Client(self.subject.upstream_url)
            try:
                replies = await upstream.many([f"/quotes/{i}" for i in range(1, 21)], 20)
                return {(quote := json.loads(r.body))["id"]: quote["text"] for r in replies}
            except NoAnswerError as error:
                raise ContractError(f"the upstream does not answer: {error}") from error

        return await self.once("quotes", ask)

    async def upstream_requests(self) -> int:
        """Return how many quotes the upstream has served so far."""
        upstream = Client(self.subject.upstream_url)
        try:
            return int(json.loads((await upstream.get("/stats")).body)["requests"])
        except NoAnswerError as error:
            raise ContractError(f"the upstream does not answer: {error}") from error
        finally:
            await upstream.close()


def hold(reply: Reply, truth: Truth | None = None) -> None:
    """Hold a reply's status and body to the contract.

    Raises:
        BrokenError: with the sentence for the service's author.
    """
    if reply.status != 200:
        raise BrokenError(f"{reply.target} answered {reply.status}; must be 200")
    fault = verify_body(reply.target, reply.body, truth)
    if fault:
        raise BrokenError(f"{reply.target} {fault}")


async def _awaited(experiment: Callable[[], Awaitable[T]]) -> T:
    return await experiment()
