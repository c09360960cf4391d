"""Extracts of a release for those who act on the results: the departments that the scheme informs, each unit, and the office.

A recipient sees the tables listed here and in them its own rows only; a table that is not listed is handed to nobody.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import duckdb

from orchestration.foundation.errors import UserError
from orchestration.foundation.safe_text import safe_name
from orchestration.publication.release import Release
from orchestration.publication.serving.described import Table, describe
from orchestration.publication.serving.sheets import Sheet, write_csv, write_workbook

SEPARATOR = "、"
MOST_NAMED = 12
# What a department learns of the measures that concern it: which unit, which grade, what follows. No score, no appraisal.
ACTIONS = """
    select actions.unit_code, units.unit_name_zh, units.group_name_zh, actions.action_zh, actions.trigger_grade,
        actions.consecutive_years, actions.deadline_days, actions.staff_persons
    from fct_accountability_action as actions
    inner join dim_unit as units on actions.unit_code = units.unit_code
    where list_contains(list_transform(string_split(actions.recipients_zh, '、'), x -> trim(x)), ?)
    order by actions.unit_code, actions.action_code
"""
RECIPIENTS = """
    select distinct trim(unnest(string_split(recipients_zh, '、'))) as recipient
    from fct_accountability_action where recipients_zh is not null order by 1
"""
UNITS = "select unit_code, unit_name_zh from dim_unit where is_evaluated order by 1"
# A unit gets its own rows of these.
OF_A_UNIT = (
    "fct_unit_result",
    "fct_dimension_score",
    "fct_indicator_score",
    "fct_public_appraisal",
    "fct_adjustment",
    "fct_adjustment_record",
    "fct_monitoring",
    "rpt_weak_indicator",
    "rpt_treated_value",
    "fct_figure_count",
    "fct_rectification_item",
    "fct_accountability_action",
    "fct_objection",
)


@dataclass(frozen=True)
class Extract:
    """What one recipient gets.

    Attributes:
        recipient: Whom it is for, as it stands in the files' names.
        sheets: The tables.
    """

    recipient: str
    sheets: Sequence[Sheet]


class _Mart:
    """A release's mart, read by table or by recipient."""

    def __init__(self, release: Release) -> None:
        mart = release.folder / "mart.duckdb"
        self._connection = duckdb.connect(str(mart), read_only=True)
        self._tables = {table.name: table for table in describe(mart)}

    def __enter__(self) -> "_Mart":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _sheet(self, table: Table, unit: str | None) -> Sheet:
        where = "where unit_code = ?" if unit else ""
        query = f'select * from "{table.name}" {where} order by {", ".join(table.key)}'
        rows = self._connection.execute(query, [unit] if unit else []).fetchall()
        return Sheet(table.label, [column.label for column in table.columns], rows)

    def office(self) -> Extract:
        """Return every table whole, for the office itself."""
        return Extract("全部", [self._sheet(table, None) for table in self._tables.values()])

    def department(self, name: str) -> Extract:
        """Return what follows for whom, of the measures that a department is informed of."""
        cursor = self._connection.execute(ACTIONS, [name])
        columns = {
            column.name: column.label
            for table in ("dim_unit", "fct_accountability_action")
            for column in self._tables[table].columns
        }
        headers = [columns[column[0]] for column in cursor.description]
        return Extract(
            name, [Sheet(self._tables["fct_accountability_action"].label, headers, cursor.fetchall())]
        )

    def unit(self, code: str) -> Extract:
        """Return a unit's own rows."""
        # Releases of earlier versions lack what came later.
        tables = [self._tables[name] for name in OF_A_UNIT if name in self._tables]
        return Extract(f"{code}_{self.units()[code]}", [self._sheet(table, code) for table in tables])

    def departments(self) -> list[str]:
        """Return the departments that any measure names."""
        return [row[0] for row in self._connection.execute(RECIPIENTS).fetchall() if row[0]]

    def units(self) -> dict[str, str]:
        """Return the evaluated units' names by code."""
        return dict(self._connection.execute(UNITS).fetchall())


def _write(release: Release, extract: Extract, folder: Path) -> Path:
    notice = str(release.manifest.get("notice_zh") or "") if release.manifest["is_synthetic"] else ""
    stem = "_".join(filter(None, [release.release_id, "演示数据" if notice else "", extract.recipient]))
    place = folder / release.release_id / safe_name(extract.recipient)
    moment = dt.datetime.fromisoformat(release.manifest["published_at"])
    said = "；".join(
        filter(None, [f"{release.release_id}（{release.release_type}）", extract.recipient, notice])
    )
    for sheet in extract.sheets:
        write_csv(place / f"{safe_name(f'{stem}_{sheet.name}')}.csv", sheet)
    write_workbook(place / f"{safe_name(stem)}.xlsx", extract.sheets, said, moment)
    return place


def _chosen(known: Iterable[str], name: str, what_en: str, what_zh: str) -> str:
    names = list(known)
    if name not in names:
        shown = names if len(names) <= MOST_NAMED else get_close_matches(name, names, MOST_NAMED, cutoff=0)
        more = len(names) - len(shown)
        raise UserError(
            f"The release knows no {what_en} '{name}'; allowed: {', '.join(shown) or 'none'}{f' and {more} more' if more else ''}.",
            f"该发布中没有{what_zh}“{name}”；可选：{SEPARATOR.join(shown) or '无'}{f' 等 {len(names)} 个' if more else ''}。",
        )
    return name


def write_extracts(
    release: Release, folder: Path, *, recipient: str | None = None, unit: str | None = None
) -> list[Path]:
    """Write the extracts of a release: of one department, of one unit, or all of them and the office's own.

    Args:
        release: A published annual release.
        folder: Where to; each recipient gets a folder of its own under the release's.
        recipient: A department as the scheme's measures name it.
        unit: An evaluated unit's code.

    Returns:
        The folders that were written; the same release gives the same bytes.

    Raises:
        UserError: The release has no such department or unit.
    """
    with _Mart(release) as mart:
        makers: list[Callable[[], Extract]]
        if recipient is not None:
            name = _chosen(mart.departments(), recipient, "recipient", "抄送部门")
            makers = [lambda: mart.department(name)]
        elif unit is not None:
            code = _chosen(mart.units(), unit, "evaluated unit", "参评单位")
            makers = [lambda: mart.unit(code)]
        else:
            makers = [
                mart.office,
                *(lambda name=name: mart.department(name) for name in mart.departments()),
                *(lambda code=code: mart.unit(code) for code in mart.units()),
            ]
        return [_write(release, make(), folder) for make in makers]
