"""Whether the candidate is what it says: its files, its tables, its own row, and that what was tested is what was exported."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from expectations.index import Manifest, mart_tables
from orchestration.foundation.hashing import content_hash
from orchestration.gate.checks import Check
from orchestration.gate.mart_files import mart_connection
from orchestration.transform.runner import DATABASE_NAME, DbtRun

REBUILD = (
    "重新运行以生成新的候选结果；若再次出现，请联系数据工程师。",
    "Run again for a new candidate; if it happens again, tell the data engineers.",
)
Candidate = Mapping[str, Any]


def _check(name: str, problems: Iterable[str], message_zh: str, message_en: str) -> Check:
    found = list(problems)
    return Check(
        check_id=f"integrity.{name}",
        kind="integrity",
        table=None,
        severity="error",
        passed=not found,
        observed="; ".join(found) or None,
        failures=len(found),
        message_zh=message_zh,
        message_en=message_en,
        fix_zh=REBUILD[0],
        fix_en=REBUILD[1],
    )


def dbt_ran(run: DbtRun) -> Check:
    """Check that dbt itself ran to its end."""
    return _check("dbt_ran", [run.error] if run.error else [], "dbt 未能运行。", "dbt could not run.")


def files(candidate: Candidate, hashes: dict[str, str]) -> Check:
    """Check that the Parquet files are the ones that the candidate names, byte for byte."""
    named = {name: table["sha256"] for name, table in candidate["tables"].items()}
    problems = [
        f"{name}.parquet: {hashes.get(name, 'missing')[:12]} ≠ {named.get(name, 'not named')[:12]}"
        for name in sorted({*named, *hashes})
        if named.get(name) != hashes.get(name)
    ]
    if content_hash(hashes) != candidate["content_hash"]:
        problems.append(f"content hash {content_hash(hashes)[:12]} ≠ {candidate['content_hash'][:12]}")
    return _check(
        "files",
        problems,
        "候选结果的文件与其登记的哈希值不符。",
        "The candidate's files are not those that candidate.json names.",
    )


def tables(candidate: Candidate, manifest: Manifest) -> Check:
    """Check that the candidate holds exactly the mart tables of its kind."""
    expected, present = set(mart_tables(manifest, candidate["kind"])), set(candidate["tables"])
    problems = [f"missing {name}" for name in sorted(expected - present)]
    problems += [f"not a mart table: {name}" for name in sorted(present - expected)]
    problems += ["the project has no mart table"] if not expected else []
    return _check(
        "tables",
        problems,
        "结果表不齐全或有多余的表。",
        "A mart table is missing, or one is there that is none.",
    )


def _differences(connection: duckdb.DuckDBPyConnection, table: str, rows: int) -> Iterable[str]:
    sides = {"tested": f"tested.marts.{table}", "exported": table}
    shapes = {side: connection.execute(f"describe {name}").fetchall() for side, name in sides.items()}
    if [column[:2] for column in shapes["tested"]] != [column[:2] for column in shapes["exported"]]:
        yield f"{table}: columns differ"
        return
    counts = {
        side: connection.execute(f"select count(*) from {name}").fetchone() for side, name in sides.items()
    }
    if not counts["tested"] == counts["exported"] == (rows,):
        yield f"{table}: {counts['tested']} tested, {counts['exported']} exported, {rows} named"
    different = connection.execute(
        f"select count(*) from (select * from {sides['tested']} except all select * from {sides['exported']})"
    ).fetchone()
    if different != (0,):
        yield f"{table}: {different} rows differ"


def tested_is_exported(build: Path, candidate: Candidate) -> Check:
    """Check that each exported table equals the one that dbt tested, row by row."""
    problems: list[str] = []
    try:
        with mart_connection(build / "parquet") as connection:
            location = str(build / DATABASE_NAME).replace("'", "''")
            connection.execute(f"attach '{location}' as tested (read_only)")
            for name, table in sorted(candidate["tables"].items()):
                problems.extend(_differences(connection, name, table["rows"]))
    except duckdb.Error as error:
        problems.append(str(error))
    return _check(
        "tested_is_exported",
        problems,
        "导出的结果与通过测试的结果不一致。",
        "What was exported is not what dbt tested.",
    )


def _strangers(connection: duckdb.DuckDBPyConnection, candidate: Candidate) -> Iterable[str]:
    expected = (candidate["build_id"], candidate["kind"], candidate["period"], candidate["is_synthetic"])
    rows = connection.execute(
        "select release_id, release_kind, period_code, is_synthetic from meta_release"
    ).fetchall()
    if rows != [expected]:
        yield f"meta_release {rows} ≠ {expected}"
    for name in sorted(candidate["tables"]):
        ids = connection.execute(f"select distinct release_id from {name}").fetchall()
        if any(found != (candidate["build_id"],) for found in ids):
            yield f"{name}: release_id {ids}"


def release_row(build: Path, candidate: Candidate) -> Check:
    """Check that every row carries this candidate's release id, and that `meta_release` says what the candidate says."""
    try:
        with mart_connection(build / "parquet") as connection:
            problems = list(_strangers(connection, candidate))
    except duckdb.Error as error:
        problems = [str(error)]
    return _check(
        "release_row",
        problems,
        "结果表的发布编号、期别或演示数据标记与候选结果不符。",
        "Release id, period or the sample-data mark in the tables differ from the candidate's.",
    )


def complete(expected: list[str], ran: Iterable[str]) -> Check:
    """Check that the checks that ran are exactly the ones that had to."""
    counts = Counter(ran)
    problems = [f"missing {name}" for name in sorted(set(expected) - set(counts))]
    problems += [f"unexpected {name}" for name in sorted(set(counts) - set(expected))]
    problems += [f"twice {name}" for name, count in sorted(counts.items()) if count > 1]
    return _check("complete", problems, "应做的审核没有全部做完。", "Not exactly the checks ran that had to.")
