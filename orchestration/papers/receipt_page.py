"""The page of a receipt: one file that needs no network and no script, for people at a desk, on a phone and on paper.

What it says comes from `receipt_view`; here it is only arranged.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from orchestration.foundation.safe_text import shown
from orchestration.papers.background import Background, shanghai
from orchestration.papers.receipt_terms import SEVERITIES, coverage_words, letter
from orchestration.papers.receipt_view import view_of

TEMPLATES = Path(__file__).parent / "templates"
MOST_PLACES = 100
CORRECTION = (
    "correction_no",
    "sheet",
    "cell",
    "original",
    "corrected",
    "reason",
    "approved_by",
    "approved_on",
)
SYMBOLS = {"accepted": "✓", "queried": "?", "refused": "✕", "fault": "!"}


def page_text(receipt: Mapping[str, Any], background: Background, *, has_workbook: bool) -> str:
    """Return the page of a receipt.

    Args:
        receipt: The receipt.
        background: What surrounds it.
        has_workbook: Whether a workbook with the findings lies beside the page.
    """
    view = view_of(receipt, background)
    return (
        page_environment()
        .get_template("receipt.html.j2")
        .render(
            view=view,
            receipt=receipt,
            background=background,
            symbol=SYMBOLS[view.outcome],
            workbook=f"{shown(receipt['file']['name'])}.回执.xlsx" if has_workbook else None,
            tables=_tables(receipt, background),
            corrections=[
                {name: shown(item.get(name)) for name in CORRECTION}
                for item in receipt.get("corrections") or ()
            ],
            severities=SEVERITIES,
            most=MOST_PLACES,
        )
    )


def page_environment() -> Environment:
    """Return the templates: everything is escaped, and a missing value is an error."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.filters.update(shown=shown, letter=letter, moment=_moment)
    made.globals["css"] = Markup((TEMPLATES / "papers.css").read_text(encoding="utf-8"))  # noqa: S704 our own file
    return made


def _moment(stamp: str) -> str:
    return shanghai(stamp).strftime("%Y-%m-%d %H:%M:%S")


def _tables(receipt: Mapping[str, Any], background: Background) -> list[dict[str, Any]]:
    """Return what was read, table by table: rows, and which column was understood as what, in which unit of measure."""
    return [
        {
            "name": (background.tables or {}).get(table, table),
            "rows": receipt["rows"][table],
            "synthetic": (receipt.get("synthetic_rows") or {}).get(table, 0),
            "coverage": coverage_words((receipt.get("coverage") or {}).get(table)),
            "columns": _columns(table, columns, receipt, background),
        }
        for table, columns in receipt["columns"].items()
    ]


def _columns(
    table: str, columns: Mapping[str, Mapping[str, Any]], receipt: Mapping[str, Any], background: Background
) -> list[dict[str, str]]:
    meanings = (background.meanings or {}).get(table, {})
    units = (receipt.get("units") or {}).get(table, {})
    made = []
    for name, place in columns.items():
        meaning, agreed = meanings.get(name, (name, ""))
        unit = units.get(name, {})
        made.append(
            {
                "column": shown(place["column"]),
                "header": shown(place["header"]),
                "meaning": meaning,
                "unit": shown(unit.get("unit", "")),
                "factor": shown(unit.get("factor", "")),
                "agreed": agreed,
            }
        )
    return made
