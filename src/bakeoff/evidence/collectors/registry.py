"""The list of collectors: a new one is a file and an entry here."""

from bakeoff.evidence.collectors import code, packages
from bakeoff.evidence.collectors.collector import Collector

COLLECTORS: dict[str, Collector] = {c.name: c for c in (code.COLLECTOR, packages.COLLECTOR)}
