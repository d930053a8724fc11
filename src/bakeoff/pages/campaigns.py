"""Pages of campaigns: what was measured, where, in which rounds, and whether to believe it."""

import json
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any

from markupsafe import Markup

from bakeoff.evidence.files import Campaign
from bakeoff.evidence.store import default_folders
from bakeoff.lab.results import UNITS
from bakeoff.pages.charts import svg
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site


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
    """An entrant's headline, and its cost over the yardstick round by round."""

    name: str
    headline: str
    note: str
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
    entrants: tuple[EntrantLine, ...]
    environment: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]


def campaigns_page(site: Site) -> Page:
    """Return the list."""
    lines = tuple(
        CampaignLine(
            id=c.id,
            started=c.started,
            finished=c.finished,
            what=str(c.settings.get("study") or "campaign"),
            entrants=len({f.framework for f in c.facts} - {UNITS[0]}),
            void=c.void,
            path=f"/campaigns/{c.id}",
        )
        for c in reversed(site.evidence.campaigns)
    )
    return Page("/campaigns", "Campaigns", "campaigns.html", CampaignsView(lines))


def campaign_page(site: Site, campaign: Campaign) -> Page:
    """Return one campaign, with its rounds read from its file."""
    whole = _read(campaign)
    blocks: list[dict[str, Any]] = whole.get("blocks", [])
    rounds = _rounds(blocks)
    headlines = {f.framework: f for f in campaign.facts if f.metric == "cpu_ratio"}
    names = sorted({f.framework for f in campaign.facts} - {UNITS[0]})
    twin = whole.get("verdict", {}).get("yardstick_against_itself")
    said = (
        f"{twin['ratio']:.2f}x [{twin['low']:.2f}, {twin['high']:.2f}] at 99 %"
        if twin and twin.get("low")
        else ""
    )
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
        entrants=tuple(
            EntrantLine(
                name=site.name(name),
                headline=_headline(headlines.get(name)),
                note=headlines[name].note if name in headlines else "",
                failed_blocks=sum(
                    bool(b.get("failure")) for b in blocks if b.get("entrant") == name
                ),
                picture=svg.lines(rounds.get(name, ())),
            )
            for name in names
        ),
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
        units = [logs[u, round_, scenario] for u in UNITS if (u, round_, scenario) in logs]
        if units and entrant not in UNITS:
            parts[entrant, round_].append(value - fmean(units))
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for (entrant, round_), values in sorted(parts.items()):
        found[entrant].append((round_, math.exp(fmean(values))))
    return found


def _pairs(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for key, value in found.items()
    )
