"""What bureaus say to the queries that the sample's own figures raise, from `query_answers.csv`: one file per bureau and period.

Queries are asked by the system, so their ids are copied here; a test tells which are missing when figures or bounds have changed.
Nothing is invented: a real figure is said to be as published, and a synthetic one to be synthetic.
"""

import csv
import datetime as dt
from itertools import groupby
from pathlib import Path

from sample.bureaus.layout import single
from sample.workbook import Sheet, write_workbook

TABLE = Path(__file__).parent / "query_answers.csv"
HEADERS = ("疑问编号", "数据集", "文件", "工作表", "单元格", "表头", "对象", "报送值", "疑问", "说明")
BY = ("填写人", "填写日期")
NAME = "演示人员"
DAYS_AFTER = 25
MONTHS_OF_A_QUARTER = 3


def write_answers(raw: Path) -> None:
    """Write every bureau's answers below a folder."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        answers = sorted(csv.DictReader(stream), key=lambda row: (row["部门"], row["期别"]))
    for (bureau, period), group in groupby(answers, key=lambda row: (row["部门"], row["期别"])):
        day = answered_on(period).isoformat()
        rows = [[*(row[header] for header in HEADERS), NAME, day] for row in group]
        sheet = Sheet("疑问答复", f"{period}疑问答复", single(*HEADERS, *BY), rows)
        write_workbook(raw / bureau / period / "疑问答复.xlsx", [sheet])


def answered_on(period: str) -> dt.date:
    """Return the day on which a period's queries are answered: soon after its end."""
    year, _, quarter = period.partition("Q")
    month = MONTHS_OF_A_QUARTER * int(quarter or 4)
    first_after = dt.date(int(year) + month // 12, month % 12 + 1, 1)
    return first_after + dt.timedelta(days=DAYS_AFTER)
