"""Prove the lab: real campaigns on services whose cost is known, or meant to mislead.

    .venv/bin/python -m tests.proving.prove coverage --campaigns 24 --scenarios 7
    .venv/bin/python -m tests.proving.prove tricks
    .venv/bin/python -m tests.proving.prove overhead

`coverage` runs the same campaign again and again and reports how often the 95 % interval of
each ratio held the truth, and how often a service was told from its own twin. Restarts are
part of every campaign; the restless service draws its cost anew in each, by 10 %. The truth is
the mean of all campaigns but the one that is judged, and, where the cost is burnt by a clock,
it is also known by construction. The interval of a headline over `--scenarios` rests on more
than that of one, so both are to be proved.

`tricks` puts services on trial that mislead naive labs. `overhead` measures the Python side's
own share of a core during a campaign of ten entrants.
"""

import argparse
import json
import math
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bakeoff.catalog.manifest import load_framework
from bakeoff.lab import warmup
from bakeoff.lab.measure import Finished, measure
from bakeoff.lab.scenario import Scenario, find_scenario
from bakeoff.lab.settings import Settings
from bakeoff.services.stage import Prepared, Stage, prepare, set_stage
from tests.proving.variants import BASE, Variant, make_folder


@contextmanager
def stage_with(variants: Sequence[Variant]) -> Iterator[tuple[Stage, dict[str, Prepared]]]:
    with tempfile.TemporaryDirectory() as sources, set_stage(1, None, print) as stage:
        prepared = {}
        for variant in variants:
            folder = make_folder(variant, Path(sources))
            prepared[variant.id] = prepare(stage, load_framework(folder))
        yield stage, prepared


def campaign(
    stage: Stage,
    prepared: dict[str, Prepared],
    unit: str,
    rounds: int,
    per_start: int,
    seed: int,
    scenarios: int = 1,
) -> Finished:
    settings = Settings(
        frameworks=tuple(name for name in prepared if name != unit),
        scenarios=workloads()[:scenarios],
        rounds=rounds,
        rounds_per_start=per_start,
        seed=seed,
    )
    others = [p for name, p in prepared.items() if name != unit]
    with tempfile.TemporaryDirectory() as folder:
        finished = measure(
            stage, settings, others, prepared[unit], "prove", lambda _: None, Path(folder)
        )
        document = json.loads(finished.file.read_text())
    return replace(finished, file=document)  # type: ignore[arg-type]


def workloads() -> tuple[Scenario, ...]:
    """What these services answer: the published scenarios, then by fewer and more clients."""
    published = [find_scenario("json"), find_scenario("plaintext")]
    others = [
        replace(scenario, id=f"{scenario.id}-{clients}", connections=clients)
        for clients in (8, 16, 32, 128)
        for scenario in published
    ]
    return (*published, *others)


def coverage(campaigns: int, starts: int, scenarios: int) -> None:
    # Nothing in these services gets warm: many campaigns tell more than long ones.
    warmup.MIN_SECONDS, warmup.MIN_SLICES = 1.0, 4
    variants = [BASE, Variant("twin", 100)]
    variants += [Variant(f"burn-{us}", us) for us in (150, 200, 300, 400)]
    variants += [Variant("restless-200", 200, "restless")]
    ratios: dict[str, list[tuple[float, float, float]]] = {}
    apart = void = 0
    with stage_with(variants) as (stage, prepared):
        for number in range(campaigns):
            began = time.monotonic()
            found = campaign(stage, prepared, BASE.id, starts, 1, number, scenarios).results
            void += bool(found.void)
            for name, ratio in found.ratios.items():
                assert ratio.low is not None and ratio.high is not None
                ratios.setdefault(name, []).append((ratio.ratio, ratio.low, ratio.high))
            twin = found.ratios["twin"]
            assert twin.low is not None and twin.high is not None
            apart += not twin.low <= 1 <= twin.high
            print(f"campaign {number + 1}: {time.monotonic() - began:.0f} s", flush=True)
    print(f"\n{campaigns} campaigns of {starts} starts, {scenarios} scenarios")
    print(f"void: {void}; twin told apart: {apart}")
    hits = total = 0
    print(f"{'ratio':22} {'mean':>7} {'by construction':>16} {'median width':>13} {'held':>9}")
    for name, cases in ratios.items():
        held = sum(holds(cases, i) for i in range(len(cases)))
        hits, total = hits + held, total + len(cases)
        width = statistics.median(math.sqrt(high / low) - 1 for _, low, high in cases)
        mean = statistics.geometric_mean(ratio for ratio, _, _ in cases)
        print(f"{name:22} {mean:7.4f} {built(name):16.4f} {width:12.2%} {held:4d}/{len(cases)}")
    print(f"all: {hits}/{total} = {hits / total:.1%} of the intervals held the truth")


def holds(cases: Sequence[tuple[float, float, float]], index: int) -> bool:
    others = [ratio for i, (ratio, _, _) in enumerate(cases) if i != index]
    _, low, high = cases[index]
    return low <= statistics.geometric_mean(others) <= high


def built(name: str, own: float = 22.0) -> float:
    """The ratio by construction, given `own` microseconds that a request costs beside."""
    burn = 100 if name == "twin" else int(name.rpartition("-")[2])
    return (burn + own) / (100 + own)


def tricks() -> None:
    ways = ("inside", "child", "after", "falling", "rising", "pausing")
    variants = [BASE, *(Variant(way, 200, way) for way in ways)]
    with stage_with(variants) as (stage, prepared):
        done = campaign(stage, prepared, BASE.id, 6, 2, seed=1)
    document: dict = done.file  # type: ignore[assignment]
    verdict = document["verdict"]
    for name in ways:
        ratio = done.results.ratios.get(name)
        shown = f"{ratio.ratio:.2f} [{ratio.low:.2f}, {ratio.high:.2f}]" if ratio else "none"
        rough = verdict["unsettled"].get(name, 0)
        late = verdict["deferred_work"].get(name)
        drift = done.results.drift.get(name)
        print(
            f"{name:8} ratio {shown:22} unsettled starts {rough}  deferred {late or 0:.0%}"
            f"  drift {drift or 0:+.0%}"
        )


def overhead() -> None:
    variants = [BASE, *(Variant(f"burn-{us}", us) for us in range(110, 210, 10))]
    with stage_with(variants) as (stage, prepared):
        before, began = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
        campaign(stage, prepared, BASE.id, 4, 2, seed=1)
        after, seconds = resource.getrusage(resource.RUSAGE_SELF), time.monotonic() - began
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{used:.2f} s of CPU in {seconds:.0f} s: {used / seconds:.2%} of a core")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["coverage", "tricks", "overhead"])
    parser.add_argument("--campaigns", type=int, default=24)
    parser.add_argument("--starts", type=int, default=5)
    most = len(workloads())
    parser.add_argument("--scenarios", type=int, default=1, choices=range(1, most + 1))
    options = parser.parse_args()
    if options.what == "coverage":
        coverage(options.campaigns, options.starts, options.scenarios)
    else:
        {"tricks": tricks, "overhead": overhead}[options.what]()


if __name__ == "__main__":
    main()
