"""What the human resources bureau drops: CSV files in UTF-8 with a byte order mark."""

from pathlib import Path

from sample.bureaus.layout import EVALUATED_YEARS, SYNTHETIC, UNIT_HEADERS, Rows, named
from sample.figures.people import headcount, new_jobs, unemployment
from sample.textfile import write_csv
from sample.units import COUNTY, TOWNSHIP, ZONE, units_of

ENCODING = "utf-8-sig"
JOBS_HEADER = (*UNIT_HEADERS, "城镇新增就业（人）", "城镇登记失业率（%）", "数据性质")
HEADCOUNT_HEADER = (*UNIT_HEADERS, "编制数（人）", "在岗人数（人）", "数据性质")


def write(raw: Path, year: int) -> None:
    """Write a year's files: headcount only where somebody may be rewarded."""
    folder = raw / "human_resources" / str(year)
    jobs: Rows = [
        [*named(unit), new_jobs(unit, year), unemployment(unit, year), SYNTHETIC]
        for unit in units_of(year, COUNTY, ZONE, TOWNSHIP)
    ]
    write_csv(folder / f"{year}年城镇就业情况.csv", JOBS_HEADER, jobs, ENCODING)
    if year in EVALUATED_YEARS:
        heads: Rows = [[*named(unit), *headcount(unit, year), SYNTHETIC] for unit in units_of(year)]
        write_csv(folder / f"{year}年单位编制与在岗人数.csv", HEADCOUNT_HEADER, heads, ENCODING)
