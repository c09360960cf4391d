"""Whom a part was compared with: the units behind a group's reference or a pool, by code where they are few, else by the query that
finds them. What is not certain from the release is not named.
"""

from typing import TypeAlias

from orchestration.results.release_tables import ReleaseTables, Row

FEW = 12
# What a unit brought to what it is behind.
SHOWN = {"reference": "scored_value", "pool": "measure"}
# Of units that take part, only those that are left out of statistics have a cell of this sheet.
NOT_LEFT_OUT = (
    "{}.unit_code not in (select c.unit_code from meta_scheme_cell c where c.table_code = 'participants')"
)
# Units by part and by what they are behind: "reference" or "pool".
Compared: TypeAlias = dict[tuple[str, str], list[str]]


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _where(part: Row, behind: str, group: str) -> str:
    """Return the condition of the units that are behind a part's reference or pool."""
    told = [
        f"p.indicator_code = {_text(part['indicator_code'])}",
        f"p.part_code = {_text(part['part_code'])}",
    ]
    if behind == "reference" or not (part["pool"] or "").startswith("all"):
        told.append(f"u.group_code = {_text(group)}")
    if behind == "reference" and part["reference_kind"] == "group_mean_others":
        told.append(f"p.unit_code <> {_text(part['unit_code'])}")
    told += [
        f"p.{SHOWN[behind]} is not null",
        "s.value_treatment in ('as_delivered', 'winsorised')",
        NOT_LEFT_OUT.format("p"),
    ]
    return " and ".join(told)


def query_text(part: Row, behind: str, group: str) -> str:
    """Return the query over the mart that shows each unit that a part was compared with, its figure and its cell."""
    return (
        f"select p.unit_code, p.{SHOWN[behind]}, p.value_submission_id, p.value_sheet, p.value_cell from fct_indicator_score_part p "
        "join fct_indicator_score s using (unit_code, indicator_code) join dim_unit u using (unit_code) "
        f"where {_where(part, behind, group)} order by p.unit_code"
    )


def past_query_text(part: Row, group: str) -> str:
    """Return the query over the mart that shows the figures of years before in a pool of several years, and their cells."""
    told = [f"f.indicator_code = {_text(part['indicator_code'])}"]
    if not part["pool"].startswith("all"):
        told.append(f"u.group_code = {_text(group)}")
    told += [
        "u.is_evaluated",
        "f.figure_role = 'own'",
        "f.transformed_value is not null",
        NOT_LEFT_OUT.format("f"),
    ]
    return (
        "select f.unit_code, f.evaluation_year - f.years_ago, f.transformed_value, f.submission_id, f.sheet_name, f.cell_address "
        f"from fct_indicator_figure f join dim_unit u using (unit_code) where {' and '.join(told)} order by f.unit_code, f.years_ago"
    )


def counted(part: Row, behind: str) -> int | None:
    """Return how many units are behind a part's reference or pool; None where it rests on no other unit."""
    if behind == "reference":
        kind = part["reference_kind"]
        return part["reference_unit_count"] if kind.startswith("group") else None
    return part["pool_count"] if part.get("pool") is not None else None


def read_compared(tables: ReleaseTables, unit: Row, parts: list[Row]) -> Compared:
    """Return the units behind each part's reference and pool where they are few and the release tells them for certain.

    All that were compared are among those that the query finds; where the numbers are equal, they are the same.
    """
    found: Compared = {}
    for part in parts:
        for behind in ("reference", "pool"):
            count = counted(part, behind)
            if count is None or count > FEW or (behind == "pool" and part["pool"].endswith("_years")):
                continue
            rows = tables.rows(query_text(part, behind, unit["group_code"]))
            if len(rows) == count:
                found[part["part_code"], behind] = [row["unit_code"] for row in rows]
    return found


def compared_lines(compared: Compared, year: str, part: Row, behind: str, group: str) -> list[str]:
    """Return who is behind a part's reference or pool, and where their figures stand."""
    count = counted(part, behind)
    if not count:
        return []
    cells = f"jixiao explain {year} UNIT {part['indicator_code']}"
    past = ""
    if behind == "pool" and part["pool"].endswith("_years"):
        past = f"；往年数值 figures of years before: {past_query_text(part, group)}"
    names = compared.get((part["part_code"], behind))
    if names is not None:
        return [f"取自 from: {'、'.join(names)}；各单位单元格 the cell of each: {cells}"]
    query = query_text(part, behind, group)
    return [
        f"取自 from {count} 个数值 figures，查询 query (mart.duckdb): {query}；各单位单元格 the cell of each: {cells}{past}"
    ]
