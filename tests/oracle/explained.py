"""What an explanation leaves untold: numbers of the scheme without their cell, units of a mean or a pool that nobody can find.

Which numbers each method has is written here from docs/method.md; where they stand, from the sheet that was made up.
"""

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
from rich.console import Console

from orchestration.explain import Explanation, explain, render
from orchestration.results.release_tables import Row
from tests.oracle.landing_site import LandingSite

SCALE = ("score_low", "score_high")
NUMBERS: dict[str, Sequence[str]] = {
    "target_completion": ("step_score",),
    "efficacy": ("satisfactory_value", "unacceptable_value"),
    "banded": (),
    "step": ("base_score",),
    "achieved": (),
    "decreasing_margin": ("base_score", "step_score", "step_width", "divisor_increment"),
    "minmax": (*SCALE, "goalpost_low", "goalpost_high"),
    "zscore": ("base_score", "step_score"),
    "rank": ("base_score", "step_score"),
    "percentile": SCALE,
    "distance": SCALE,
    "interval": ("range_lower", "range_upper"),
}
OF_BANDS = ("lower_bound", "upper_bound", "score_at_lower", "score_at_upper")
CELL = re.compile(r"([^\s，〔]+)〔([^〔〕]+![A-Z]+[0-9]+)〕")
WIDE = 100_000


def _shows_formula(part: Row) -> bool:
    """Whether the method was asked and gave something: else the text says why not, and no number of the method's stands in it."""
    return part["raw_score"] is not None and part["is_condition_met"] is not False


def _asked(part: Row) -> list[str]:
    """Return the numbers of the sheet of methods that the text of a part names."""
    if part["raw_score"] is None:
        return ["share"]
    names = ["share", "floor_score", "cap_score"]
    return [*names, *NUMBERS[part["method_code"]]] if _shows_formula(part) else names


def _blocks(text: str) -> list[str]:
    """Return the lines of each part of an indicator, parts being what has a share."""
    return re.split(r"\n  (?=\S.*占比 share [0-9])", text)[1:]


def _columns(folder: Path) -> dict[tuple[str, str], str]:
    rows = pq.read_table(folder / "inputs" / "build__columns").to_pylist()
    return {
        (row["table_name"], row["field_name"]): row["column_letter"]
        for row in rows
        if row["submission_id"].startswith("efficiency_office.scheme")
    }


class Sheets:
    """The made-up scheme: which number stands in which cell."""

    def __init__(self, site: LandingSite, folder: Path) -> None:
        self._tables = {
            name: site.tables[f"efficiency_office__scheme__{name}", str(site.year)]
            for name in ("methods", "bands")
        }
        self._letters = _columns(folder)

    def methods(self, group: str, part: Row, names: Sequence[str]) -> Iterator[tuple[str, Decimal]]:
        """Yield cell and number of a part's row, which is the group's own where the indicator has one."""
        rows = [row for row in self._tables["methods"] if row["indicator_code"] == part["indicator_code"]]
        whose = group if any(row["group_code"] == group for row in rows) else "*"
        (row,) = (row for row in rows if row["group_code"] == whose and self._is_part(row, part))
        yield from self._cells("methods", row, names)

    @staticmethod
    def _is_part(row: Row, part: Row) -> bool:
        angle, _, number = part["part_code"].partition("_")
        zh = {"target": "目标", "vertical": "纵向", "horizontal": "横向"}[angle]
        return bool(row["part_code"] == zh + {"": "", "2": "二", "3": "三"}[number])

    def bands(self, part: Row) -> Iterator[tuple[str, Decimal]]:
        """Yield cell and number of the band that a part fell into."""
        for row in self._tables["bands"]:
            if (row["band_table"], row["band_no"]) == (part["band_table"], str(part["band_no"])):
                yield from self._cells("bands", row, OF_BANDS)

    def _cells(self, table: str, row: Row, names: Sequence[str]) -> Iterator[tuple[str, Decimal]]:
        for name in names:
            if row.get(name) is not None:
                yield f"{row['_sheet']}!{self._letters[table, name]}{row['_row']}", Decimal(row[name])


def _untold_of(block: str, part: Row, expected: dict[str, Decimal]) -> Iterator[str]:
    told = {cell: text for text, cell in CELL.findall(block)}
    for cell, figure in expected.items():
        if cell not in told or Decimal(told[cell]) != figure:
            yield f"{part['unit_code']} {part['indicator_code']} {part['part_code']}: {figure} of {cell} is told as {told.get(cell)}"
    is_compared = part["reference_kind"].startswith("group") and part["reference_unit_count"]
    if is_compared and "取自 from" not in block:
        yield f"{part['unit_code']} {part['indicator_code']} {part['part_code']}: nobody knows whose mean it is"


def _figures_untold(one: Explanation, row: Row, shown: str) -> Iterator[str]:
    """Yield what an indicator rests on beside its value and references without a line that says where it stands."""
    looks_back = (
        row["value_treatment"] == "carried_forward"
        or (row["transform"] in ("growth_pct", "change") and row["transformed_value"] is not None)
        or any(
            part["reference_kind"] == "own_past_mean" and part["reference_unit_count"] for part in one.parts
        )
    )
    asked = {
        f"除数 divisor {row['denominator_code']} = ": row["denominator_value"] is not None,
        "全市值 the city's value = ": row["transform"] == "share_of_city"
        and row["transformed_value"] is not None,
        "本指标 the indicator = ": looks_back,
    }
    for words, is_asked in asked.items():
        if is_asked and not re.search(
            rf"\n    [0-9]{{4}} {re.escape(words)}.*[ !][A-Z]+[0-9]+(（演示 synthetic）)?\n", shown
        ):
            yield f"{row['unit_code']} {row['indicator_code']}: no cell after {words}"


def untold(site: LandingSite, folder: Path) -> list[str]:
    """Return what the explanations of the first unit of each group leave untold."""
    sheets = Sheets(site, folder)
    found: list[str] = []
    units = {row["group_code"]: row["unit_code"] for row in _evaluated(folder)}
    for group, unit in units.items():
        whole = explain(folder, unit)
        for indicator in whole.indicators:
            one = explain(folder, unit, indicator["indicator_code"])
            shown = _shown(one)
            found += _figures_untold(one, one.indicators[0], shown)
            for part, block in zip(one.parts, _blocks(shown), strict=True):
                expected = dict(sheets.methods(group, part, _asked(part)))
                if part["band_no"] is not None and _shows_formula(part):
                    expected |= dict(sheets.bands(part))
                found += _untold_of(block, part, expected)
    return found


def _evaluated(folder: Path) -> list[Row]:
    rows: list[Row] = pq.read_table(folder / "parquet" / "dim_unit.parquet").to_pylist()
    return [row for row in rows if row["is_evaluated"]]


def _shown(explanation: Explanation) -> str:
    stream = io.StringIO()
    Console(width=WIDE, file=stream).print(render(explanation))
    return stream.getvalue()
