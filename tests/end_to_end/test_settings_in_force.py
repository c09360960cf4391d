"""Every setting of docs/method.md stands in the release with what held, whether the scheme said it or the default did."""

import re
from pathlib import Path

import duckdb
import pytest

from orchestration.foundation.workspace import REPOSITORY

ROW = re.compile(r"^\| (`[a-z_0-9`, ]+) \| (.+?) \| .+ \|$", re.MULTILINE)
NOT_SAID = "not said: "


def _documented() -> dict[str, tuple[str, bool]]:
    """Return what the page says of the sample, by setting: the value, and whether the scheme says it."""
    page = (REPOSITORY / "docs" / "method.md").read_text(encoding="utf-8").split("\n## Settings\n")[1]
    found = {}
    for names, cell in ROW.findall(page):
        codes = re.findall(r"`(\w+)`", names)
        told = re.sub(r" \(.+\)", "", cell).replace("`", "")
        values = told.removeprefix(NOT_SAID).split(", ")
        values = values if len(values) == len(codes) else values * len(codes)
        found |= {
            code: (value, not cell.startswith(NOT_SAID)) for code, value in zip(codes, values, strict=True)
        }
    return found


@pytest.fixture
def in_force(release_2020: Path) -> dict[str, tuple[str | None, bool]]:
    with duckdb.connect() as connection:
        table = release_2020 / "parquet" / "meta_setting.parquet"
        rows = connection.execute(f"select setting_code, setting_value, is_said from '{table}'").fetchall()
    return {code: (value, said) for code, value, said in rows}


def test_the_page_and_the_release_know_the_same_settings(
    in_force: dict[str, tuple[str | None, bool]],
) -> None:
    assert set(in_force) == set(_documented())


@pytest.mark.parametrize("code", sorted(_documented()))
def test_what_held_is_what_the_page_says_of_the_sample(
    in_force: dict[str, tuple[str | None, bool]], code: str
) -> None:
    value, said = _documented()[code]
    assert in_force[code] == (None if value == "none" and code == "bound_guardrail" else value, said)
