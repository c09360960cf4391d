"""Figures that an indicator's score rests on beside its own value and references: divisors, the city's, those of years before."""

from rich.text import Text

from orchestration.explain.corrections import Place, correction_lines
from orchestration.explain.formulas import DIGITS, number
from orchestration.explain.record import Explanation
from orchestration.explain.words import REASONS, place
from orchestration.results.release_tables import Row

ROLES = {"own": "本指标 the indicator", "divisor": "除数 divisor", "city": "全市值 the city's value"}


def cell_lines(explanation: Explanation, head: str, raw_text: str | None, where: Place) -> list[Text]:
    """Return a figure with the text of its cell and where it stands, and the correction with which it was read."""
    told = f"{head}  “{raw_text or '–'}”  {place(explanation.inputs, *where)}"
    return [Text(told), *correction_lines(explanation.corrections, where)]


def _name(row: Row, unit: str) -> str:
    told = ROLES[row["figure_role"]]
    if row["figure_role"] == "divisor":
        told = f"{told} {row['source_indicator_code']}"
    return told if row["unit_code"] == unit else f"全市 city：{told}"


def _figure_lines(explanation: Explanation, row: Row) -> list[Text]:
    where = (row["submission_id"], row["sheet_name"], row["cell_address"])
    year = row["evaluation_year"] - row["years_ago"]
    known = row["figure_value"] is not None
    value = (
        number(row["figure_value"]) if known else f"无数值 no value：{REASONS.get(row['missing_reason'], '')}"
    )
    if row["transformed_value"] not in (None, row["figure_value"]):
        value = f"{value} → 变换后 transformed {number(row['transformed_value'], DIGITS)}"
    name = _name(row, explanation.unit["unit_code"])
    return cell_lines(explanation, f"    {year} {name} = {value}", row["raw_text"], where)


def figures_of(explanation: Explanation, indicator: str) -> list[Row]:
    """Return the figures behind an indicator's score, those of the city last; none in releases from before they were kept."""
    return [row for row in explanation.figures if row["indicator_code"] == indicator]


def figure_lines(explanation: Explanation, indicator: str) -> list[Text]:
    """Return the figures behind an indicator's score with their cells; nothing where it rests on its own value and references alone."""
    rows = figures_of(explanation, indicator)
    if not rows:
        return []
    told = [line for row in rows for line in _figure_lines(explanation, row)]
    return [Text("  所依据的其他数值 other figures that it rests on:"), *told]
