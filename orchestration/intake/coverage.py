"""What a period's file must cover: units, rows and indicators, expected from the register, the year's scheme and the period before.

That units of a level are missing altogether is an error (R04); less than before is asked about (R05, R06, R08), and so is an
indicator that the scheme weighs and nobody delivers (R07). The receipt says in figures what was covered.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.contracts import Column, Contract, Contracts
from orchestration.contracts.queries import FEWER_ROWS_PCT
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.comparison import Comparison, unit_column
from orchestration.intake.earlier import EarlierTable
from orchestration.intake.findings import Finding, finding
from orchestration.intake.ledger import accepted_table
from orchestration.intake.references import UNIT_CODE, UNIT_LEVEL, UNIT_NAME, Known
from orchestration.intake.staged import StagedTable

SCHEME = ("efficiency_office", "scheme")
INDICATOR_CODE = "indicator_code"
SHOWN = 10


@dataclass(frozen=True)
class Coverage:
    """What one table of a file covers, beside what was expected.

    Attributes:
        rows: Rows delivered.
        units: Units with a row; None where rows aren't units'.
        units_expected: Units of the levels that the contract names; None where it names none.
        period_before: The period before that was delivered, or None.
        rows_before: Its rows.
        units_before: Its units with a row that are still in the register.
    """

    rows: int
    units: int | None = None
    units_expected: int | None = None
    period_before: str | None = None
    rows_before: int | None = None
    units_before: int | None = None


def shown_units(names: Iterable[str]) -> str:
    """Return names as a message lists them: the first ten, and how many there are."""
    listed = list(names)
    more = f" 等{len(listed)}个 ({len(listed)} in all)" if len(listed) > SHOWN else ""
    return "、".join(listed[:SHOWN]) + more


def missing_units(staged: StagedTable, known: Known) -> Iterator[Finding]:
    """Yield a finding for each level of the register of which a unit has no row (R04)."""
    levels = staged.table.coverage_levels
    if not levels:
        return
    delivered: set[str | None] = set()
    for batch in staged.batches([UNIT_CODE]):
        delivered |= set(batch.column(UNIT_CODE).unique().to_pylist())
    names, level_of = known.units(UNIT_NAME), known.units(UNIT_LEVEL)
    for level in levels:
        absent = [
            f"{names[code]}({code})" for code in names if level_of[code] == level and code not in delivered
        ]
        if absent:
            yield finding(
                "R04_COVERAGE", staged.file, sheet=staged.sheet, value=shown_units(absent), allowed=level
            )


def covered_rows(staged: StagedTable, before: EarlierTable | None) -> tuple[Coverage, list[Finding]]:
    """Hold the length of a table whose rows aren't units' against the period before."""
    coverage = Coverage(
        rows=staged.rows,
        period_before=before.period.code if before else None,
        rows_before=before.rows if before else None,
    )
    return coverage, list(_fewer(staged, before, staged.rows, before.rows)) if before else []


def covered(made: Comparison, known: Known, weighed: Collection[str]) -> tuple[Coverage, list[Finding]]:
    """Hold a table against the period before.

    Args:
        made: The table beside earlier ones.
        known: The register, where the contract refers to it.
        weighed: The indicators that the year's scheme weighs.

    Returns:
        What it covers, and what is to be asked about units, rows and figures that there are no more (R05, R06, R08).
    """
    if made.unit_key is None:
        return covered_rows(made.staged, made.last)
    plain, _ = covered_rows(made.staged, made.last)
    levels, in_register = made.table.coverage_levels, known.units(UNIT_LEVEL).values()
    now, then = _units(made, "units_now"), _units(made, "units_before")
    coverage = replace(
        plain,
        units=len(now),
        units_expected=sum(level in levels for level in in_register) if levels else None,
        units_before=len(then) if made.last else None,
    )
    lost = _Lost(made, weighed, known.units(UNIT_NAME))
    return coverage, list(lost.findings(now, then)) if made.last else []


def _units(made: Comparison, relation: str) -> dict[str, int]:
    """Return the rows of each unit, in the register's order."""
    query = f"select * from {relation} join levels using (unit) order by place"
    return {row["unit"]: row["unit_rows"] for row in made.rows(query)}


def _fewer(
    staged: StagedTable, before: EarlierTable | None, rows: int, rows_before: int
) -> Iterator[Finding]:
    """Ask about rows that have become fewer than the contract takes for granted."""
    tolerance = staged.table.queries.fewer_rows_pct
    if tolerance is None:
        tolerance = Decimal(100) if unit_column(staged.table) is None else FEWER_ROWS_PCT
    if rows * 100 < rows_before * (100 - tolerance):
        told = f"{_where(before)}：{rows_before}，−{tolerance.normalize():f} %"
        yield finding("R06_FEWER_ROWS", staged.file, sheet=staged.sheet, value=rows, allowed=told)


def _where(before: EarlierTable | None) -> str:
    return f"{before.period}，{before.file}" if before else ""


@dataclass(frozen=True)
class _Lost:
    """What units had last period and have no more; `names` are the units' names by their codes."""

    made: Comparison
    weighed: Collection[str]
    names: Mapping[str, str]

    def findings(self, now: Mapping[str, int], then: Mapping[str, int]) -> Iterator[Finding]:
        staged = self.made.staged
        if gone := [unit for unit in then if unit not in now]:
            told = self._named(gone)
            yield finding(
                "R05_UNITS_GONE", staged.file, sheet=staged.sheet, value=told, allowed=_where(self.made.last)
            )
        stayed = [unit for unit in then if unit in now]
        yield from _fewer(
            staged, self.made.last, sum(now[unit] for unit in stayed), sum(then[unit] for unit in stayed)
        )
        yield from self._figures(stayed)

    def _figures(self, stayed: Iterable[str]) -> Iterator[Finding]:
        """Ask about measures of which a unit had a figure and has none now; columns of one indicator count as one.

        An indicator that the scheme weighs and of which there is no figure at all is told by R07.
        """
        made = self.made
        measures: dict[str, list[Column]] = {}
        for column in made.measured:
            measures.setdefault(column.indicator_code or column.name, []).append(column)
        relation = "last_quarter" if made.last_quarter else "last_year"
        for columns in measures.values():
            fields = ", ".join(f"'{column.name}'" for column in columns)
            one = f"select distinct {made.unit_key} as unit from {{}} where field in ({fields})"
            lost = {row["unit"] for row in made.rows(f"{one.format(relation)} except {one.format('now')}")}
            is_told = columns[0].indicator_code in self.weighed and not _has_figures(made, fields)
            if not is_told and (gone := [unit for unit in stayed if unit in lost]):
                told = self._named(gone)
                yield made.staged.finding(
                    "R08_FEWER_FIGURES", columns[0].name, value=told, allowed=_where(made.last)
                )

    def _named(self, units: Iterable[str]) -> str:
        return shown_units(f"{self.names[unit]}({unit})" if unit in self.names else unit for unit in units)


def _has_figures(made: Comparison, fields: str) -> bool:
    return bool(made.rows(f"select 1 from now where field in ({fields}) limit 1"))


def missing_indicators(
    contracts: Contracts, contract: Contract, tables: Iterable[StagedTable], weighed: Mapping[str, str]
) -> Iterator[Finding]:
    """Ask about indicators that the year's scheme weighs, that come with this dataset, and of which it has no figure (R07).

    Args:
        contracts: All contracts: an indicator that no column of another dataset carries may come by its code.
        contract: The file's contract.
        tables: Its tables.
        weighed: Names of the scheme's indicators by their codes.
    """
    staged = list(tables)
    carried = _carried(contract, contracts, weighed) & set(weighed)
    delivered = {code for table in staged for code in _delivered(table)}
    absent = sorted(carried - delivered)
    if absent and staged:
        told = shown_units(f"{weighed[code]}({code})" for code in absent)
        yield finding("R07_INDICATOR_MISSING", staged[0].file, value=told, allowed=contract.name_zh)


def weighed_indicators(workspace: Workspace, period: Period) -> dict[str, str]:
    """Return the indicators that the accepted scheme of a period's year weighs in any group: names by their codes."""
    weights = accepted_table(workspace, SCHEME, "weights", Period(period.year))
    nodes = accepted_table(workspace, SCHEME, "nodes", Period(period.year))
    if weights is None or nodes is None:
        return {}
    used = {
        code
        for code, weight in zip(weights["node_code"].to_pylist(), weights["weight"].to_pylist(), strict=True)
        if weight is not None and Decimal(weight) > 0
    }
    named = zip(*(nodes[field].to_pylist() for field in ("node_code", "node_kind", "name_zh")), strict=True)
    return {str(code): str(name) for code, kind, name in named if kind == "指标" and code in used}


def carries_indicators(contract: Contract) -> bool:
    """Whether a dataset delivers indicators, so that what the scheme weighs is asked of it."""
    columns = (column for table in contract.tables for column in table.columns)
    return any(
        any(_codes(column)) or (column.name == INDICATOR_CODE and column.key_position) for column in columns
    )


def _carried(contract: Contract, contracts: Contracts, weighed: Iterable[str]) -> set[str]:
    """Return the indicators that come with a dataset: by its columns, or by their codes where no other dataset has a column."""
    own = [column for table in contract.tables for column in table.columns]
    carried = {code for column in own for code in _codes(column)}
    if any(column.name == INDICATOR_CODE and column.key_position for column in own):
        columns = (column for other in contracts for table in other.tables for column in table.columns)
        carried |= set(weighed) - {code for column in columns for code in _codes(column)}
    return carried


def _codes(column: Column) -> Iterator[str]:
    if column.indicator_code:
        yield column.indicator_code
    yield from column.indicator_code_by_value.values()


def _delivered(staged: StagedTable) -> Iterator[str]:
    """Yield the indicators of which a table has a figure, or names by value or code."""
    carrying = [
        column for column in staged.table.columns if column.name == INDICATOR_CODE or any(_codes(column))
    ]
    for column in carrying:
        seen = {
            value for batch in staged.batches([column.name]) for value in batch.column(0).unique().to_pylist()
        }
        found = {value for value in seen if value is not None}
        if column.indicator_code and found:
            yield column.indicator_code
        for value in found if not column.indicator_code else ():
            yield column.indicator_code_by_value.get(value, value)
