"""How far the mart agrees with published figures: every reference case through door, models and gate, and what came of each set of figures.

Prints the tables of docs/reference-cases.md. Run: `python -m benchmarks.reference_agreement [case …]`.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.contracts import Contracts
from tests.reference.agreement import HEADER, WHY_HEADER, Comparison, table_row, why_rows
from tests.reference.coinr_asem import asem
from tests.reference.coinr_asem import compare as asem_compare
from tests.reference.evaluation import evaluate
from tests.reference.oecd_tai23 import city
from tests.reference.oecd_tai23 import compare as city_compare
from tests.reference.survey_api import compare as schools_compare
from tests.reference.survey_api import schools


@dataclass(frozen=True)
class Case:
    """A reference case: what makes its files, what compares, and what it leaves out."""

    make_raw: Callable[[Path], Contracts]
    comparisons: Callable[[duckdb.DuckDBPyConnection], Iterator[Comparison]]
    left_out: Mapping[str, str]


CASES = {
    "oecd_tai23": Case(city.make_raw, city_compare.comparisons, city_compare.NOT_REPRODUCED),
    "coinr_asem": Case(asem.make_raw, asem_compare.comparisons, asem_compare.NOT_REPRODUCED),
    "survey_api": Case(schools.make_raw, schools_compare.comparisons, schools_compare.NOT_REPRODUCED),
}


def report(name: str) -> Iterator[str]:
    """Yield the lines of a case: what agrees, what is left out, what the gate says."""
    case = CASES[name]
    with tempfile.TemporaryDirectory() as folder:
        evaluated = evaluate(Path(folder), case.make_raw(Path(folder) / "raw"))
        found = list(case.comparisons(evaluated.db))
        evaluated.db.close()
    values, differ = sum(len(one.pairs) for one in found), sum(len(one.beyond) for one in found)
    passed = Counter(check["kind"] for check in evaluated.verdict.checks if check["passed"])
    yield f"## {name}: {values:,} values, {differ:,} differ"
    yield from ("", *HEADER, *(table_row(one) for one in found))
    yield from ("", *WHY_HEADER, *why_rows(case.left_out))
    yield from (
        "",
        f"Gate: {', '.join(f'{count} of {kind} passed' for kind, count in sorted(passed.items()))}.",
    )
    for severity in ("error", "query"):
        yield f"Held by ({severity}): {', '.join(sorted(evaluated.held_by(severity))) or 'nothing'}."


if __name__ == "__main__":
    for asked in sys.argv[1:] or CASES:
        print(*report(asked), "", sep="\n", flush=True)
