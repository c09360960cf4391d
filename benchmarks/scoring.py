"""Scores, ranks and grades of up to 40,000 units by 100 indicators, from landed Parquet, beside hand-written DuckDB scripts.

`by_hand/record.sql` does the same computation: it writes the same rows of parts, indicators, dimensions and grades, column for
column, and all are compared. `by_hand/bare.sql` writes no more than leads to a grade, once in exact decimals (our own quotient,
which no script could do without) and once in floating point. The record is also written as the models' profile has it, without
compression. All run in a process of their own with the same memory limit over the same made-up files, at 1×, 10× and 100× the
size: in turn, several times over, and the least of each counts, since a machine that others share is slow at times but never too fast.
Run: `make bench`, or `python -m benchmarks.scoring [units …]`.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.annual import Measured, measure
from orchestration.contracts import landing_schema, load_contracts
from orchestration.evaluation.inputs import BUILD_TABLES
from orchestration.foundation.workspace import REPOSITORY

SIZES, FEW = (400, 4_000, 40_000), 40
# Rounds of the start-up, and of a size; beyond the second size a round takes minutes.
STARTS, ROUNDS, ROUNDS_OF_MANY = 3, 3, 1
INDICATORS, PER_DIMENSION, PER_GROUP = 100, 10, 40
MEMORY = "8GB"
SCHEME = "efficiency_office__scheme__"
RESULTS = "efficiency_office__task_results__rows"
MODELS = ("+int_grading__grades", "+fct_indicator_score_part", "+fct_indicator_score", "+fct_dimension_score")
BY_HAND = Path(__file__).parent / "by_hand"
SETTINGS = {
    "indicator_decimals": "4", "dimension_decimals": "4", "component_decimals": "4", "composite_decimals": "2", "rank_on": "rounded",
    "rank_ties": "competition", "quota_ties": "include", "not_applicable_rule": "reweight", "appraisal_fallback": "hold",
    "min_answers_per_group": "5", "composite_floor": "0", "composite_cap": "105", "weak_score_below": "70", "weak_topic_below": "75",
    "rectification_days": "30", "at_risk_share": "0.9",
}  # fmt: skip

# How a script reads a number and divides: exactly, or in floating point.
ARITHMETIC = {
    "exact": "create macro number(x) as cast(cast(x as decimal(18, 6)) as decimal(24, 6)); "
    "create macro quotient(n, d) as div_half_up(n, d);",
    "floating": "create macro number(x) as cast(x as double); create macro quotient(n, d) as round(n / d, 12);",
}


@dataclass(frozen=True)
class Peer:
    """A hand-written script and how it is run."""

    name: str
    script: str
    arithmetic: str
    is_compressed: bool = True


PEERS = (
    Peer("record, exact", "record", "exact"),
    Peer("record, exact, uncompressed", "record", "exact", is_compressed=False),
    Peer("bare, exact", "bare", "exact"),
    Peer("bare, floating", "bare", "floating"),
)
GRADES = """
select count(*), max(abs(o.composite_score - p.composite_score)), count(*) filter (o.grade_final <> p.grade)
from ours.intermediate.int_grading__grades as o join peer.results as p using (unit_code)
"""
RECORDED = ("fct_indicator_score_part", "fct_indicator_score", "fct_dimension_score")
DIFFERENT = "select count(*) from (select {columns} from {one}.marts.{table} except all select {columns} from {other}.marts.{table})"


def _groups(units: int) -> list[str]:
    return [f"G{number}" for number in range(max(1, units // PER_GROUP))]


def _nodes() -> Iterable[dict[str, str | None]]:
    yield {"node_code": "I", "node_level": "1", "node_kind": "指标考核"}
    for number in range(INDICATORS // PER_DIMENSION):
        yield {"node_code": f"D{number}", "parent_code": "I", "node_level": "2", "node_kind": "维度"}
    for number in range(INDICATORS):
        parent = f"D{number // PER_DIMENSION}"
        yield {
            "node_code": f"K{number}", "parent_code": parent, "node_level": "3", "node_kind": "指标", "direction": "正向",
        }  # fmt: skip


def _sheets(units: int) -> dict[str, list[dict[str, Any]]]:
    nodes = [{**node, "name_zh": node["node_code"], "name_en": node["node_code"]} for node in _nodes()]
    weights = {"I": "100"} | {node["node_code"]: str(1 + number % 7) for number, node in enumerate(nodes[1:])}
    part = {"group_code": "*", "floor_score": "0", "fallback": "暂缓", "method_code": "目标完成率"}
    parts = [
        {"part_code": "目标", "share": "0.5", "reference_kind": "目标值", "basis": "数值", "cap_score": "110"},
        {
            "part_code": "纵向", "share": "0.3", "reference_kind": "上年同期", "basis": "增速", "method_code": "增减分", "base_score": "80",
            "step_score": "0.5", "cap_score": "110",
        },
        {
            "part_code": "横向", "share": "0.2", "reference_kind": "无", "basis": "数值", "method_code": "极值", "cap_score": "100",
            "score_low": "60", "score_high": "100", "pool": "本组本年",
        },
    ]  # fmt: skip
    return {
        "settings": [{"setting_code": code, "setting_value": value} for code, value in SETTINGS.items()],
        "groups": [
            {"group_code": g, "group_name_zh": g, "group_name_en": g, "unit_level": "乡镇街道", "sort_order": str(n)}
            for n, g in enumerate(_groups(units), 1)
        ],
        "nodes": nodes,
        "weights": [
            {"group_code": g, "node_code": code, "weight": weight} for g in _groups(units) for code, weight in weights.items()
        ],
        "methods": [
            {**part, **own, "indicator_code": f"K{number}"} for number in range(INDICATORS) for own in parts
        ],
        "grades": [
            {"grade_name_zh": grade, "lower_bound": bound}
            for grade, bound in (("优秀", "85"), ("良好", "75"), ("一般", "60"), ("差", "0"))
        ],
        "quotas": [
            {"group_code": g, "grade_name_zh": grade, "max_share_pct": share, "rounding": "四舍五入"}
            for g in _groups(units)
            for grade, share in (("优秀", "30"), ("良好", "70"))
        ],
    }  # fmt: skip


def _write(inputs: Path, source: str, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    folder = inputs / source
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{source}.parquet")


def _generate(inputs: Path, units: int) -> None:
    """Write the tables that grow with the units by SQL: register, participants, targets and two years of figures."""
    count = len(_groups(units))
    unit = "'U' || i"
    cells = f"range({units}) as a (i), range({INDICATORS}) as b (k)"
    common = "'2020' as _period, 'final' as _vintage, 'synthetic' as _data_nature"
    figures = ", ".join(
        [
            f"{unit} as unit_code", f"{unit} as unit_name_zh", "'K' || k as indicator_code",
            "cast(round(50 + (hash(i, k, y) % 100000) / 1000.0, 3) as varchar) as result_value", "'r' || y as _submission_id",
            "'s' as _sheet", f"cast(4 + i * {INDICATORS} + k as bigint) as _row", "y as _period", "'final' as _vintage",
            "'synthetic' as _data_nature",
        ]
    )  # fmt: skip
    selects = {
        "efficiency_office__unit_register__units": f"select {unit} as unit_id, {unit} as unit_code, {unit} as unit_name_zh, '乡镇街道' as unit_level, "
        f"'2000-01-01' as valid_from_date, y as _period, 'final' as _vintage from range({units}) as a (i), (values ('2019'), ('2020')) as c (y)",
        f"{SCHEME}participants": f"select {unit} as unit_code, {unit} as unit_name_zh, 'G' || (i % {count}) as group_code, {common} "
        f"from range({units}) as a (i)",
        f"{SCHEME}targets": f"select {unit} as unit_code, {unit} as unit_name_zh, 'K' || k as indicator_code, "
        f"cast(round(80 + (hash(k, i) % 40000) / 1000.0, 3) as varchar) as target_value, 'scheme' as _submission_id, 's' as _sheet, "
        f"cast(4 + i * {INDICATORS} + k as bigint) as _row, {common} from {cells}",
        RESULTS: f"select {figures} from {cells}, (values ('2019'), ('2020')) as c (y)",
    }
    with duckdb.connect() as connection:
        for source, select in selects.items():
            connection.execute(f"copy ({select}) to '{inputs}/{source}/made_up.parquet' (format parquet)")


def write_inputs(inputs: Path, units: int) -> None:
    """Write a build's inputs for so many units of 100 indicators, each judged against its target, its past and its group."""
    sheets = {SCHEME + sheet: rows for sheet, rows in _sheets(units).items()}
    for contract in load_contracts(REPOSITORY / "raw"):
        for table in contract.tables:
            source = f"{contract.bureau}__{contract.dataset}__{table.name}"
            rows = [{**row, "_period": "2020", "_vintage": "final"} for row in sheets.get(source, [])]
            _write(inputs, source, rows, landing_schema(table))
    parameters = {
        "release_kind": "annual", "period_code": "2020", "period_year": 2020, "release_id": "bench", "is_synthetic": True,
    }  # fmt: skip
    columns = [
        {"submission_id": submission, "table_name": table, "field_name": field, "column_letter": "D", "header_text": field}
        for submission, table, field in (
            ("r2019", "rows", "result_value"), ("r2020", "rows", "result_value"), ("scheme", "targets", "target_value"),
        )
    ]  # fmt: skip
    own: dict[str, list[dict[str, Any]]] = {"build__parameters": [parameters], "build__columns": columns}
    for source, schema in BUILD_TABLES.items():
        _write(inputs, source, own.get(source, []), schema)
    _generate(inputs, units)


def ours(folder: Path) -> Measured:
    """Measure dbt over the models of scoring and grading, from inputs that are written; what it built before is taken away."""
    for path in folder.glob("candidate.duckdb*"):
        path.unlink()
    shutil.rmtree(folder / "dbt", ignore_errors=True)
    code = (
        "from pathlib import Path; from orchestration.transform.runner import run_dbt; "
        f"run = run_dbt(Path({str(folder)!r}), ['run', '--select', *{MODELS!r}]); "
        "raise SystemExit(0 if run.ok else str([(n.name, n.message) for n in run.failed] or run.error))"
    )
    return measure([sys.executable, "-c", code], {"JIXIAO_MEMORY_LIMIT": MEMORY}, folder / "log.txt")


def peer(folder: Path, by_hand: Peer) -> Measured:
    """Measure a hand-written script over the same files."""
    macros = jinja2.Template(
        (REPOSITORY / "dbt_project" / "macros" / "arithmetic.sql").read_text(encoding="utf-8")
    ).module
    script = jinja2.Template((BY_HAND / f"{by_hand.script}.sql").read_text(encoding="utf-8")).render(
        inputs=folder / "inputs",
        scheme=SCHEME,
        results=RESULTS,
        memory=MEMORY,
        arithmetic=ARITHMETIC[by_hand.arithmetic],
    )
    storage = "" if by_hand.is_compressed else "set force_compression = 'uncompressed';"
    statements = macros.duckdb__register_functions() + storage + script  # type: ignore[attr-defined]
    (folder / "peer.duckdb").unlink(missing_ok=True)
    code = f"import duckdb; duckdb.connect({str(folder / 'peer.duckdb')!r}).execute({statements!r})"
    return measure([sys.executable, "-c", code], {}, folder / "log.txt")


def agreement(folder: Path, by_hand: Peer) -> str:
    """Return how far the grades of both lie apart and, where the script keeps the record, in how many rows."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{folder / 'candidate.duckdb'}' as ours (read_only)")
        connection.execute(f"attach '{folder / 'peer.duckdb'}' as peer (read_only)")
        row = connection.execute(GRADES).fetchone() or (0, None, None)
        told = f"{row[0]:,} composites: largest gap {row[1]}, other grade {row[2]}"
        if by_hand.script == "record":
            told += "; rows that differ: " + ", ".join(
                f"{table} {_different(connection, table)}" for table in RECORDED
            )
    return told


def _different(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    columns = ", ".join(row[0] for row in connection.execute(f"describe ours.marts.{table}").fetchall())
    counts = [
        connection.execute(DIFFERENT.format(columns=columns, table=table, one=one, other=other)).fetchone()
        or (0,)
        for one, other in (("ours", "peer"), ("peer", "ours"))
    ]
    return sum(count[0] for count in counts)


def _line(name: str, measured: Measured, start: Measured, cells: int) -> str:
    wall, busy = _beyond(measured, start)
    return (
        f"  {name:28}{measured.seconds:7.1f} s {measured.peak_mib:6.0f} MiB; beyond start-up {1e6 * wall / cells:6.1f} µs a cell, "
        f"{1e6 * busy / cells:6.1f} of a processor"
    )


def _least(measured: Iterable[Measured]) -> Measured:
    """Return the least of each figure."""
    return Measured(*(min(figures) for figures in zip(*map(astuple, measured), strict=True)))


def _beyond(measured: Measured, start: Measured) -> tuple[float, float]:
    """Return wall and processor seconds beyond the fixed start-up."""
    return measured.seconds - start.seconds, measured.processor_seconds - start.processor_seconds


def _measured(folder: Path, units: int, rounds: int) -> tuple[Measured, dict[str, Measured], dict[str, str]]:
    """Measure the models and each script in turn; also return how each agrees with the models."""
    folder.mkdir()
    write_inputs(folder / "inputs", units)
    own: list[Measured] = []
    beside: dict[str, list[Measured]] = {by_hand.name: [] for by_hand in PEERS}
    told = {}
    for _ in range(rounds):
        own.append(ours(folder))
        for by_hand in PEERS:
            beside[by_hand.name].append(peer(folder, by_hand))
            told[by_hand.name] = agreement(folder, by_hand)
    shutil.rmtree(folder)
    return _least(own), {name: _least(measured) for name, measured in beside.items()}, told


def main() -> None:
    """Measure and print: a few units first, which is the fixed start-up of each, then each size."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    folder = Path(tempfile.mkdtemp(prefix="jixiao-bench-"))
    try:
        start, starts, _ = _measured(folder / "few", FEW, STARTS)
        print(f"start-up ({FEW} units): models {start.seconds:.1f} s {start.peak_mib:.0f} MiB")
        for units in sizes:
            cells = units * INDICATORS
            rounds = ROUNDS if units <= SIZES[1] else ROUNDS_OF_MANY
            own, beside, told = _measured(folder / str(units), units, rounds)
            print(
                f"{units:,} units × {INDICATORS} indicators, least of {rounds}\n"
                + _line("models", own, start, cells)
            )
            for name, measured in beside.items():
                ratios = [
                    a / b for a, b in zip(_beyond(own, start), _beyond(measured, starts[name]), strict=True)
                ]
                print(
                    _line(name, measured, starts[name], cells)
                    + f"; ratio {ratios[0]:.2f}, of a processor {ratios[1]:.2f}\n    {told[name]}",
                    flush=True,
                )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
