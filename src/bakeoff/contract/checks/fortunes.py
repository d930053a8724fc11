"""`/fortunes`: all rows and one more, sorted, escaped, as an HTML page."""

import secrets

from bakeoff.contract.bench import Bench, hold
from bakeoff.contract.budget import Budget, hold_budget
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.page import PageError, read_page
from bakeoff.contract.truth import ADDED_MESSAGE, Truth, page_of

_TRICKY = "& <b>bold</b> \"double\" 'single' &amp; &lt;i&gt; </td><td> é ß 漢字 ☕ + = ` {{ x }}"


async def page(bench: Bench) -> None:
    """`/fortunes` is the contract's page: these tags, in this order; white space is free.

    What it means: Status, tags, attributes or the added fortune differ.

    Usual cause: A layout with further tags (`meta`, `thead`, a class), a missing doctype.
    """
    reply = await bench.answered("/fortunes")
    try:
        read_page(reply.body)
    except PageError as error:
        raise BrokenError(f"/fortunes is not the contract's page: {error}") from None


async def rows(bench: Bench) -> None:
    """`/fortunes` shows every row of the table and the added fortune, sorted by message.

    What it means: A row is missing, changed, shown twice, or not in its place. The order is
    that of code points: capitals before small letters, accents after both.

    Usual cause: Sorted before the fortune was added, sorted by id, or by the rules of a
    language (`localeCompare`, culture-sensitive comparison).
    """
    await bench.right("/fortunes", Truth(fortunes=await bench.db.fortunes()))


async def fresh(bench: Bench) -> None:
    """`/fortunes` shows rows that were added, changed or removed by somebody else, at once.

    What it means: After rows were changed by SQL the page is not the table's, or not in order.

    Usual cause: Rows, objects or the rendered page kept between requests; messages sorted by
    the rules of a language, which differ for small letters and accents.
    """
    old = await bench.db.fortunes()
    word = secrets.token_hex(4)
    await bench.right("/fortunes")
    try:
        async with bench.db.transaction():
            for id_, message in ((1001, f"abacus {word}"), (1002, f"Éclair {word}")):
                await bench.db.rows("INSERT INTO fortune VALUES (%s, %s)", (id_, message))
            await bench.db.rows("UPDATE fortune SET message = %s WHERE id = 5", (f"Zoo {word}",))
            await bench.db.rows("DELETE FROM fortune WHERE id = 7")
        new = await bench.db.fortunes()
        reply = await bench.client.get("/fortunes")
        if reply.status == 200 and _same_rows(reply.body, old):
            raise BrokenError(
                "/fortunes still shows the old rows after the table was changed; "
                "rows and pages must not be cached"
            )
        hold(reply, Truth(fortunes=new))
    finally:
        await bench.db.restore_fortunes(old)


async def escaped(bench: Bench) -> None:
    """`/fortunes` escapes messages, the `<script>` one and any other.

    What it means: A message with tags, quotes, ampersands or letters of other scripts does
    not come out as the text that it is.

    Usual cause: Escaping turned off in the template (`safe`, `raw`, triple braces), text
    escaped twice, or a page that is not UTF-8.
    """
    old = await bench.db.fortunes()
    message = f"{secrets.token_hex(4)} {_TRICKY}"
    try:
        await bench.db.rows("INSERT INTO fortune VALUES (1003, %s)", (message,))
        reply = await bench.answered("/fortunes")
        try:
            shown = dict(read_page(reply.body))
        except PageError as error:
            raise BrokenError(f"/fortunes with the message {message!r}: {error}") from None
        wrong = next((i for i, text in {**old, 1003: message}.items() if shown.get(i) != text), 0)
        if wrong and wrong in shown:
            raise BrokenError(
                f"/fortunes shows {shown[wrong]!r} for the message "
                f"{ {**old, 1003: message}[wrong]!r}; escape each message once, as UTF-8"
            )
    finally:
        await bench.db.restore_fortunes(old)


async def memory(bench: Bench) -> None:
    """The added fortune is added in memory: the table stays as it was.

    What it means: Rows of `fortune` changed while the page was read.

    Usual cause: The added object was attached to the ORM's session, which then saved it.
    """
    before = await bench.db.fortunes()
    for _ in range(3):
        await bench.client.get("/fortunes")
    await bench.db.settled()
    after = await bench.db.fortunes()
    if ADDED_MESSAGE in after.values():
        raise BrokenError("the added fortune is in the table; it must be added in memory only")
    if before != after:
        await bench.db.restore_fortunes(before)
        changed = sorted(set(after.items()) ^ set(before.items()))
        raise BrokenError(f"/fortunes changed the table fortune, such as the row {changed[0]}")


async def statements(bench: Bench) -> None:
    """`/fortunes` reads all rows in one SELECT without ORDER BY, and sends nothing else.

    What it means: The database counted more or fewer statements or rows (pg_stat_statements;
    BEGIN, COMMIT and SET are not counted, nor is what opens a connection), or it sorted.

    Usual cause: Fewer: a cache. More: a ping or a count. ORDER BY: a default order of the model.
    """
    size = len(await bench.db.fortunes())
    tally = await hold_budget(bench, "/fortunes", Budget(reads=1, rows=size))
    for statement in tally.statements:
        if "order by" in " ".join(statement.text.lower().split()):
            raise BrokenError(
                f"/fortunes lets the database sort ({statement.text[:100]}); "
                "the program must, after it has added its fortune"
            )


def _same_rows(body: bytes, fortunes: dict[int, str]) -> bool:
    try:
        return sorted(read_page(body)) == sorted(page_of(fortunes))
    except PageError:
        return False


CHECKS = (
    Check("fortunes.page", page),
    Check("fortunes.rows", rows),
    Check("fortunes.fresh", fresh),
    Check("fortunes.escaped", escaped),
    Check("fortunes.memory", memory),
    Check("fortunes.statements", statements),
)
