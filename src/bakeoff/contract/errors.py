"""Errors of the contract layer, and the two ways in which a check ends early.

    base.errors.BakeoffError
    `-- ContractError     the checks themselves cannot be run

    BrokenError           the service breaks the contract: the check failed
    `-- NoAnswerError     it gave no HTTP answer that can be read
        `-- ClosedError   it closed the connection before an answer's first byte
    SkippedError          the check cannot tell here, and why

The last four never leave `run_checks`: it turns them into results.
"""

from bakeoff.base.errors import BakeoffError


class ContractError(BakeoffError):
    """The checks cannot be run, through no fault of the service."""


class BrokenError(Exception):
    """The service breaks the contract; its text is the sentence for the service's author."""


class NoAnswerError(BrokenError):
    """The service gave no readable HTTP answer."""


class ClosedError(NoAnswerError):
    """The service closed the connection before the first byte of an answer."""


class SkippedError(Exception):
    """The check cannot be made here; its text is the reason."""
