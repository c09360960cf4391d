"""Collects everything a release says of one unit (and one indicator) from its Parquet files."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb

from orchestration.foundation.errors import UserError

Row = dict[str, Any]
NEAREST = 5


@dataclass(frozen=True)
class Explanation:
    """What a release holds about one unit; every row is as published.

    Attributes:
        unit: The unit's row of dim_unit.
        result: Its row of fct_unit_result.
        release: The row of meta_release.
        scores: Its components and dimensions, with names.
        indicators: Its indicators, with names; one only when one was asked for.
        parts: The parts of these indicators.
        appraisal: The public appraisal per respondent group, all topics together.
        adjustments: Deductions, bonus and vetoes.
        actions: What the grade leads to.
        inputs: Submissions by their id, for naming files.
        indicator: The indicator that was asked for, or None.
    """

    unit: Row
    result: Row
    release: Row
    scores: list[Row]
    indicators: list[Row]
    parts: list[Row]
    appraisal: list[Row]
    adjustments: list[Row]
    actions: list[Row]
    inputs: dict[str, Row]
    indicator: str | None


class _Tables:
    """Reads a release's Parquet files."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self._folder = folder
        self._connection = connection

    def rows(self, query: str, **parameters: Any) -> list[Row]:
        """Run a query in which `{table}` stands for a table's file."""
        names = {
            path.stem: f"read_parquet('{path}')" for path in (self._folder / "parquet").glob("*.parquet")
        }
        cursor = self._connection.execute(query.format(**names), parameters)
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _nearest(text: str, known: Mapping[str, str]) -> str:
    names = [*known, *known.values()]
    close = get_close_matches(text, names, n=NEAREST, cutoff=0.2) or names[:NEAREST]
    return "、".join(close)


def _find_unit(tables: _Tables, text: str) -> Row:
    units = tables.rows("select * from {dim_unit} where is_evaluated")
    for unit in units:
        if text in (unit["unit_code"], unit["unit_name_zh"], unit["unit_id"], unit["unit_name_en"]):
            return unit
    near = _nearest(text, {unit["unit_code"]: unit["unit_name_zh"] for unit in units})
    raise UserError(
        f"No unit '{text}' is evaluated in this release. Nearest: {near}.",
        f"本发布中没有参评单位“{text}”。最相近的有：{near}。",
    )


def _check_indicator(tables: _Tables, unit: Row, indicator: str) -> None:
    rows = tables.rows(
        "select i.node_code, i.node_name_zh from {fct_indicator_score} as s "
        "inner join {dim_indicator} as i on s.indicator_code = i.node_code where s.unit_code = $unit",
        unit=unit["unit_code"],
    )
    known = {row["node_code"]: row["node_name_zh"] for row in rows}
    if indicator not in known:
        raise UserError(
            f"{unit['unit_name_zh']} has no indicator '{indicator}'. Nearest: {_nearest(indicator, known)}.",
            f"{unit['unit_name_zh']}没有指标“{indicator}”。最相近的有：{_nearest(indicator, known)}。",
        )


def explain(release: Path, unit: str, indicator: str | None = None) -> Explanation:
    """Collect what a release says of a unit.

    Args:
        release: The release's folder.
        unit: Code, internal id, Chinese or English name of the unit.
        indicator: Code of one indicator, to take that one apart.

    Raises:
        UserError: There is no such unit or indicator; the message names the nearest.
    """
    with duckdb.connect() as connection:
        tables = _Tables(release, connection)
        found = _find_unit(tables, unit)
        if indicator is not None:
            _check_indicator(tables, found, indicator)
        code = found["unit_code"]
        one = "and s.indicator_code = $indicator" if indicator else "and $indicator is null"
        named = "inner join {dim_indicator} as i on s.{key} = i.node_code"
        return Explanation(
            unit=found,
            result=tables.rows("select * from {fct_unit_result} where unit_code = $unit", unit=code)[0],
            release=tables.rows("select * from {meta_release}")[0],
            scores=tables.rows(
                "select s.*, i.node_name_zh, i.node_name_en, i.parent_code from {fct_dimension_score} as s "
                + named.replace("{key}", "node_code")
                + " where s.unit_code = $unit order by s.node_level, s.node_code",
                unit=code,
            ),
            indicators=tables.rows(
                "select s.*, i.node_name_zh, i.node_name_en, i.unit_of_measure, i.direction "
                "from {fct_indicator_score} as s "
                + named.replace("{key}", "indicator_code")
                + f" where s.unit_code = $unit {one} order by s.dimension_code, s.indicator_code",
                unit=code,
                indicator=indicator,
            ),
            parts=tables.rows(
                f"select s.* from {{fct_indicator_score_part}} as s where s.unit_code = $unit {one} "
                "order by s.indicator_code, s.part_code",
                unit=code,
                indicator=indicator,
            ),
            appraisal=tables.rows(
                "select * from {fct_public_appraisal} where unit_code = $unit and topic_code = 'ALL' "
                "order by group_weight desc, respondent_group",
                unit=code,
            ),
            adjustments=tables.rows(
                "select * from {fct_adjustment} where unit_code = $unit order by item_kind, item_code",
                unit=code,
            ),
            actions=tables.rows(
                "select * from {fct_accountability_action} where unit_code = $unit order by action_code",
                unit=code,
            ),
            inputs={row["submission_id"]: row for row in tables.rows("select * from {meta_input}")},
            indicator=indicator,
        )
