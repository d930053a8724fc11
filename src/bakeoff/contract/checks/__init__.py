"""The checks, in the order of a run: one file a group, one function a check.

To add one: write the function with its docstring, and an entry in its file's CHECKS.
"""

from bakeoff.contract.check import Check
from bakeoff.contract.checks import (
    basic,
    concurrency,
    connection,
    db,
    fortunes,
    headers,
    log,
    outage,
    queries,
    schema,
    stop,
    updates,
    upstream,
)

CHECKS: tuple[Check, ...] = (
    *schema.CHECKS,
    *basic.CHECKS,
    *db.CHECKS,
    *queries.CHECKS,
    *updates.CHECKS,
    *fortunes.CHECKS,
    *upstream.CHECKS,
    *headers.CHECKS,
    *log.CHECKS,
    *connection.CHECKS,
    *concurrency.CHECKS,
    *outage.CHECKS,
    *stop.CHECKS,
)
