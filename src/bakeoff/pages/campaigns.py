"""Pages of campaigns: what was measured, where, in which rounds, and whether to believe it."""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median, stdev
from typing import Any

from markupsafe import Markup

from bakeoff.evidence.files import Campaign
from bakeoff.evidence.store import default_folders
from bakeoff.lab.results import UNITS
from bakeoff.pages.charts import svg
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site

Pair = tuple[str, str]


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in the list."""

    id: str
    started: str
    finished: str
    what: str
    entrants: int
    void: bool
    path: str


@dataclass(frozen=True)
class CampaignsView:
    """All campaigns, the newest first."""

    campaigns: tuple[CampaignLine, ...]


@dataclass(frozen=True)
class EntrantLine:
    """An entrant's headline, and its cost over the yardstick round by round.

    `spread` is the standard deviation of its rounds' logarithms: 0.1 is about 10 %.
    """

    name: str
    headline: str
    note: str
    starts: int
    rounds: int
    spread: float | None
    failed_blocks: int
    picture: Markup = field(compare=False)


@dataclass(frozen=True)
class CampaignView:
    """One campaign, for a reader who distrusts it."""

    id: str
    file: str
    started: str
    finished: str
    command: str
    void: bool
    reasons: tuple[str, ...]
    twin: str
    blocks: int
    span: float
    entrants: tuple[EntrantLine, ...]
    noise: tuple[tuple[str, str], ...]
    environment: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]


def campaigns_page(site: Site) -> Page:
    """Return the list."""
    lines = tuple(
        CampaignLine(
            id=c.id,
            started=c.started,
            finished=c.finished,
            what=kind_of(c),
            entrants=len({f.framework for f in c.facts} - {UNITS[0]}),
            void=c.void,
            path=f"/campaigns/{c.id}",
        )
        for c in reversed(site.evidence.campaigns)
    )
    head = ("campaign", "kind", "started", "finished", "entrants", "void")
    rows = ((c.id, c.what, c.started, c.finished, c.entrants, c.void) for c in lines)
    return Page("/campaigns", "Campaigns", "campaigns.html", CampaignsView(lines), (head, *rows))


def kind_of(campaign: Campaign) -> str:
    """Return which study it is, or campaign."""
    return str(campaign.settings.get("study") or "campaign")


def found_in(campaign: Campaign, framework: str) -> str:
    """Return what a campaign found for a framework: its headline, or how many facts."""
    own = [fact for fact in campaign.facts if fact.framework == framework]
    head = next((fact for fact in own if fact.metric == "cpu_ratio"), None)
    return f"{_headline(head)} the CPU of bare Go" if head else f"{len(own)} facts"


def campaign_page(site: Site, campaign: Campaign) -> Page:
    """Return one campaign, with its rounds read from its file."""
    whole = _read(campaign)
    blocks: list[dict[str, Any]] = whole.get("blocks", [])
    rounds = _rounds(blocks)
    headlines = {f.framework: f for f in campaign.facts if f.metric == "cpu_ratio"}
    names = sorted({f.framework for f in campaign.facts} - {UNITS[0]})
    names.sort(key=lambda n: headlines[n].number or 0.0 if n in headlines else 0.0)
    names += [UNITS[1]] if UNITS[1] in rounds else []
    twin = whole.get("verdict", {}).get("yardstick_against_itself")
    said = (
        f"{twin['ratio']:.2f}x [{twin['low']:.2f}, {twin['high']:.2f}] at 99 %"
        if twin and twin.get("low")
        else ""
    )
    most = _most(rounds)
    view = CampaignView(
        id=campaign.id,
        file=campaign.file,
        started=campaign.started,
        finished=campaign.finished,
        command=str(whole.get("command", "")),
        void=campaign.void,
        reasons=campaign.reasons,
        twin=said,
        blocks=len(blocks),
        span=most,
        entrants=tuple(
            EntrantLine(
                name="bare Go against itself" if name == UNITS[1] else site.name(name),
                headline=said if name == UNITS[1] else _headline(headlines.get(name)),
                note=headlines[name].note if name in headlines else "",
                starts=len({b["start"] for b in blocks if b.get("entrant") == name}),
                rounds=len(rounds.get(name, ())),
                spread=_spread(rounds.get(name, ())),
                failed_blocks=sum(
                    bool(b.get("failure")) for b in blocks if b.get("entrant") == name
                ),
                picture=svg.lines(rounds.get(name, ()), most),
            )
            for name in names
        ),
        noise=tuple(_noise(whole.get("verdict", {}), blocks)),
        environment=_pairs({k: v for k, v in campaign.environment.items() if k != "entrants"}),
        settings=_pairs(campaign.settings),
    )
    return Page(f"/campaigns/{campaign.id}", f"Campaign {campaign.id}", "campaign.html", view)


def _headline(fact: Any) -> str:
    if fact is None or fact.number is None:
        return ""
    ends = f" [{fact.interval[0]:.2f}, {fact.interval[1]:.2f}]" if fact.interval else ""
    return f"{fact.number:.2f}x{ends}"


def _read(campaign: Campaign) -> dict[str, Any]:
    for folder in default_folders():
        file = folder / "campaigns" / Path(campaign.file).name
        if file.is_file():
            whole: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            if whole.get("id") == campaign.id:
                return whole
    return {}


def _rounds(blocks: list[dict[str, Any]]) -> dict[str, list[tuple[int, float]]]:
    """Return each entrant's mean cost over the yardsticks' in each round."""
    logs: dict[tuple[str, int, str], float] = {}
    for block in blocks:
        if "entrant" in block and block["cpu"] > 0 and block["completed"] and not block["failure"]:
            key = (block["entrant"], block["round"], block["scenario"])
            logs[key] = math.log(block["cpu"] / block["completed"])
    parts: dict[tuple[str, int], list[float]] = defaultdict(list)
    for (entrant, round_, scenario), value in logs.items():
        # the second yardstick is an entrant against the first: what A/A shows
        against = UNITS[:1] if entrant == UNITS[1] else UNITS
        units = [logs[u, round_, scenario] for u in against if (u, round_, scenario) in logs]
        if units and entrant != UNITS[0]:
            parts[entrant, round_].append(value - fmean(units))
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for (entrant, round_), values in sorted(parts.items()):
        found[entrant].append((round_, math.exp(fmean(values))))
    return found


def _most(rounds: Mapping[str, Sequence[tuple[int, float]]]) -> float:
    """Return the greatest factor of a round to its entrant's mean, a little more than 1."""
    factors = [1.01]
    for points in rounds.values():
        middle = fmean(math.log(value) for _, value in points)
        factors += [math.exp(abs(math.log(value) - middle)) for _, value in points]
    return max(factors)


def _spread(points: Sequence[tuple[int, float]]) -> float | None:
    return stdev(math.log(value) for _, value in points) if len(points) > 1 else None


def _noise(verdict: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]]) -> Iterator[Pair]:
    """Yield what may have disturbed the campaign, in words."""
    timed = [b for b in blocks if b.get("elapsed")]
    if timed:
        share = sum(b.get("steal", 0.0) for b in timed) / sum(b["elapsed"] for b in timed)
        yield "Time that the host took away", f"{100 * share:.2f} % of the blocks' time"
    late = [b["start_error_p99"] / 1000 for b in timed if b.get("start_error_p99")]
    if late:
        yield "Load generator late, p99 of a block", f"{median(late):.2f} ms (median of blocks)"
    if verdict.get("own_share_of_a_core") is not None:
        yield "bakeoff itself", f"{100 * verdict['own_share_of_a_core']:.2f} % of a core"
    for key, title in JUDGED.items():
        found = verdict.get(key)
        if found is not None:
            yield title, _list(found) if found else "none"


# of the verdict: entrants with what was found of them
JUDGED = {
    "failures": "Blocks with a wrong answer",
    "left_out": "Left out",
    "deferred_work": "CPU put off to the pauses",
    "drift_within_starts": "Cost drifted within a start",
    "unsettled": "Starts whose cost had not settled after warm-up",
}


def _list(found: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{name}: {value if isinstance(value, int | str) else json.dumps(value)}"
        for name, value in found.items()
    )


def _pairs(found: Mapping[str, Any]) -> tuple[Pair, ...]:
    return tuple(
        (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for key, value in found.items()
    )
