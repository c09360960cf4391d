"""Finds the unit and the indicator that a user names; an unknown name is answered with the nearest ones."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from orchestration.foundation.errors import UserError
from orchestration.results import ReleaseTables, Row, open_release

NEAREST = 5
UNIT_NAMES = ("unit_code", "unit_name_zh", "unit_id", "unit_name_en", "former_code", "former_name_zh")


def nearest(text: str, known: Mapping[str, str]) -> str:
    """Return the known codes with their names that are closest to a text, as a list to read."""
    labels = {word: f"{code} {name}" for code, name in known.items() for word in (code, name)}
    holding = [word for word in labels if text and text in word]
    close = holding or get_close_matches(text, labels, n=NEAREST, cutoff=0.2) or list(labels)
    return "、".join(list(dict.fromkeys(labels[word] for word in close))[:NEAREST])


def find_unit(tables: ReleaseTables, text: str) -> Row:
    """Return the row of dim_unit of the evaluated unit that a code or name stands for; what is valid now goes before the former.

    Raises:
        UserError: No evaluated unit has this code or name.
    """
    units = tables.rows("select * from dim_unit where is_evaluated order by unit_code")
    for name in UNIT_NAMES:
        for unit in units:
            if unit[name] == text:
                return unit
    near = nearest(text, {unit["unit_code"]: unit["unit_name_zh"] for unit in units})
    raise UserError(
        f"No unit '{text}' is evaluated in this release. Give a code or a name, such as: {near}.",
        f"本发布中没有参评单位“{text}”。请输入单位代码或名称，例如：{near}。",
    )


def find(folder: Path, unit: str) -> str:
    """Return the code of a unit of a result by code, internal id or name; raises UserError when there is none."""
    with open_release(folder) as tables:
        return str(find_unit(tables, unit)["unit_code"])


def find_indicator(tables: ReleaseTables, unit: Row, text: str) -> str:
    """Return the code of the indicator of a unit that a code or name stands for.

    Raises:
        UserError: The unit is not judged by such an indicator.
    """
    return _find(tables, "select indicator_code from fct_indicator_score where unit_code = $unit", unit, text)


def find_watched(tables: ReleaseTables, unit: Row, text: str) -> str:
    """Return the code of the indicator that a unit is monitored on and that a code or name stands for.

    Raises:
        UserError: The unit is not monitored on such an indicator.
    """
    both = " union ".join(
        f"select indicator_code from {table} where unit_code = $unit"
        for table in ("fct_monitoring", "rpt_monitoring_alert")
    )
    return _find(tables, both, unit, text)


def _find(tables: ReleaseTables, codes: str, unit: Row, text: str) -> str:
    rows = tables.rows(
        f"select node_code, node_name_zh, node_name_en from dim_indicator where node_code in ({codes}) order by 1",
        unit=unit["unit_code"],
    )
    for row in rows:
        if text in row.values():
            return str(row["node_code"])
    near = nearest(text, {row["node_code"]: row["node_name_zh"] for row in rows}) or "–"
    raise UserError(
        f"{unit['unit_name_zh']} is not judged by an indicator '{text}'. Give a code or a name, such as: {near}.",
        f"{unit['unit_name_zh']}没有指标“{text}”。请输入指标代码或名称，例如：{near}。",
    )
