"""Figures that should add up: columns of one row to their total (P06), and rows of units to the row of the whole (P07)."""

from collections.abc import Iterator

from orchestration.contracts.queries import Parts, TotalRow
from orchestration.intake.comparison import Comparison, Told


def sum_findings(made: Comparison) -> Iterator[Told]:
    """Yield totals that are not the sum of their parts, by rule and column."""
    for parts in made.table.queries.parts:
        yield from _parts(made, parts)
    for total in made.table.queries.total_rows:
        yield from _total_row(made, total)


def _listed(names: tuple[str, ...]) -> str:
    quoted = (name.replace("'", "''") for name in names)
    return ", ".join(f"'{name}'" for name in quoted)


def _parts(made: Comparison, parts: Parts) -> Iterator[Told]:
    """Yield totals of rows in which the total and every part has a figure."""
    query = f"""
        select now.*, added
        from now join (
            select _row, sum(x) as added, count(*) as parts
            from now
            where field in ({_listed(parts.parts)})
            group by _row
        ) using (_row)
        where field = '{parts.total}' and parts = {len(parts.parts)} and abs(x - added) > {parts.tolerance:f}
    """
    headers = " + ".join(made.table.column(name).header for name in parts.parts)
    yield from made.told(
        "P06_PARTS_DIFFER", query, lambda row: f"{row['added']:f}（{headers}），± {parts.tolerance:f}"
    )


def _total_row(made: Comparison, total: TotalRow) -> Iterator[Told]:
    """Yield totals over units, where the row of the whole has a figure and so has each unit of the levels below it."""
    others = [key for key in made.keys if key != made.unit_key]
    by = ", ".join(["field", *others])
    query = f"""
        select now.*, added
        from now join (
            select {by}, sum(x) as added, count(*) as units
            from now
            where unit_level in ({_listed(total.parts)}) and field in ({_listed(total.fields)})
            group by {by}
        ) using ({by})
        where unit_level = {_listed((total.total,))}
            and units = (select count(*) from levels where level in ({_listed(total.parts)}))
            and abs(x - added) * 100 > abs(x) * {total.tolerance_pct:f}
    """
    parts = "、".join(total.parts)
    yield from made.told(
        "P07_TOTAL_ROW_DIFFERS",
        query,
        lambda row: f"{row['added']:f}（{parts}），± {total.tolerance_pct:f} %",
    )
