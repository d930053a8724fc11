"""What makes ratios to the yardstick vary: parts of the entrant's own, and the yardstick's.

In a start a yardstick that was dear by chance makes all ratios too low alike. Seen in one
entrant's ratios alone, its part is known from as many values as there are starts, and all
intervals of a campaign are wide or narrow with it. But yardsticks are entrants like the others:
how much each varies about what all do together tells its own part, as Grubbs, "On estimating
precision of measuring instruments and product variability", Journal of the American Statistical
Association 43 (1948), has it of instruments that measure the same items.

An entrant's own part is that of its blocks, seen in how its scenarios differ within a start, times
what starts add to it: components of variance (Kalibera & Jones 2013, section 6). The first is
known from (starts - 1) * (scenarios - 1) values; the second, from starts - 1, is learned from all
entrants, since starts add little (docs/decisions/0023). The error of a sum has the quantile of
Cochran, "Approximate significance levels of the Behrens-Fisher test", Biometrics 20 (1964).
Satterthwaite's degrees of freedom are for variances that are estimated without bias, which
moderated ones are not: those, with heavier tails, are a little low (docs/decisions/0025). All
functions are pure.
"""

import statistics
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from bakeoff.lab.spread import MIN_ENTRANTS, Spread, moderate, spread_of

# For an entrant and a scenario: the mean log-ratio of each start.
Logs = Mapping[str, Mapping[str, Mapping[int, float]]]
Table = Mapping[str, Mapping[int, float]]

UNIT = "the units"
SWEEPS = 50


def headline_logs(logs: Logs, scenarios: Sequence[str]) -> dict[str, dict[int, float]]:
    """Return each entrant's mean over `scenarios` of its log-ratios, by start.

    A start counts where it has every scenario; an entrant without one such start is left out.
    """
    result = {}
    for entrant, parts in logs.items():
        if not all(name in parts for name in scenarios):
            continue
        common = set.intersection(*(set(parts[name]) for name in scenarios))
        if common:
            result[entrant] = {
                start: statistics.fmean(parts[name][start] for name in scenarios)
                for start in sorted(common)
            }
    return result


def own_spreads(
    logs: Logs,
    scenarios: Sequence[str],
    units: Collection[str],
    first_stage: int | None = None,
) -> dict[str, Spread]:
    """Return how much the mean over `scenarios` of each entrant differs between its starts.

    What all entrants do together in a start is taken off; UNIT has one of the `units`, which are
    taken together. With `first_stage` only so many starts are looked at. Entrants of one start
    have no spread. Empty where fewer than MIN_ENTRANTS have one besides the units, or a unit has
    none: then too little is known of what all do.
    """
    counted = headline_logs(logs, scenarios)
    whole = {n: list(starts)[:first_stage] for n, starts in counted.items() if len(starts) > 1}
    if not units or not set(units) <= set(whole) or len(whole) < MIN_ENTRANTS + len(units):
        return {}
    residuals = [
        _residuals({n: {t: logs[n][s][t] for t in starts} for n, starts in whole.items()})
        for s in scenarios
    ]
    between: dict[str, Spread] = {}
    within: dict[str, Spread] = {}
    for name, starts in whole.items():
        rows = [[table[name][start] for table in residuals] for start in starts]
        free, count = len(starts) - 1, len(scenarios)
        means = [statistics.fmean(row) for row in rows]
        between[name] = Spread(sum(m**2 for m in means) / free, free)
        if count > 1:
            squares = sum((x - m) ** 2 for row, m in zip(rows, means, strict=True) for x in row)
            free *= count - 1
            within[name] = Spread(squares / free / count, free)
    starts_add, blocks = _together(between, units), moderate(_together(within, units))
    if not blocks or not all(_expected(spread) for spread in blocks.values()):
        return moderate(starts_add)
    relative = {
        name: Spread(spread.variance / _expected(blocks[name]), spread.degrees)
        for name, spread in starts_add.items()
    }
    return {name: _times(spread, blocks[name]) for name, spread in moderate(relative).items()}


def ratio_spreads(
    logs: Logs,
    scenarios: Sequence[str],
    units: Collection[str],
    first_stage: int | None = None,
) -> dict[str, Spread]:
    """Return how much each entrant's ratio to the mean of `units` differs between its starts.

    See `own_spreads`; where it is empty, this is the variance of an entrant's own ratios.
    """
    own = own_spreads(logs, scenarios, units, first_stage)
    if own:
        unit = _scaled(own.pop(UNIT), 1 / len(units))
        return {name: sum_of(spread, unit) for name, spread in own.items()}
    values = {
        name: list(starts.values())[:first_stage]
        for name, starts in headline_logs(logs, scenarios).items()
        if name not in units
    }
    return moderate({name: spread_of(logs) for name, logs in values.items() if len(logs) > 1})


def sum_of(spread: Spread, other: Spread) -> Spread:
    """Return the spread of the sum or difference of two that are independent.

    Who of both has more to doubt keeps its doubt; the other is taken by the variance that is to
    be expected of it.
    """
    sure, doubtful = sorted((spread, other), key=lambda s: _expected(s) - s.variance)
    return _plus(doubtful, _expected(sure), sure.degrees)


def _plus(spread: Spread, variance: float, degrees: int) -> Spread:
    """Return the spread of a sum with a part that has no doubt.

    Student's quantile for it is the mean of both parts', by their variances; so, to the first
    order, are the inverse degrees of freedom.
    """
    total = spread.variance + variance
    inverse = spread.variance / spread.degrees + variance / degrees
    whole = int(total / inverse + 1e-9) if inverse else min(spread.degrees, degrees)
    own = None if spread.own is None else _plus(spread.own, variance, degrees)
    return Spread(total, whole, spread.doubt, own)


def _residuals(table: Table) -> dict[str, dict[int, float]]:
    """Return what an additive model of entrants and starts leaves, by least squares.

    Squares add up to variances that are unbiased where all entrants spread alike; one that has
    ten times the variance of eleven others is taken for 7 % less, as it pulls what all do.
    Entrants may be missing in some starts.
    """
    here: dict[int, list[str]] = defaultdict(list)
    for name, values in table.items():
        for start in values:
            here[start].append(name)
    level = {name: statistics.fmean(values.values()) for name, values in table.items()}
    common = dict.fromkeys(here, 0.0)
    for _ in range(SWEEPS):
        for start, names in here.items():
            common[start] = statistics.fmean(table[name][start] - level[name] for name in names)
        for name, values in table.items():
            level[name] = statistics.fmean(x - common[start] for start, x in values.items())
    freed = {start: (len(names) / max(1, len(names) - 1)) ** 0.5 for start, names in here.items()}
    return {
        name: {start: (x - level[name] - common[start]) * freed[start] for start, x in row.items()}
        for name, row in table.items()
    }


def _together(spreads: Mapping[str, Spread], units: Collection[str]) -> dict[str, Spread]:
    """Return the spreads with that of the units, which are one program, as UNIT."""
    if not spreads:
        return {}
    same = [spreads[name] for name in units]
    degrees = sum(s.degrees for s in same)
    variance = sum(s.variance * s.degrees for s in same) / degrees
    others = {name: spread for name, spread in spreads.items() if name not in units}
    return {**others, UNIT: Spread(variance, degrees)}


def _expected(spread: Spread) -> float:
    """Return the variance that is to be expected, with what doubt there is."""
    if spread.own is None:
        return spread.variance
    return spread.variance + spread.doubt * (spread.own.variance - spread.variance)


def _scaled(spread: Spread, factor: float) -> Spread:
    own = None if spread.own is None else _scaled(spread.own, factor)
    return Spread(spread.variance * factor, spread.degrees, spread.doubt, own)


def _times(relative: Spread, blocks: Spread) -> Spread:
    """Return the spread whose ratio to `blocks` is `relative`, neither known for certain."""
    # its own variance is that of starts, whatever the blocks are
    own = None if relative.own is None else _scaled(relative.own, _expected(blocks))
    degrees = max(1, int(1 / (1 / relative.degrees + 1 / blocks.degrees)))
    return Spread(relative.variance * _expected(blocks), degrees, relative.doubt, own)
