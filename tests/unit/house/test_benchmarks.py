"""The benchmarks' made-up inputs keep up with the models: every source that dbt reads is laid down."""

from pathlib import Path

import yaml

from benchmarks.scoring import write_inputs
from orchestration.foundation.workspace import REPOSITORY

SOURCES = REPOSITORY / "dbt_project" / "models" / "staging" / "_sources.yml"


def test_the_scoring_benchmark_lays_down_every_source(tmp_path: Path) -> None:
    write_inputs(tmp_path, 40)
    known = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))["sources"]
    wanted = {table["name"] for source in known for table in source["tables"]}
    assert wanted == {folder.name for folder in tmp_path.iterdir()}
