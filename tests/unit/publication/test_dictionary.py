"""The data dictionary says of every released column what the mart's comments say, on a page and as a table."""

import csv
from pathlib import Path

from orchestration.foundation.workspace import Workspace
from orchestration.publication import publish
from orchestration.publication.serving.described import describe
from tests.unit.publication.candidates import NOW


def test_every_column_of_the_mart_stands_in_page_and_table(workspace: Workspace, build: Path) -> None:
    release = publish(workspace, build, now=NOW)
    content = (release.folder / "dictionary.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    header, *rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    tables = describe(release.folder / "mart.duckdb")
    expected = [
        [
            table.name,
            table.label,
            column.name,
            column.label,
            column.type.lower(),
            "是" if column.name in table.key else "否",
            "是" if column.is_nullable else "否",
            column.comment.split("：", 1)[1],
        ]
        for table in tables
        for column in table.columns
    ]
    found = [[*row[:4], row[4].lower(), *row[5:]] for row in rows]
    assert sorted(found) == sorted(expected)
    assert len(header) == len(rows[0])
    page = (release.folder / "dictionary.html").read_text(encoding="utf-8")
    for row in rows:
        assert f"<code>{row[2]}</code>" in page
    assert "http" not in page


def test_it_is_part_of_what_may_not_be_touched(workspace: Workspace, build: Path) -> None:
    release = publish(workspace, build, now=NOW)
    assert {"dictionary.html", "dictionary.csv"} <= set(release.manifest["files"])
