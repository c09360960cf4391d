"""What the development and reform commission drops: key projects' investment, quarter by quarter."""

from pathlib import Path

from sample.bureaus.layout import QUARTERS, UNIT_HEADERS, Rows, named, quarter_name, single, write_book
from sample.figures.money import completed_investment, planned_investment, started_projects
from sample.units import COUNTY, ZONE, units_of

HEADERS = [
    *single(*UNIT_HEADERS),
    ("投资（亿元）", "年度计划"),
    ("投资（亿元）", "累计完成"),
    ("项目", "开工率（%）"),
]


def write(raw: Path, year: int) -> None:
    """Write a year's files."""
    for quarter in QUARTERS:
        rows: Rows = [
            [
                *named(unit),
                planned_investment(unit, year),
                completed_investment(unit, year, quarter),
                started_projects(unit, quarter),
            ]
            for unit in units_of(year, COUNTY, ZONE)
        ]
        folder = raw / "development_reform" / f"{year}Q{quarter}"
        write_book(folder, "投资进度", f"{quarter_name(year, quarter)}重点项目投资进度", HEADERS, rows)
