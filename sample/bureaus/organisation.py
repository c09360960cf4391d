"""What the organisation department drops: Party building, and the honours and vetoes of the year."""

from pathlib import Path

from sample.bureaus.layout import EVALUATED_YEARS, UNIT_HEADERS, Rows, named, single, write_book
from sample.figures.records import honours
from sample.figures.verified import party_building
from sample.units import units_of

PARTY_HEADERS = single(*UNIT_HEADERS, "党建考核得分")
HONOUR_HEADERS = single("编号", "文件日期", *UNIT_HEADERS, "事项代码", "次数", "文号")


def write(raw: Path, year: int) -> None:
    """Write a year's files."""
    if year not in EVALUATED_YEARS:
        return
    folder = raw / "organisation" / str(year)
    scores: Rows = [[*named(unit), party_building(unit, year)] for unit in units_of(year)]
    write_book(folder, "党建考核", f"{year}年基层党建工作考核", PARTY_HEADERS, scores)
    records: Rows = [
        [f"H{n:03d}", r.date.isoformat(), *named(r.unit), r.item, r.cases, f"演示〔{year}〕{n}号"]
        for n, r in enumerate(honours(year), 1)
    ]
    write_book(folder, "表彰与否决", f"{year}年表彰奖励与一票否决", HONOUR_HEADERS, records)
