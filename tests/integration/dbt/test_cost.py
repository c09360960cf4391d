"""Cost grows in proportion: no join of the scoring models gives more rows than the parts that are scored, however many groups there are."""

import duckdb
import pytest

from benchmarks.scoring import INDICATORS, MODELS, write_inputs
from orchestration.transform.runner import run_dbt
from tests.query_plans import operators

UNITS = 400
PARTS = 3 * UNITS * INDICATORS


@pytest.fixture(scope="session")
def most_rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """For each model: the most rows that an operator of its query gives, and which one."""
    folder = tmp_path_factory.mktemp("cost")
    write_inputs(folder / "inputs", UNITS)
    run = run_dbt(folder, ["run", "--select", *MODELS])
    assert run.ok, [(node.name, node.message) for node in run.failed]
    queries = {n.name: n.compiled_code for n in run.results if n.resource_type == "model" and n.compiled_code}
    with duckdb.connect(str(folder / "candidate.duckdb"), read_only=True) as connection:
        return {
            name: max((rows, kind) for kind, rows, _ in operators(connection, sql, folder / "profile.json"))
            for name, sql in queries.items()
        }


def test_the_parts_are_what_most_rows_are_needed_for(most_rows: dict[str, tuple[int, str]]) -> None:
    assert most_rows["int_scoring__part_scores"][0] == PARTS


def test_no_join_pairs_every_row_with_every_group(most_rows: dict[str, tuple[int, str]]) -> None:
    assert {name: most for name, most in most_rows.items() if most[0] > PARTS} == {}
