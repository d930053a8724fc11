"""All evidence at hand, and the question that the aspects ask it: what is known now?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bakeoff.base.folders import cache_folder, data_folder
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.files import Campaign, read_campaign, read_collection
from bakeoff.evidence.metrics import SCENARIOS
from bakeoff.evidence.needs import NeedsMatrix, load_needs, need_facts

YARDSTICK = "yardstick"
# what a campaign says over all its scenarios, and may say only if it measured all of ours
OVERALL = ("cpu_ratio", "tier")


@dataclass(frozen=True)
class Evidence:
    """Every usable fact, newest first for each framework and metric."""

    campaigns: tuple[Campaign, ...]
    needs: NeedsMatrix
    history: Mapping[tuple[str, str], tuple[Fact, ...]]

    def newest(self, framework: str, metric: str) -> Fact | None:
        """Return the newest fact that has a value; None where nothing is known."""
        for fact in self.history.get((framework, metric), ()):
            if fact.value is not None:
                return fact
        return None

    def why_unknown(self, framework: str, metric: str) -> str | None:
        """Return the newest reason that a file gives for not knowing; None where none does."""
        for fact in self.history.get((framework, metric), ()):
            if fact.value is None:
                return fact.note
        return None

    def family(self, framework: str, stem: str) -> tuple[Fact, ...]:
        """Return the newest known facts of `stem.SCENARIO`, by scenario."""
        names = [m for f, m in self.history if f == framework and m.startswith(f"{stem}.")]
        found = (self.newest(framework, name) for name in sorted(names))
        return tuple(fact for fact in found if fact is not None)

    def campaign_of(self, fact: Fact) -> Campaign | None:
        """Return the campaign that measured `fact`; None where it is from a collection."""
        return next((c for c in self.campaigns if c.file == fact.file), None)

    def facts(self, framework: str) -> tuple[Fact, ...]:
        """Return the newest known fact of each metric of `framework`, by metric."""
        found = (self.newest(f, m) for f, m in sorted(self.history) if f == framework)
        return tuple(fact for fact in found if fact is not None)

    def frameworks(self) -> tuple[str, ...]:
        """Return the ids of all frameworks that facts are about, without the yardstick."""
        return tuple(sorted({f for f, _ in self.history} - {YARDSTICK}))


def default_folders() -> list[Path]:
    """Return the shipped evidence and the user's own, which wins."""
    return [data_folder("evidence"), cache_folder()]


def load_evidence(folders: Iterable[Path] | None = None) -> Evidence:
    """Read `collections/*.json`, `campaigns/*.json` and `needs/*.json` of each folder.

    A later folder wins over an earlier one (the user's own machine over what was
    shipped); within a folder the newest date wins, then the campaign that finished later (any
    campaign over a collection), then the later file name. Of void
    campaigns nothing is used. Without `folders`, `default_folders()` are read.

    Raises:
        EvidenceError: a file is wrong; names file, entry and field.
    """
    ranked: list[tuple[tuple[int, str, str], Fact]] = []
    campaigns: list[Campaign] = []
    wanted = list(default_folders() if folders is None else folders)
    needs = load_needs(wanted)
    ranked += [((0, fact.date, fact.file), fact) for fact in need_facts(needs)]
    for rank, folder in enumerate(wanted):
        for path in sorted((folder / "collections").glob("*.json")):
            ranked += [((rank, fact.date, path.name), fact) for fact in read_collection(path)]
        for path in sorted((folder / "campaigns").glob("*.json")):
            campaign = read_campaign(path)
            campaigns.append(campaign)
            ranked += [((rank, f.date, campaign.finished), f) for f in usable(campaign)]
    ranked.sort(key=lambda item: item[0], reverse=True)
    history: dict[tuple[str, str], list[Fact]] = {}
    for _, fact in ranked:
        history.setdefault((fact.framework, fact.metric), []).append(fact)
    return Evidence(
        campaigns=tuple(sorted(campaigns, key=lambda c: c.finished)),
        needs=needs,
        history={key: tuple(facts) for key, facts in history.items()},
    )


def usable(campaign: Campaign) -> tuple[Fact, ...]:
    """Return the facts of a campaign that may be used.

    Those of a void one are not. A mean over fewer scenarios than the published ones is not
    comparable with the others, so of a campaign of some scenarios only their own facts are.
    """
    if campaign.void:
        return ()
    listed = campaign.settings.get("scenarios")
    measured = {s.get("id") if isinstance(s, dict) else s for s in listed} if listed else None
    if measured is None or measured >= set(SCENARIOS):
        return campaign.facts
    return tuple(fact for fact in campaign.facts if fact.metric not in OVERALL)
