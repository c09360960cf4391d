"""The public appraisal of ten million responses, from landed Parquet to standard errors, beside one hand-written DuckDB script for the same.

Both run in a process of their own with the same memory limit, over the same made-up files. Run: `make bench`, or
`python -m benchmarks.appraisal [responses] [weighted]`.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.annual import Measured, measure
from orchestration.contracts import landing_schema, load_contracts
from orchestration.evaluation.inputs import BUILD_TABLES
from orchestration.foundation.workspace import REPOSITORY

RESPONSES, FEW = 10_000_000, 1_000
UNITS, GROUPS = 200, 7
MEMORY = "2GB"
SCHEME = "efficiency_office__scheme__"
ANSWERS = {"非常满意": "100", "满意": "85", "基本满意": "70", "不满意": "40", "不了解": None}
MODELS = (
    "+int_appraisal__errors",
    "+int_appraisal__scores",
    "+int_appraisal__suppressions",
    "+int_appraisal__likeness",
)

# The same means, standard errors and counts, as one would write them by hand for this design: a stratum per unit and respondent group.
PEER = """
set memory_limit = '{memory}';
set threads = 2;
create table answers as
select unit_code, respondent_group_zh, {columns}, coalesce(cast(response_weight as double), 1) as w
from read_parquet('{inputs}/survey__responses__rows/*.parquet');
create table cells as
with long as (
    {long}
), scored as (
    select long.*, cast(scale.answer_score as double) as y
    from long join read_parquet('{inputs}/{scheme}answer_scale/*.parquet') as scale on long.answer = scale.answer_zh
    where scale.answer_score is not null
), means as (
    select unit_code, respondent_group_zh, topic, count(*) as n, sum(w * y) / sum(w) as mean, sum(w) as total
    from scored group by all
)
select m.unit_code, m.respondent_group_zh, m.topic, m.n, m.mean,
    sqrt(any_value(m.n) / (any_value(m.n) - 1.0) * sum(power(s.w * (s.y - m.mean) / m.total, 2))) as standard_error,
    sum(s.w * power(s.y - m.mean, 2)) / any_value(m.total) / (any_value(m.n) - 1) as simple_variance
from scored as s join means as m using (unit_code, respondent_group_zh, topic)
group by all;
create table unit_means as
select unit_code, topic, avg(mean) as mean, sqrt(sum(power(standard_error, 2))) / count(*) as standard_error from cells group by all;
create table patterns as
select unit_code, respondent_group_zh, {columns}, count(*) as k from answers group by all;
create table straight as
select unit_code, respondent_group_zh, count(*) filter ({alike}) as n from answers group by all;
"""


def _write(inputs: Path, source: str, rows: list[dict[str, str | None]], schema: pa.Schema) -> None:
    folder = inputs / source
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{source}.parquet")


def _sheets() -> dict[str, list[dict[str, str | None]]]:
    units = [f"{350000 + number}" for number in range(UNITS)]
    settings = dict.fromkeys(
        ("indicator_decimals", "dimension_decimals", "component_decimals", "composite_decimals"), "4"
    )
    settings["min_answers_per_group"] = "5"
    return {
        f"{SCHEME}settings": [{"setting_code": code, "setting_value": value} for code, value in settings.items()],
        f"{SCHEME}groups": [{"group_code": "G"}],
        f"{SCHEME}participants": [{"unit_code": unit, "unit_name_zh": unit, "group_code": "G"} for unit in units],
        f"{SCHEME}respondent_groups": [
            {"group_code": "*", "respondent_group": f"R{n}", "name_zh": f"主体{n}", "name_en": f"R{n}", "weight": "10"}
            for n in range(GROUPS)
        ],
        f"{SCHEME}answer_scale": [{"answer_zh": answer, "answer_score": score} for answer, score in ANSWERS.items()],
        f"{SCHEME}topics": [{"topic_code": f"Q{n}", "weight": "20"} for n in range(1, 6)],
        "efficiency_office__unit_register__units": [
            {"unit_id": f"U{unit}", "unit_code": unit, "unit_name_zh": unit, "unit_level": "县区", "valid_from_date": "2000-01-01"}
            for unit in units
        ],
    }  # fmt: skip


def write_inputs(inputs: Path, responses: int, *, is_weighted: bool) -> None:
    """Write a build's inputs with so many made-up responses; every weight is another one where they are weighted."""
    sheets = _sheets()
    schemas = {
        f"{c.bureau}__{c.dataset}__{t.name}": landing_schema(t) for c in load_contracts(REPOSITORY / "raw") for t in c.tables
    }  # fmt: skip
    for source, schema in schemas.items():
        rows = [{**row, "_period": "2020", "_vintage": "final"} for row in sheets.get(source, [])]
        _write(inputs, source, rows, schema)
    parameters = {"release_kind": "annual", "period_code": "2020", "period_year": 2020, "release_id": "bench"}
    for source, schema in BUILD_TABLES.items():
        _write(inputs, source, [parameters] if source == "build__parameters" else [], schema)  # type: ignore[list-item]
    words = ", ".join(f"'{word}'" for word in ANSWERS)
    answers = ", ".join(
        f"([{words}])[1 + cast(floor(5 * power((hash(i, {topic}) % 1000) / 1000.0 * 0.5 + mood * 0.5, 2)) as integer)] as q{topic}_answer"
        for topic in range(1, 6)
    )
    weight = "cast(round(0.2 + (hash(i, 9) % 4000000) / 1000000.0, 6) as varchar)" if is_weighted else "null"
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select 'W' || i as response_no, '2020-12-01' as interview_date, (350000 + i % {UNITS})::varchar as unit_code, "
            f"'主体' || (hash(i, 7) % {GROUPS}) as respondent_group_zh, {answers}, {weight} as response_weight, '2020' as _period, "
            f"'final' as _vintage from (select i, (hash(i, 8) % 1000) / 1000.0 as mood from range({responses}) as r (i))) "
            f"to '{inputs}/survey__responses__rows/made_up.parquet' (format parquet)"
        )


def peer_sql(inputs: Path) -> str:
    """Return the hand-written script."""
    names = [f"q{topic}_answer" for topic in range(1, 6)]
    long = " union all ".join(
        f"select unit_code, respondent_group_zh, w, '{name}' as topic, {name} as answer from answers"
        for name in names
    )
    alike = " and ".join(f"{names[0]} = {name}" for name in names[1:])
    return PEER.format(
        inputs=inputs, scheme=SCHEME, columns=", ".join(names), long=long, alike=alike, memory=MEMORY
    )


def ours(folder: Path, responses: int, *, is_weighted: bool) -> Measured:
    """Measure dbt over the models."""
    write_inputs(folder / "inputs", responses, is_weighted=is_weighted)
    code = (
        "from pathlib import Path; from orchestration.transform.runner import run_dbt; "
        f"run = run_dbt(Path({str(folder)!r}), ['run', '--select', *{MODELS!r}]); "
        "raise SystemExit(0 if run.ok else str([(n.name, n.message) for n in run.failed] or run.error))"
    )
    return measure([sys.executable, "-c", code], {"JIXIAO_MEMORY_LIMIT": MEMORY}, folder / "log.txt")


def main() -> None:
    """Measure and print: a thousand responses first, which is the fixed start-up, then all of them."""
    responses = int(sys.argv[1]) if len(sys.argv) > 1 else RESPONSES
    is_weighted = "weighted" in sys.argv
    folder = Path(tempfile.mkdtemp(prefix="jixiao-bench-"))
    try:
        for name in ("few", "all"):
            (folder / name).mkdir()
        few = ours(folder / "few", FEW, is_weighted=is_weighted)
        whole = ours(folder / "all", responses, is_weighted=is_weighted)
        script = peer_sql(folder / "all" / "inputs")
        code = f"import duckdb; duckdb.connect({str(folder / 'peer.duckdb')!r}).execute({script!r})"
        peer = measure([sys.executable, "-c", code], {}, folder / "log.txt")
    finally:
        shutil.rmtree(folder)
    own = whole.seconds - few.seconds
    lines = [
        f"public appraisal, {responses:,} responses{', each of another weight' if is_weighted else ''} (limit {MEMORY})",
        f"models over {FEW:,} responses (start-up)       {few.seconds:7.1f} s  {few.peak_mib:7.0f} MiB",
        f"models over all of them                    {whole.seconds:7.1f} s  {whole.peak_mib:7.0f} MiB",
        f"one hand-written DuckDB script             {peer.seconds:7.1f} s  {peer.peak_mib:7.0f} MiB",
        f"ratio beyond start-up                      {own / peer.seconds:7.2f}    {whole.peak_mib / peer.peak_mib:7.2f}",
    ]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
