"""The tree of errors that bakeoff raises on purpose.

    BakeoffError
    |-- catalog.errors.ManifestError      a framework.toml or scenario file is wrong
    |-- catalog.errors.ToolchainError     a program that is needed is missing or too old
    |-- services.errors.BuildError        a command of a framework's build failed
    |-- services.errors.ServiceError      a service did not start or did not stop
    |-- services.errors.DatabaseError     PostgreSQL could not be had
    |-- lab.errors.LabError               a campaign cannot be begun or continued
    |-- evidence.errors.EvidenceError     an evidence file is wrong
    `-- choose.errors.ProfileError        a profile is wrong

Each carries one sentence that says what is wrong, where, and what to do next. The
command line prints that sentence and exits with 2; anything else is a bug.
"""


class BakeoffError(Exception):
    """An error that the user can act on; its text is shown as it is."""
