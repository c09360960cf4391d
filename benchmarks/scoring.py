"""Scores, ranks and grades of up to 40,000 units by 100 indicators, from landed Parquet, beside one hand-written DuckDB script for the same.

The script runs twice: once in exact decimals like the models (our own quotient, which the script could not do without), once in
floating point. All run in a process of their own with the same memory limit over the same made-up files, at 1×, 10× and 100× the
size; composites and grades are compared with each. Run: `make bench`, or `python -m benchmarks.scoring [units …]`.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable
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
INDICATORS, PER_DIMENSION, PER_GROUP = 100, 10, 40
MEMORY = "8GB"
SCHEME = "efficiency_office__scheme__"
RESULTS = "efficiency_office__task_results__rows"
MODELS = ("+int_grading__grades",)
SETTINGS = {
    "indicator_decimals": "4", "dimension_decimals": "4", "component_decimals": "4", "composite_decimals": "2", "rank_on": "rounded",
    "rank_ties": "competition", "quota_ties": "include", "not_applicable_rule": "reweight", "appraisal_fallback": "hold",
    "min_answers_per_group": "5", "composite_floor": "0", "composite_cap": "105", "weak_score_below": "70", "weak_topic_below": "75",
    "rectification_days": "30", "at_risk_share": "0.9",
}  # fmt: skip

# How the script reads a number and divides: exactly, or in floating point.
ARITHMETIC = {
    "exact": "create macro number(x) as cast(cast(x as decimal(18, 6)) as decimal(24, 6)); "
    "create macro quotient(n, d) as div_half_up(n, d);",
    "floating": "create macro number(x) as cast(x as double); create macro quotient(n, d) as round(n / d, 12);",
}
# What one would write by hand for this one scheme, keeping the parts, the scores and the results as the models do.
PEER = """
{arithmetic}
set memory_limit = '{memory}';
set threads = 2;
create table figures as
select unit_code, indicator_code, _period as period, number(result_value) as x, _submission_id, _sheet, _row
from read_parquet('{inputs}/{results}/*.parquet');
create table parts as
with targets as (
    select unit_code, indicator_code, number(target_value) as t, _submission_id, _sheet, _row
    from read_parquet('{inputs}/{scheme}targets/*.parquet')
), groups as (
    select unit_code, group_code from read_parquet('{inputs}/{scheme}participants/*.parquet')
), beside as (
    select g.group_code, f.*, t.t, p.x as b, t._row as target_row, p._row as past_row,
        min(f.x) over w as low, max(f.x) over w as high
    from figures as f
    join groups as g using (unit_code)
    left join targets as t using (unit_code, indicator_code)
    left join figures as p on p.unit_code = f.unit_code and p.indicator_code = f.indicator_code and p.period = '2019'
    where f.period = '2020'
    window w as (partition by g.group_code, f.indicator_code)
)
select *, 'target' as part, 0.5 as share, greatest(0, least(110, quotient(100 * x, t))) as score from beside
union all
select *, 'vertical', 0.3, greatest(0, least(110, 80 + 0.5 * quotient(100 * (x - b), b))) from beside
union all
select *, 'horizontal', 0.2, greatest(0, least(100, 60 + quotient(40 * (x - low), high - low))) from beside;
create table scores as
select group_code, unit_code, indicator_code, round(sum(share * score), 4) as score from parts group by all;
create table dimensions as
select s.group_code, s.unit_code, n.parent_code, round(quotient(sum(s.score * number(w.weight)), sum(number(w.weight))), 4) as score
from scores as s
join read_parquet('{inputs}/{scheme}nodes/*.parquet') as n on n.node_code = s.indicator_code
join read_parquet('{inputs}/{scheme}weights/*.parquet') as w on w.node_code = s.indicator_code and w.group_code = s.group_code
group by all;
create table results as
with composites as (
    select d.group_code, d.unit_code,
        least(105, round(round(quotient(sum(d.score * number(w.weight)), sum(number(w.weight))), 4), 2)) as composite_score
    from dimensions as d
    join read_parquet('{inputs}/{scheme}weights/*.parquet') as w on w.node_code = d.parent_code and w.group_code = d.group_code
    group by all
), ranked as (
    select *, rank() over (partition by group_code order by composite_score desc) as place, count(*) over (partition by group_code) as n
    from composites
)
select *, case
    when composite_score >= 85 and place <= round(n * 0.3) then 'A' when composite_score >= 75 and place <= round(n * 0.7) then 'B'
    when composite_score >= 60 then 'C' else 'D' end as grade
from ranked;
"""
COMPARE = """
select count(*), max(abs(o.composite_score - p.composite_score)), count(*) filter (o.grade_final <> p.grade)
from ours.intermediate.int_grading__grades as o join peer.results as p using (unit_code)
"""


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


def ours(folder: Path, units: int) -> Measured:
    """Measure dbt over the models of scoring and grading."""
    folder.mkdir()
    write_inputs(folder / "inputs", units)
    code = (
        "from pathlib import Path; from orchestration.transform.runner import run_dbt; "
        f"run = run_dbt(Path({str(folder)!r}), ['run', '--select', *{MODELS!r}]); "
        "raise SystemExit(0 if run.ok else str([(n.name, n.message) for n in run.failed] or run.error))"
    )
    return measure([sys.executable, "-c", code], {"JIXIAO_MEMORY_LIMIT": MEMORY}, folder / "log.txt")


def peer(folder: Path, arithmetic: str) -> Measured:
    """Measure the hand-written script over the same files, in exact decimals or in floating point."""
    macros = jinja2.Template(
        (REPOSITORY / "dbt_project" / "macros" / "arithmetic.sql").read_text(encoding="utf-8")
    ).module
    script = PEER.format(
        inputs=folder / "inputs", scheme=SCHEME, results=RESULTS, memory=MEMORY, arithmetic=ARITHMETIC[arithmetic]
    )  # fmt: skip
    statements = macros.duckdb__register_functions() + script  # type: ignore[attr-defined]
    (folder / "peer.duckdb").unlink(missing_ok=True)
    code = f"import duckdb; duckdb.connect({str(folder / 'peer.duckdb')!r}).execute({statements!r})"
    return measure([sys.executable, "-c", code], {}, folder / "log.txt")


def agreement(folder: Path) -> str:
    """Return how far the composites and grades of both lie apart."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{folder / 'candidate.duckdb'}' as ours (read_only)")
        connection.execute(f"attach '{folder / 'peer.duckdb'}' as peer (read_only)")
        row = connection.execute(COMPARE).fetchone() or (0, None, None)
    return f"{row[0]:,} composites: largest gap {row[1]}, other grade {row[2]}"


def _line(name: str, measured: Measured, spent: float, cells: int) -> str:
    return f"  {name:16}{measured.seconds:7.1f} s {measured.peak_mib:6.0f} MiB; beyond start-up {1e6 * spent / cells:6.1f} µs a cell"


def main() -> None:
    """Measure and print: a few units first, which is the fixed start-up of each, then each size."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    folder = Path(tempfile.mkdtemp(prefix="jixiao-bench-"))
    try:
        start = ours(folder / "few", FEW)
        start_of = {arithmetic: peer(folder / "few", arithmetic).seconds for arithmetic in ARITHMETIC}
        print(
            f"start-up ({FEW} units): models {start.seconds:.1f} s {start.peak_mib:.0f} MiB; peer {start_of['exact']:.1f} s"
        )
        for units in sizes:
            place, cells = folder / str(units), units * INDICATORS
            own = ours(place, units)
            spent = own.seconds - start.seconds
            print(f"{units:,} units × {INDICATORS} indicators\n" + _line("models", own, spent, cells))
            for arithmetic in ARITHMETIC:
                beside = peer(place, arithmetic)
                hand = beside.seconds - start_of[arithmetic]
                print(
                    _line(f"peer, {arithmetic}", beside, hand, cells)
                    + f"; ratio {spent / hand:.2f}\n    {agreement(place)}",
                    flush=True,
                )
            shutil.rmtree(place)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
