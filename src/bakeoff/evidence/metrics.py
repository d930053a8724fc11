"""The vocabulary of metrics: what each is called, its unit and which way is better.

A name that ends in `.SCENARIO`, `.NEED` or `.PART` stands for one metric each (`cpu_ratio.json`).
docs/evidence.md shows this table to people; a test keeps the two equal.
"""

from dataclasses import dataclass
from typing import Literal

SCENARIOS = ("plaintext", "json", "db", "queries", "updates", "fortunes", "upstream")

Better = Literal["lower", "higher"]
Kind = Literal["number", "text", "date", "flag"]


@dataclass(frozen=True)
class Metric:
    """A thing that facts tell of a framework; a `timeless` one cannot change (a first date)."""

    name: str
    title: str
    unit: str
    better: Better | None
    kind: Kind
    timeless: bool = False


def _number(name: str, title: str, unit: str, better: Better | None = None) -> Metric:
    return Metric(name, title, unit, better, "number")


def _text(name: str, title: str) -> Metric:
    return Metric(name, title, "", None, "text")


def _date(name: str, title: str, better: Better | None = None) -> Metric:
    return Metric(name, title, "", better, "date")


def _history(name: str, title: str, kind: Kind = "date") -> Metric:
    return Metric(name, title, "", None, kind, timeless=True)


def _flag(name: str, title: str) -> Metric:
    return Metric(name, title, "", None, "flag")


CAMPAIGN = (
    _number("cpu_ratio", "CPU per request over bare Go, geometric mean", "ratio", "lower"),
    _number("cpu_ratio.SCENARIO", "CPU per request over bare Go", "ratio", "lower"),
    _number("cpu_seconds_per_request.SCENARIO", "CPU per request", "s", "lower"),
    _number("database_cpu_ratio.SCENARIO", "database's CPU per request over bare Go", "ratio",
            "lower"),
    _number("database_cpu_seconds_per_request.SCENARIO", "database's CPU per request", "s",
            "lower"),
    _number("throughput.SCENARIO", "requests answered at saturation", "1/s", "higher"),
    _number("latency_p50.SCENARIO", "median latency at the stated rate", "ms", "lower"),
    _number("latency_p90.SCENARIO", "90th percentile of latency at the stated rate", "ms", "lower"),
    _number("latency_p99.SCENARIO", "99th percentile of latency at the stated rate", "ms", "lower"),
    _number("memory_idle", "memory when idle (PSS)", "B", "lower"),
    _number("memory_loaded", "memory under load (PSS)", "B", "lower"),
    _number("start_seconds", "start to first healthy answer", "s", "lower"),
    _number("build_seconds", "install and build", "s", "lower"),
    _number("installed_bytes", "size on disk once built", "B", "lower"),
    _number("tier", "tier within its campaign, 1 is best", "", "lower"),
    _number("waits_per_worker", "50 ms waits that one worker holds at once", "", "higher"),
    _number("orm_over_driver", "CPU per request of the ORM over its bare driver, geometric mean",
            "ratio", "lower"),
    _number("orm_over_driver.SCENARIO", "CPU per request of the ORM over its bare driver",
            "ratio", "lower"),
    _number("worker_speedup", "throughput that its CPU cost allows with two workers, over one",
            "ratio", "higher"),
    _number("usl_contention", "contention in the Universal Scalability Law", "", "lower"),
    _number("usl_coherency", "coherency in the Universal Scalability Law", "", "lower"),
    _number("overload_goodput", "right answers at twice the saturating rate, over saturation",
            "ratio", "higher"),
    _number("idle_connections_held", "idle connections held", "connections", "higher"),
    _number("idle_connections_per_gib", "idle connections a GiB of memory", "1/GiB", "higher"),
    _number("memory_per_worker", "memory of each worker beyond the first (PSS)", "B", "lower"),
    _text("framework_version", "framework's version"),
    _text("language_version", "language's or runtime's version"),
    _text("orm_version", "ORM's version"),
)  # fmt: skip

PEOPLE = (
    _number("survey_share_all", "used in the past year, all who answered", "share", "higher"),
    _number("survey_share_professional", "used in the past year, professionals", "share",
            "higher"),
    _number("survey_share_learning", "used in the past year, those who learn to code", "share",
            "higher"),
    _number("survey_count_all", "answers that name it", "people", "higher"),
    _number("survey_respondents_all", "all who answered the question", "people"),
    _number("survey_respondents_professional", "professionals who answered it", "people"),
    _number("survey_respondents_learning", "those who learn to code who answered it", "people"),
    _number("language_share_all", "use the language, all who answered", "share", "higher"),
    _number("language_share_professional", "use the language, professionals", "share", "higher"),
    _number("language_share_learning", "use the language, those who learn to code", "share",
            "higher"),
    _number("language_respondents_all", "all who answered on languages", "people"),
    _number("language_respondents_professional", "professionals who answered on languages",
            "people"),
    _number("language_respondents_learning", "learners who answered on languages", "people"),
    _number("contributors_12m", "people who wrote commits in 12 months", "people", "higher"),
    _number("new_contributors_12m", "of these, for the first time", "people", "higher"),
    _number("regular_contributors_12m", "of these, with ten commits or more", "people", "higher"),
    _number("bus_factor_12m", "fewest people who wrote half of the commits", "people", "higher"),
    _number("top_author_share_12m", "share of commits by the busiest person", "share", "lower"),
    _number("contributors_all_time", "people who ever wrote a commit", "people", "higher"),
    _number("commits_12m", "commits in 12 months, without bots and merges", "commits"),
    _number("contributors_12m_common", "contributors in the common window", "people", "higher"),
    _number("new_contributors_12m_common", "new contributors in the common window", "people",
            "higher"),
    _number("bus_factor_12m_common", "bus factor in the common window", "people", "higher"),
    _number("commits_12m_common", "commits in the common window", "commits"),
)  # fmt: skip

PROJECT = (
    _history("project_begun", "when work on it began", "text"),
    _history("first_commit_date", "first commit"),
    _history("first_stable_version", "first version from 1.0 on", "text"),
    _history("first_stable_date", "date of the first version from 1.0 on"),
    _text("latest_version", "newest stable version"),
    _date("latest_version_date", "date of the newest stable version"),
    _date("newest_release_date", "newest stable release of any line"),
    _number("stable_releases_24m", "stable releases in 24 months", "releases"),
    _number("release_days_24m", "days with a stable release in 24 months", "days"),
    _number("median_days_between_releases_24m", "median days between release days", "days"),
    _number("longest_gap_days_24m", "longest time without a release in 24 months", "days", "lower"),
    _number("feature_releases_24m", "releases with features in 24 months", "releases"),
    _number("major_releases_24m", "major releases in 24 months", "releases", "lower"),
    _number("major_releases_5y", "major releases in five years", "releases", "lower"),
    _number("release_days_24m_common", "release days in the common window", "days"),
    _number("feature_releases_24m_common", "feature releases in the common window", "releases"),
    _number("major_releases_24m_common", "major releases in the common window", "releases",
            "lower"),
    _text("support_cycle", "newest supported release line"),
    _date("support_cycle_released", "date of that line's first release"),
    _date("support_ends", "end of that line's security support", "higher"),
    _date("active_support_ends", "end of that line's active support", "higher"),
    _text("longest_support_cycle", "line that is supported longest"),
    _date("longest_support_ends", "end of its security support", "higher"),
    _flag("support_end_announced", "an end of support is announced"),
    _flag("lts_supported", "a long-term line is supported today"),
    _number("supported_cycles", "release lines supported", "lines"),
    _number("support_days_median", "median length of security support", "days", "higher"),
    _number("advisories_24m", "security advisories in 24 months", "advisories"),
    _number("advisories_high_24m", "of these, grave ones (high or critical)", "advisories"),
    _number("advisories_unfixed_24m", "of these, that name no fixed release", "advisories",
            "lower"),
    _number("fix_days_median_24m", "median days from publication to the first fixed release",
            "days", "lower"),
    _number("advisories_newest", "advisories that name the newest version", "advisories",
            "lower"),
    _number("scorecard_score", "OpenSSF Scorecard, of 10", "points", "higher"),
    _flag("archived", "its repository is archived"),
    _text("licence", "licence"),
    _number("versions_total", "versions in the registry", "versions"),
    _number("stable_versions", "stable versions in the registry", "versions"),
    _number("direct_dependencies", "direct dependencies", "packages", "lower"),
    _number("installed_packages", "packages that an install brings", "packages", "lower"),
    _number("install_bytes", "size of a bare install", "B", "lower"),
    _number("install_files", "files of a bare install", "files", "lower"),
    _text("requires_runtime", "runtime that the newest version asks for"),
    _text("debian_12_version", "version in Debian 12"),
)  # fmt: skip

DOCUMENTED = (
    _text("name", "the framework's name"),
    _text("language", "language that services are written in"),
    _text("typing", "typing of the language: static, gradual or dynamic"),
    _text("async_support", "asynchronous requests: native, optional, bolted on or none"),
    _text("orm", "ORM that the service uses"),
    _text("orm_databases", "databases that the ORM's own documentation lists as supported"),
    _text("orm_migrations", "schema migrations: built in, official package or other package"),
    _text("need.NEED", "how it meets a need: built in, official, package or none"),
    _text("replaceable.PART", "whether a part can be replaced: yes, with effort or no"),
)

CODE = (
    _number("code_tokens", "tokens of its service's code", "tokens", "lower"),
    _number("code_names", "distinct names in its service's code", "names", "lower"),
    _number("code_files", "files of its service's code", "files", "lower"),
    _number("code_lines", "lines of its service's code", "lines", "lower"),
    _number("config_lines", "lines of its service's configuration", "lines", "lower"),
    _number("commands_to_first_answer", "commands from nothing to the first answer", "commands",
            "lower"),
    _number("smallest_tokens", "tokens of the smallest program that answers", "tokens", "lower"),
    _number("smallest_lines", "lines of the smallest program that answers", "lines", "lower"),
    _number("smallest_files", "files of the smallest program that answers", "files", "lower"),
    _number("smallest_config_lines", "lines of that program's configuration", "lines", "lower"),
)  # fmt: skip

METRICS = (*CAMPAIGN, *PEOPLE, *PROJECT, *DOCUMENTED, *CODE)
_BY_NAME = {metric.name: metric for metric in METRICS}
# by stem: `cpu_ratio` for `cpu_ratio.SCENARIO`, `need` for `need.NEED`
_FAMILIES = {m.name.partition(".")[0]: m for m in METRICS if "." in m.name}


def find_metric(name: str) -> Metric | None:
    """Return the metric that `name` means (`cpu_ratio.json` is one of `cpu_ratio.SCENARIO`)."""
    stem, dot, member = name.partition(".")
    if dot:
        return _FAMILIES.get(stem) if member else None
    return _BY_NAME.get(name)
