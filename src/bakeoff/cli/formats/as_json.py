"""The table as JSON: everything behind it too, down to each fact."""

import json
from dataclasses import asdict
from typing import Any

from bakeoff.aspects.aspect import Aspect, Cell
from bakeoff.aspects.table import Table

SCHEMA = "bakeoff/table/1"


def render(table: Table, width: int) -> str:
    """Return the whole table as one JSON document."""
    del width
    document = {
        "schema": SCHEMA,
        "today": table.today.isoformat(),
        "frameworks": [asdict(column) for column in table.columns],
        "aspects": [plain_aspect(aspect) for aspect in table.aspects],
        "cells": [
            plain_cell(table.cell(aspect.id, column.id))
            for aspect in table.aspects
            for column in table.columns
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def plain_aspect(aspect: Aspect) -> dict[str, Any]:
    """Return what an aspect publishes of itself."""
    return {
        "id": aspect.id,
        "title": aspect.title,
        "question": aspect.question,
        "metrics": list(aspect.metrics),
        "formula": aspect.formula,
        "unit": aspect.unit,
        "thresholds": [asdict(threshold) for threshold in aspect.thresholds],
        "scale": None if aspect.scale is None else asdict(aspect.scale),
        "shelf_life_days": aspect.shelf_life,
        "does_not_tell": aspect.does_not_tell,
    }


def plain_cell(cell: Cell) -> dict[str, Any]:
    """Return a cell with the facts behind it."""
    return {
        "aspect": cell.aspect,
        "framework": cell.framework,
        "headline": cell.headline,
        "rating": cell.rating,
        "value": cell.value,
        "unit": cell.unit,
        "interval": cell.interval,
        "date": cell.date,
        "age_days": cell.age,
        "stale": cell.stale,
        "unknown": cell.unknown,
        "would_tell": cell.would_tell,
        "details": [{"label": d.label, "text": d.text} for d in cell.details],
        "facts": [asdict(fact) for fact in cell.all_facts],
    }
