"""What each word of the source table can mean, so that evidence can confirm or refute it.

The bounds are those of the aspects' own thresholds (docs/aspects.md), which do not depend on
who is in the table. A word for which the source gives no meaning that could fail has none here.
docs/claims.md explains.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Between:
    """The cell's value lies from `low` to `high`; None is no bound on that side."""

    low: float | None
    high: float | None
    meaning: str


@dataclass(frozen=True)
class OneOf:
    """The fact `metric` has one of `texts`."""

    metric: str
    texts: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Contains:
    """The fact `metric` names `text`; letters' case does not count."""

    metric: str
    text: str
    meaning: str


@dataclass(frozen=True)
class BuiltIn:
    """Each of `needs` is built in."""

    needs: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Untestable:
    """Nothing that could be found would contradict the word."""

    reason: str


Meaning = Between | OneOf | Contains | BuiltIn | Untestable

# A word may have several parts: all must hold. An untestable part leaves the rest to decide.
PERFORMANCE: dict[str, tuple[Meaning, ...]] = {
    "Excellent": (Between(None, 2, "at most 2x the CPU of bare Go"),),
    "Good": (Between(2, 8, "2x to 8x the CPU of bare Go"),),
    "Moderate": (Between(8, 32, "8x to 32x the CPU of bare Go"),),
}
LEARNING: dict[str, tuple[Meaning, ...]] = {
    "Easy to Moderate": (Between(None, 3500, "at most 3,500 tokens for the service"),),
    "Moderate": (Between(1500, 3500, "1,500 to 3,500 tokens for the service"),),
    "Moderate to Difficult": (Between(1500, None, "1,500 tokens or more for the service"),),
}
SCALABILITY: dict[str, tuple[Meaning, ...]] = {
    "Excellent": (Between(1.8, None, "a second worker gives 0.8 of the first or more"),),
    "Good": (Between(1.5, 1.8, "a second worker gives 0.5 to 0.8 of the first"),),
    "Moderate": (Between(1.2, 1.5, "a second worker gives 0.2 to 0.5 of the first"),),
}
COMMUNITY: dict[str, tuple[Meaning, ...]] = {
    "Large": (Between(0.10, None, "one professional in ten used it in a year"),),
    "Growing": (Untestable("growth needs the same survey of two years, and one is at hand"),),
}
ECOSYSTEM: dict[str, tuple[Meaning, ...]] = {
    "Mature": (Between(0.90, None, "nine needs in ten can be taken from a shelf"),),
    "Developing": (Between(None, 0.75, "at most three needs in four can"),),
}
_WAITS = OneOf("async_support", ("native", "optional"), "a waiting request need not hold a worker")
ASYNC: dict[str, tuple[Meaning, ...]] = {
    "Yes": (_WAITS,),
    "No (Async via Channels)": (
        OneOf("async_support", ("none", "bolted on"), "a waiting request holds a worker"),
    ),
    "Yes (With EventMachine)": (_WAITS,),
}
_SQL = Contains("orm_databases", "PostgreSQL", "it supports SQL databases")
_NOSQL = Contains("orm_databases", "MongoDB", "it supports a NoSQL database")


def _orm(name: str) -> Contains:
    return Contains("orm", name, f"the ORM is {name}")


ORM: dict[str, tuple[Meaning, ...]] = {
    "Various (e.g., Mongoose for MongoDB)": (
        OneOf("replaceable.orm", ("yes",), "none is imposed"),
    ),
    "Django ORM (SQL)": (_orm("Django ORM"), _SQL),
    "ActiveRecord (Ruby), others": (_orm("Active Record"),),
    "Spring Data (Java)": (_orm("Spring Data"),),
    "SQLAlchemy (SQL)": (_orm("SQLAlchemy"), _SQL),
    "Eloquent (SQL)": (_orm("Eloquent"), _SQL),
    "TypeORM (SQL and NoSQL)": (_orm("TypeORM"), _SQL, _NOSQL),
    "SQLAlchemy (SQL), Tortoise ORM (async/await)": (
        _orm("SQLAlchemy"),
        _SQL,
        Untestable("that another ORM can be used holds for nearly every framework"),
    ),
    "Entity Framework (SQL)": (_orm("EF Core"), _SQL),
    "GORM (SQL and NoSQL)": (_orm("GORM"), _SQL, _NOSQL),
}
_MIDDLEWARE = Untestable("middleware is no need of the list: each of the ten has some form of it")
BUILTIN: dict[str, tuple[Meaning, ...]] = {
    "Middleware, Routing": (BuiltIn(("routing",), "routing is built in"), _MIDDLEWARE),
    "Admin Panel, ORM": (BuiltIn(("admin", "orm"), "admin pages and an ORM are built in"),),
    "Active Record, MVC": (
        BuiltIn(("orm", "routing", "templates"), "an ORM, routing and templates are built in"),
    ),
    "Dependency Injection, Security": (
        BuiltIn(
            ("dependency-injection", "permissions", "password-hashing"),
            "a container, permissions and password hashing are built in",
        ),
    ),
    "Routing, WSGI": (
        BuiltIn(("routing",), "routing is built in"),
        Untestable("WSGI is the interface that it is written for, not a feature"),
    ),
    "Authentication, ORM": (
        BuiltIn(
            ("sessions", "password-hashing", "orm"),
            "sessions, password hashing and an ORM are built in",
        ),
    ),
    "Dependency Injection, Modularity, Middleware": (
        BuiltIn(("dependency-injection",), "a container is built in"),
        Untestable("modularity is a manner, not a feature"),
        _MIDDLEWARE,
    ),
    "Automatic API Documentation, Validation": (
        BuiltIn(("openapi", "validation"), "an OpenAPI document and validation are built in"),
    ),
    "MVC, Dependency Injection": (
        BuiltIn(
            ("routing", "templates", "dependency-injection"),
            "routing, templates and a container are built in",
        ),
    ),
    "Web Framework": (Untestable("it says that it is what the table lists"),),
}
MATURITY: dict[str, tuple[Meaning, ...]] = {
    "Mature": (Between(5, None, "five years or more since 1.0"),),
    "Young": (Between(None, 5, "less than five years since 1.0, or no 1.0"),),
}
_PATTERNS = Untestable("that it follows its language's patterns cannot fail")
FLEXIBILITY: dict[str, tuple[Meaning, ...]] = {
    "Highly customizable": (Between(0.8, None, "four parts in five can be replaced"),),
    "Opinionated": (Between(None, 0.6, "at most three parts in five can be replaced"),),
    "Flexible, follows Pythonic patterns": (
        Between(0.6, None, "three parts in five can be replaced"),
        _PATTERNS,
    ),
    "Flexible, follows C# patterns": (
        Between(0.6, None, "three parts in five can be replaced"),
        _PATTERNS,
    ),
    "Flexible, follows GoLang patterns": (
        Between(0.6, None, "three parts in five can be replaced"),
        _PATTERNS,
    ),
}
_NODE = Contains("language_version", "node", "it runs on Node.js")


def _language(name: str) -> OneOf:
    return OneOf("language", (name,), f"services are written in {name}")


LANGUAGE: dict[str, tuple[Meaning, ...]] = {
    "JavaScript (Node.js)": (_language("JavaScript"), _NODE),
    "TypeScript (Node.js)": (_language("TypeScript"), _NODE),
    "GoLang": (_language("Go"),),
    **{name: (_language(name),) for name in ("Python", "Ruby", "Java", "PHP", "C#")},
}

WORDS: dict[str, dict[str, tuple[Meaning, ...]]] = {
    "language": LANGUAGE,
    "performance": PERFORMANCE,
    "learning": LEARNING,
    "scalability": SCALABILITY,
    "community": COMMUNITY,
    "ecosystem": ECOSYSTEM,
    "async": ASYNC,
    "orm": ORM,
    "builtin": BUILTIN,
    "maturity": MATURITY,
    "flexibility": FLEXIBILITY,
}
