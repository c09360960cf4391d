"""Models keep to what DuckDB and Spark read alike; whatever differs between engines stands in a macro."""

import re
from pathlib import Path

import pytest

from orchestration.foundation.workspace import REPOSITORY

PROJECT = REPOSITORY / "dbt_project"
FILES = sorted(p for folder in ("models", "tests") for p in (PROJECT / folder).rglob("*.sql"))
CONFIG = re.compile(r"\{\{ config\(.*?\) \}\}\n", re.DOTALL)
JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
COMMENT = re.compile(r"--[^\n]*")
TEXT = re.compile(r"'[^']*'")
FORBIDDEN = {
    "a cast by colons": r"::",
    "a quoted identifier": r'"',
    "a backslash": r"\\",
    "division outside div_half_up": r"/",
    "an average": r"\bavg\s*\(",
    "rounding outside round_half_up": r"\bround\s*\(",
    "qualify": r"\bqualify\b",
    "group by all": r"\bgroup by all\b",
    "star with exclude or replace": r"\*\s*(exclude|replace|except)\b",
    "pivot": r"\b(un)?pivot\b",
    "recursion": r"\brecursive\b",
    "floating point": r"\b(double|float|real)\b",
    "an engine's own function": (
        r"\b(regexp_\w+|strftime|date_format|string_agg|listagg|unnest|explode|list_\w+|struct_\w+|arg_max|arg_min|"
        r"try_cast|strpos|starts_with|generate_series|read_parquet|translate|hash|md5|now|current_date|current_timestamp)\s*\("
    ),
    "null order left to the engine": r"\border by [^)]*\bdesc\b(?! nulls)",
}


def _plain(path: Path) -> str:
    """Return a file's SQL without what dbt fills in, comments and literals."""
    text = JINJA.sub(" x ", CONFIG.sub("", path.read_text(encoding="utf-8")))
    return TEXT.sub("''", COMMENT.sub("", text)).lower()


def test_there_are_models_to_look_at() -> None:
    assert len(FILES) > 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_model_says_nothing_that_engines_read_differently(path: Path) -> None:
    sql = _plain(path)
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, sql)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_literal_holds_no_backslash(path: Path) -> None:
    assert "\\" not in path.read_text(encoding="utf-8")
