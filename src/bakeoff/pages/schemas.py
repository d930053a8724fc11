"""The published JSON Schemas (draft 2020-12) of the pages' twins, made from the pages' own types.

A schema lies at /schemas/KIND.json; a twin says its kind in `schema`: bakeoff/page/KIND/1. The
number grows when a field goes or changes its meaning, so a program can rely on it.
"""

import inspect
import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from bakeoff.aspects.registry import ASPECTS
from bakeoff.choose.constraints import CONSTRAINTS
from bakeoff.evidence.fact import HOW
from bakeoff.evidence.needs import CHECKED
from bakeoff.evidence.needs import KINDS as NEED_KINDS
from bakeoff.pages.about import MethodView, Trouble
from bakeoff.pages.campaigns import CampaignsView, CampaignView
from bakeoff.pages.code import CodeView
from bakeoff.pages.documents import DocumentView
from bakeoff.pages.entries import AspectView, ClaimsView, CompareView, FrameworkView, NeedsView
from bakeoff.pages.form import PATHS
from bakeoff.pages.front import FrontView
from bakeoff.pages.live import LiveView
from bakeoff.pages.table import CellView

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# each kind of page, by the name of its template, and what its twin shows
KINDS: dict[str, type] = {
    "front": FrontView,
    "cell": CellView,
    "aspect": AspectView,
    "framework": FrameworkView,
    "needs": NeedsView,
    "claims": ClaimsView,
    "campaigns": CampaignsView,
    "campaign": CampaignView,
    "compare": CompareView,
    "code": CodeView,
    "method": MethodView,
    "document": DocumentView,
    "live": LiveView,
    "trouble": Trouble,
}
VERDICTS = ("confirmed", "refuted", "undecided")
SHARE = {"minimum": 0, "maximum": 1}
DAY = {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
MOMENT = {"pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"}
COUNT = {"minimum": 0}
# what a type alone does not say, by field, or by class and field
MORE: Mapping[str, Mapping[str, Any]] = {
    "aspect": {"enum": [aspect.id for aspect in ASPECTS]},
    "tier": {"minimum": 1},
    "path": {"pattern": "^/"},
    "first": SHARE,
    "top3": SHARE,
    "beats_next": SHARE,
    "confidence": SHARE,
    "chance": SHARE,
    "age": {"pattern": r"^(|(today|1 day old|\d+ days old)(, stale)?)$"},
    "shelf_life": {"minimum": 1},
    "people": COUNT,
    "rank": COUNT,
    "confirmed": COUNT,
    "refuted": COUNT,
    "undecided": COUNT,
    "FactView.how": {"enum": list(HOW)},
    "FactView.date": DAY,
    "CellView.verdict": {"enum": [*VERDICTS, None]},
    "ClaimRow.verdict": {"enum": list(VERDICTS)},
    "NeedEntry.kind": {"enum": list(NEED_KINDS)},
    "NeedEntry.checked": {"enum": list(CHECKED)},
    "NeedEntry.read_on": DAY,
    "NeedLine.kind": {"enum": list(NEED_KINDS)},
    "NeedsView.kind": {"enum": ["", *NEED_KINDS]},
    "TurningPoint.kind": {"enum": ["weight", "fact"]},
    "Screened.constraint": {"enum": list(CONSTRAINTS)},
    "Relaxation.constraint": {"enum": list(CONSTRAINTS)},
    "Relaxation.first": {},
    "Questions.by": {"enum": list(PATHS)},
    "Questions.first": {},
    "Field.key": {"enum": list(CONSTRAINTS)},
    "Field.kind": {"enum": ["number", "date", "boxes", "options"]},
    "CampaignLine.started": MOMENT,
    "CampaignLine.finished": MOMENT,
    "CampaignView.started": MOMENT,
    "CampaignView.finished": MOMENT,
    "Met.line": {"minimum": 1},
    "Trouble.status": {"minimum": 400, "maximum": 599},
}


def schema_path(kind: str) -> str:
    """Return the address of a kind's schema."""
    return f"/schemas/{kind}.json"


@cache
def schema(kind: str) -> str:
    """Return the schema of a kind of page, as JSON; `kind` is one of KINDS."""
    defined: dict[str, Any] = {}
    view = _type(KINDS[kind], defined)
    whole = {
        "$schema": DRAFT,
        "$id": f"urn:bakeoff:page:{kind}:1",
        "title": f"The twin of a page of kind {kind}",
        "type": "object",
        "properties": {
            "schema": {"const": f"bakeoff/page/{kind}/1"},
            "title": {"type": "string", "minLength": 1},
            "view": view,
        },
        "required": ["schema", "title", "view"],
        "additionalProperties": False,
        "$defs": dict(sorted(defined.items())),
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


PLAIN: Mapping[Any, Mapping[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", **DAY},
    type(None): {"type": "null"},
}


def _type(kind: Any, defined: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type; classes go to `defined` and are referred to."""
    if kind in PLAIN:
        return dict(PLAIN[kind])
    if isinstance(kind, type) and is_dataclass(kind):
        if kind.__name__ not in defined:
            defined[kind.__name__] = {}  # a class may hold itself
            defined[kind.__name__] = _class(kind, defined)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    maker = _MAKERS.get(get_origin(kind))
    if maker is None:
        raise TypeError(f"{kind} has no schema: give pages plain types, dataclasses or tuples")
    return maker(get_args(kind), defined)


def _class(kind: type, defined: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    shown = [f.name for f in fields(kind) if hints[f.name] is not Markup]
    properties = {}
    for name in shown:
        more = MORE.get(f"{kind.__name__}.{name}", MORE.get(name, {}))
        properties[name] = {**_type(hints[name], defined), **more}
    return {
        "description": " ".join(inspect.getdoc(kind).split()),  # type: ignore[union-attr]
        "type": "object",
        "properties": properties,
        "required": shown,
        "additionalProperties": False,
    }


def _tuple(parts: tuple[Any, ...], defined: dict[str, Any]) -> dict[str, Any]:
    if parts[1:] == (...,):
        return {"type": "array", "items": _type(parts[0], defined)}
    each = [_type(part, defined) for part in parts]
    return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}


def _list(parts: tuple[Any, ...], defined: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _type(parts[0], defined)}


def _mapping(parts: tuple[Any, ...], defined: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": _type(parts[1], defined)}


def _union(parts: tuple[Any, ...], defined: dict[str, Any]) -> dict[str, Any]:
    each = [_type(part, defined) for part in parts]
    if all(set(one) == {"type"} for one in each):
        return {"type": [one["type"] for one in each]}
    return {"anyOf": each}


_MAKERS: dict[Any, Callable[[tuple[Any, ...], dict[str, Any]], dict[str, Any]]] = {
    tuple: _tuple,
    list: _list,
    dict: _mapping,
    types.UnionType: _union,
    Union: _union,
}
