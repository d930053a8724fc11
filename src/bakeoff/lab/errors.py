"""Errors of the lab."""

from bakeoff.base.errors import BakeoffError


class LabError(BakeoffError):
    """A campaign cannot be begun or continued."""


class BlockFailedError(LabError):
    """One block went wrong: an answer, the work behind it, or the service itself."""
