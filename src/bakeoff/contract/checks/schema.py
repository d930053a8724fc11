"""The tables: equal to contract/schema.sql, and filled with the seed."""

from typing import Any, cast

from bakeoff.base.folders import data_folder
from bakeoff.contract.bench import Bench
from bakeoff.contract.check import Check
from bakeoff.contract.database import Database
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.truth import seed_fortunes, seed_worlds

TABLES = ("world", "fortune")
# Constraint triggers of a foreign key elsewhere are internal; a NOT NULL is told with its column.
_COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attnotnull THEN 'NOT NULL' ELSE 'nullable' END,
       coalesce('default ' || pg_get_expr(d.adbin, d.adrelid), 'no default'),
       CASE WHEN a.attidentity <> '' THEN 'identity'
            WHEN a.attgenerated <> '' THEN 'generated' ELSE 'plain' END,
       coalesce('collation ' || nullif(c.collname, 'default'), 'default collation')
FROM pg_attribute a
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation c ON c.oid = a.attcollation
WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
_INDEXES = """
SELECT regexp_replace(pg_get_indexdef(indexrelid), ' INDEX .* USING ', ' INDEX USING ')
       || CASE WHEN indisprimary THEN ' (primary key)' ELSE '' END
FROM pg_index WHERE indrelid = to_regclass(%s) ORDER BY 1
"""
_CONSTRAINTS = """
SELECT pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = to_regclass(%s) AND contype <> 'n' ORDER BY 1
"""
_EXTRAS = """
SELECT 'the trigger ' || tgname FROM pg_trigger
WHERE tgrelid = to_regclass(%(t)s) AND NOT tgisinternal
UNION ALL SELECT 'the rule ' || rulename FROM pg_rewrite WHERE ev_class = to_regclass(%(t)s)
UNION ALL SELECT 'the policy ' || polname FROM pg_policy WHERE polrelid = to_regclass(%(t)s)
UNION ALL SELECT 'row level security' FROM pg_class
WHERE oid = to_regclass(%(t)s) AND relrowsecurity
UNION ALL SELECT 'the option ' || unnest(reloptions) FROM pg_class WHERE oid = to_regclass(%(t)s)
UNION ALL
SELECT 'no plain, logged table (kind ' || relkind::text || ', ' || relpersistence::text || ')'
FROM pg_class WHERE oid = to_regclass(%(t)s) AND (relkind <> 'r' OR relpersistence <> 'p')
UNION ALL SELECT 'the parent or child ' || greatest(inhparent, inhrelid)::regclass::text
FROM pg_inherits WHERE to_regclass(%(t)s) IN (inhparent, inhrelid)
"""


async def columns(bench: Bench) -> None:
    """The tables `world` and `fortune` have the columns of schema.sql.

    What it means: A column differs in order, name, type, length, nullability, default or
    identity, so rows are stored or read at another cost than elsewhere.

    Usual cause: The ORM's habit: bigint or serial ids, text in place of varchar(2048), a
    column named by the field (`randomNumber`); say type and name in the model or migration.
    """
    expected = await _expected(bench)
    for table in TABLES:
        found = await _columns(bench.db, table)
        if not found:
            raise BrokenError(f"there is no table {table}; the migrations must make it")
        if found != expected[table][0]:
            raise BrokenError(_difference(table, "column", found, expected[table][0]))


async def indexes(bench: Bench) -> None:
    """The tables have the indexes and constraints of schema.sql, by any name.

    What it means: An index or constraint is missing, differs, or is there in addition, so
    reads or writes cost more or less than elsewhere.

    Usual cause: `index=True`, `unique=True` or a foreign key in the model, or a covering index.
    """
    expected = await _expected(bench)
    for table in TABLES:
        for place, what in ((1, "index"), (2, "constraint")):
            found = await _texts(bench.db, _INDEXES if place == 1 else _CONSTRAINTS, table)
            if found != expected[table][place]:
                raise BrokenError(_difference(table, what, found, expected[table][place]))


async def extras(bench: Bench) -> None:
    """The tables are plain: no trigger, rule, row security, storage option; logged.

    What it means: The table does other work on reads or writes than elsewhere.

    Usual cause: An unlogged table, a fillfactor, or a trigger that keeps a time of change.
    """
    for table in TABLES:
        found = await bench.db.rows(_EXTRAS, {"t": table})
        if found:
            raise BrokenError(f"the table {table} has {found[0][0]}; schema.sql has none")


async def seed(bench: Bench) -> None:
    """At the start the tables hold the rows of contract/seed, and no others.

    What it means: The service, or its migrations, changed the rows before the first request.

    Usual cause: A migration or a start-up hook that fills the tables by itself.
    """
    for table, found, expected in (
        ("world", await bench.db.worlds(), seed_worlds()),
        ("fortune", await bench.db.fortunes(), seed_fortunes()),
    ):
        if found == expected:
            continue
        if len(found) != len(expected):
            raise BrokenError(
                f"the table {table} has {len(found)} rows; the seed has {len(expected)}"
            )
        id_ = next(i for i in expected if found.get(i) != cast(Any, expected).get(i))
        raise BrokenError(f"row {id_} of {table} is {found.get(id_)!r}; the seed differs")


Shape = tuple[list[str], list[str], list[str]]


async def _expected(bench: Bench) -> dict[str, Shape]:
    """Return columns, indexes and constraints of each table, as this server shows schema.sql."""

    async def ask() -> dict[str, Shape]:
        text = (data_folder("contract") / "schema.sql").read_text(encoding="utf-8")
        async with bench.db.rolled_back():
            await bench.db.rows("CREATE SCHEMA bakeoff_check")
            await bench.db.rows("SET LOCAL search_path = bakeoff_check")
            await bench.db.rows(cast(Any, text))
            return {
                table: (
                    await _columns(bench.db, table),
                    await _texts(bench.db, _INDEXES, table),
                    await _texts(bench.db, _CONSTRAINTS, table),
                )
                for table in TABLES
            }

    return await bench.once("the contract's schema", ask)


async def _columns(db: Database, table: str) -> list[str]:
    return [", ".join(row) for row in await db.rows(_COLUMNS, (table,))]


async def _texts(db: Database, query: Any, table: str) -> list[str]:
    return [row[0] for row in await db.rows(query, (table,))]


def _difference(table: str, what: str, found: list[str], expected: list[str]) -> str:
    missing = [text for text in expected if text not in found]
    extra = [text for text in found if text not in expected]
    if missing and extra:
        return f"the table {table} has the {what} `{extra[0]}`; schema.sql has `{missing[0]}`"
    if missing:
        return f"the table {table} lacks the {what} `{missing[0]}` of schema.sql"
    if extra:
        return f"the table {table} has the {what} `{extra[0]}`; schema.sql has no such"
    return f"the table {table} has its columns in the order {found}; schema.sql has {expected}"


CHECKS = (
    Check("schema.columns", columns),
    Check("schema.indexes", indexes),
    Check("schema.extras", extras),
    Check("schema.seed", seed),
)
