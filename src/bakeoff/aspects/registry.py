"""The list of aspects: a new one is a file and an entry here."""

from bakeoff.aspects import (
    async_support,
    builtin,
    community,
    ecosystem,
    flexibility,
    language,
    learning,
    maturity,
    orm,
    performance,
    scalability,
)
from bakeoff.aspects.aspect import Aspect

# in the order of the source table's rows
ASPECTS: tuple[Aspect, ...] = (
    language.ASPECT,
    performance.ASPECT,
    learning.ASPECT,
    scalability.ASPECT,
    community.ASPECT,
    ecosystem.ASPECT,
    async_support.ASPECT,
    orm.ASPECT,
    builtin.ASPECT,
    maturity.ASPECT,
    flexibility.ASPECT,
)
