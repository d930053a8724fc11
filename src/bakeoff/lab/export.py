"""A campaign as one JSON document: its facts, its environment, its verdict, every block."""

import math
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bakeoff.catalog.lockfile import locked_version
from bakeoff.lab.block import Block
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.results import UNITS, Results, merge_histograms, percentile
from bakeoff.lab.settings import Settings
from bakeoff.lab.statistics import Estimate, estimate
from bakeoff.lab.store import Store

SCHEMA = "bakeoff/campaign/1"
LATENCIES = (("latency_p50", 0.50), ("latency_p90", 0.90), ("latency_p99", 0.99))
Fact = dict[str, Any]


@dataclass(frozen=True)
class Report:
    """All that is known of a campaign when it has ended.

    `own_share` is the share of a core that bakeoff's Python side used meanwhile.
    """

    about: Mapping[str, Any]
    settings: Settings
    entrants: Mapping[str, Entrant]
    results: Results
    store: Store
    own_share: float


def export(report: Report) -> dict[str, Any]:
    """Return the campaign's document; docs/evidence.md describes its form."""
    blocks = list(report.store.blocks())
    names = [name for name in report.entrants if name not in UNITS]
    facts = [
        fact
        for name in names
        for fact in _entrant_facts(report, name, [b for _, b in blocks if b.entrant == name])
    ]
    unit_blocks = [b for _, b in blocks if b.entrant == UNITS[0]]
    facts += _absolute_facts(report, UNITS[0], unit_blocks)
    about = report.about
    return {
        "schema": SCHEMA,
        "id": about["id"],
        "started": about["began"],
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "command": about["command"],
        "settings": asdict(report.settings),
        "environment": about["environment"],
        "verdict": _verdict(report),
        "facts": [_complete(report, fact) for fact in facts],
        "starts": [{"entrant": n, **c} for n, c in report.store.notes("start")],
        "warmups": [{"entrant": n, **c} for n, c in report.store.notes("warmup")],
        "resident_bytes": dict(report.store.notes("resident")),
        "wakes": [{"entrant": n, **c} for n, c in report.store.notes("wake")],
        "blocks": [{"run": run, **_plain(block)} for run, block in blocks],
    }


def _verdict(report: Report) -> dict[str, Any]:
    results = report.results
    twin = results.twin
    return {
        "void": bool(results.void),
        "reasons": list(results.void),
        "yardstick_against_itself": None if twin is None else asdict(twin),
        "failures": {name: list(reasons) for name, reasons in results.failures.items()},
        "left_out": dict(report.store.notes("failure")),
        "deferred_work": dict(results.deferred),
        "drift_within_starts": dict(results.drift),
        "unsettled": unsettled(report.store),
        "own_share_of_a_core": round(report.own_share, 4),
    }


def unsettled(store: Store) -> dict[str, int]:
    """Return in how many starts each entrant had not settled after warm-up, where it had not."""
    result: dict[str, int] = {}
    for name, warmup in store.notes("warmup"):
        if not warmup["settled"]:
            result[name] = result.get(name, 0) + 1
    return result


def _entrant_facts(report: Report, name: str, blocks: Sequence[Block]) -> Iterator[Fact]:
    results, entrant = report.results, report.entrants[name]
    caveats = _caveats(report, name)
    if name in results.ratios:
        yield _fact(name, "cpu_ratio", results.ratios[name], caveats)
        yield {"framework": name, "metric": "tier", "value": results.tiers[name], "note": caveats}
    for scenario, ratio in results.by_scenario.get(name, {}).items():
        if _is_cost(report, scenario):
            yield _fact(name, f"cpu_ratio.{scenario}", ratio, caveats)
    for scenario, ratio in results.database.get(name, {}).items():
        if _is_cost(report, scenario):
            yield _fact(name, f"database_cpu_ratio.{scenario}", ratio, "")
    yield from _absolute_facts(report, name, blocks)
    yield from _code_facts(name, entrant)


def _code_facts(name: str, entrant: Entrant) -> Iterator[Fact]:
    """Yield what the framework's folder says of itself."""
    framework = entrant.framework
    tool = next((t for t in entrant.build.tools if t.name != "uv" and t.version), None)
    said = {
        "name": framework.name,
        "language": framework.language,
        "orm": framework.orm,
        "framework_version": locked_version(framework.package, framework.folder),
        "language_version": str(tool) if tool else None,
    }
    for metric, value in said.items():
        if value:
            yield {"framework": name, "metric": metric, "value": value, "how": "code"}


def _absolute_facts(report: Report, name: str, blocks: Sequence[Block]) -> Iterator[Fact]:
    for scenario in report.settings.scenarios:
        good = [b for b in blocks if b.scenario == scenario.id and b.log_cost is not None]
        if not good:
            continue
        if scenario.is_open:
            yield from _latency_facts(name, scenario.id, scenario.rate, good)
            continue
        cost = {b: b.cpu / b.completed for b in good}
        yield _fact(name, f"cpu_seconds_per_request.{scenario.id}", _by_start(cost), "")
        rate = {b: b.completed / b.elapsed for b in good}
        busy = statistics.median(b.cpu / b.elapsed for b in good)
        note = f"{scenario.connections} connections; the service used {busy:.2f} cores"
        yield _fact(name, f"throughput.{scenario.id}", _by_start(rate), note)
        database = {b: b.database_cpu / b.completed for b in good if b.database_cpu}
        if database:
            metric = f"database_cpu_seconds_per_request.{scenario.id}"
            yield _fact(name, metric, _by_start(database), "")
    starts = [c for n, c in report.store.notes("start") if n == name]
    if starts:
        logs = [math.log(c["seconds"]) for c in starts]
        yield _fact(name, "start_seconds", estimate(logs), "")
        idle = statistics.median(c["memory"] for c in starts)
        yield {"framework": name, "metric": "memory_idle", "value": idle}
    loaded = [content["bytes"] for n, content in report.store.notes("memory") if n == name]
    if loaded:
        value = statistics.median(loaded)
        yield {"framework": name, "metric": "memory_loaded", "value": value}
    build = report.entrants[name].build
    note = "with warm or cold package caches, as they were"
    yield {"framework": name, "metric": "build_seconds", "value": build.seconds, "note": note}
    yield {"framework": name, "metric": "installed_bytes", "value": build.size}


def _latency_facts(
    name: str, scenario: str, rate: float, blocks: Sequence[Block]
) -> Iterator[Fact]:
    merged = merge_histograms(b.histogram for b in blocks)
    total = sum(count for _, count in merged)
    late = max((b.start_error_p99 or 0.0) for b in blocks) / 1000
    note = (
        f"at {rate:g} requests/s, {total} requests; the generator's own p99 lateness {late:.2f} ms"
    )
    for metric, share in LATENCIES:
        low, high = (percentile(merged, s) / 1000 for s in _order_statistics(share, total))
        value = percentile(merged, share) / 1000
        yield {
            "framework": name,
            "metric": f"{metric}.{scenario}",
            "value": value,
            "interval": [low, high],
            "note": note,
        }


def _order_statistics(share: float, total: int) -> tuple[float, float]:
    """Return the shares whose order statistics hold the quantile with 95 %, whatever the
    distribution (Hahn & Meeker, Statistical Intervals, 1991, 5.2; normal approximation)."""
    half = 1.96 * math.sqrt(share * (1 - share) / total)
    return max(share - half, 0.0), min(share + half, 1.0)


def _by_start(values: Mapping[Block, float]) -> Estimate:
    starts: dict[int, list[float]] = {}
    for block, value in values.items():
        starts.setdefault(block.start, []).append(math.log(value))
    return estimate([statistics.fmean(logs) for logs in starts.values()])


def _caveats(report: Report, name: str) -> str:
    said = []
    if name in report.results.deferred:
        share = report.results.deferred[name]
        said.append(f"understated: {share:.0%} more CPU is used after its answers, while idle")
    if name in report.results.drift:
        change = report.results.drift[name]
        said.append(
            "it never settled: from the first to the second half of a start it changed "
            f"{change:+.0%}"
        )
    if name in (rough := unsettled(report.store)):
        said.append(f"its cost had not settled at the end of warm-up in {rough[name]} starts")
    if name in report.results.failures:
        said.append(f"{len(report.results.failures[name])} blocks failed")
    return "; ".join(said)


def _is_cost(report: Report, scenario: str) -> bool:
    return any(s.id == scenario and not s.is_open for s in report.settings.scenarios)


def _fact(name: str, metric: str, found: Estimate, note: str) -> Fact:
    interval = None if found.low is None else [found.low, found.high]
    text = "; ".join(part for part in (f"{found.starts} starts", note) if part)
    fact = {"framework": name, "metric": metric, "value": found.ratio, "interval": interval}
    return fact | {"note": text}


def _complete(report: Report, fact: Fact) -> Fact:
    about = report.about
    common = {"source": f"campaign {about['id']}", "how": "measured", "date": about["began"][:10]}
    return common | {"environment": about["id"], "command": about["command"]} | fact


def _plain(block: Block) -> dict[str, Any]:
    return {k: round(v, 6) if isinstance(v, float) else v for k, v in asdict(block).items()}
