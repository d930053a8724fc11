"""The tree of errors that bakeoff raises on purpose.

    BakeoffError
    |-- catalog   ManifestError       a framework.toml or scenario file is wrong
    |             UnknownNameError    no framework or scenario has that name
    |-- services  ToolchainError      a program that is needed is missing or too old
    |             BuildError          a command of a framework's build failed
    |             ServiceError        a service did not start, or died
    |             DatabaseError       PostgreSQL could not be had
    |-- contract  ContractError       the checks cannot be run (no fault of the service)
    |-- lab       LabError            a campaign cannot be begun or continued
    |-- evidence  EvidenceError       an evidence file is wrong
    |             SourceError         a source of facts cannot be asked
    |-- choose    ProfileError        a profile is wrong
    `-- cli       OptionError         an option's value is wrong
                  UnknownTargetError  `show` knows no such cell, framework or aspect

Each carries one sentence that says what is wrong, where, and what to do next. The
command line prints that sentence and exits with 2; anything else is a bug.
"""


class BakeoffError(Exception):
    """An error that the user can act on; its text is shown as it is."""
