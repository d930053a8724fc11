"""The list of collectors: a new one is a file and an entry here."""

from bakeoff.evidence.collectors import (
    code,
    depsdev,
    endoflife,
    github,
    osv,
    packages,
    scorecard,
)
from bakeoff.evidence.collectors.collector import Collector

COLLECTORS: dict[str, Collector] = {
    module.COLLECTOR.name: module.COLLECTOR
    for module in (code, packages, github, endoflife, osv, scorecard, depsdev)
}
