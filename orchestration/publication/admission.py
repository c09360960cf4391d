"""Whether an audited candidate may become a release of a type now: after which releases, with what reason, with whole columns.

The signature itself is `approval`'s. Every road to a release passes here, and so does the approver before signing.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from expectations.index import mart_tables
from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication.audit import Audited, Problem, refusal
from orchestration.publication.objections import objection_problems
from orchestration.publication.release import Release, current_release
from orchestration.publication.release_types import (
    CORRECTION,
    FINAL,
    NAMES_ZH,
    REVISION,
    SIGNED,
    unsigned_type,
)

SHORTEST_REASON = 4


def checked_type(kind: str, asked: str | None) -> str:
    """Return the type of release that is asked for; without one, what a candidate of the kind becomes unsigned.

    Raises:
        UserError: There is no such type for the kind.
    """
    allowed = (unsigned_type(kind), *(SIGNED if kind == "annual" else ()))
    release_type = asked or allowed[0]
    if release_type not in allowed:
        raise UserError(
            f"'{release_type}' is no type of {kind} release; allowed: {', '.join(allowed)}.",
            f"{kind} 没有“{release_type}”这种发布类型，可用：{'、'.join(allowed)}。",
        )
    return release_type


def order_problems(
    audited: Audited, release_type: str, reason: str | None, current: Release | None
) -> Iterator[Problem]:
    """Yield why a signed type can't follow what is current: one final, then revisions and corrections with their reason."""
    if release_type not in SIGNED:
        return
    stands = current is not None and current.is_signed
    if release_type == FINAL and stands:
        yield (
            "本期已有正式结果；再作变动须以修订（revision）或更正（correction）发布。",
            "There is a final release already; what follows is a revision or a correction.",
        )
    if release_type in (REVISION, CORRECTION):
        if not stands:
            yield (
                f"尚无正式结果，不能发布{NAMES_ZH[release_type]}。",
                f"There is no final release yet that a {release_type} could follow.",
            )
        if len((reason or "").strip()) < SHORTEST_REASON:
            yield (
                f"{NAMES_ZH[release_type]}须写明原因（不少于 {SHORTEST_REASON} 个字）。",
                f"A {release_type} needs its reason (at least {SHORTEST_REASON} characters).",
            )
    if current is not None and stands and current.content_hash == audited.candidate["content_hash"]:
        yield "内容与现行结果完全相同。", "The content is that of the release in force already."


def columns_of(parquet: Path) -> dict[str, dict[str, str]]:
    """Return the columns of each table in a folder of Parquet files, with DuckDB's names of their types."""
    with duckdb.connect() as connection:
        return {
            path.stem: {
                str(row[0]): str(row[1])
                for row in connection.execute(
                    "describe select * from read_parquet(?)", [str(path)]
                ).fetchall()
            }
            for path in sorted(parquet.glob("*.parquet"))
        }


def column_problems(audited: Audited, release_type: str, current: Release | None) -> Iterator[Problem]:
    """Yield each table and column of the release in force that a signed one would drop or give another type."""
    if release_type not in SIGNED or current is None:
        return
    now = columns_of(audited.build / "parquet")
    for table, columns in columns_of(current.folder / "parquet").items():
        for column, kind in columns.items():
            found = now.get(table, {}).get(column)
            if found != kind:
                yield (
                    f"{table}.{column} 原为 {kind}，现{'为 ' + found if found else '已不存在'}；使用者依赖该列。",
                    f"{table}.{column} was {kind} and is now {found or 'gone'}; readers rely on it.",
                )


def contract_problems(audited: Audited) -> Iterator[Problem]:
    """Yield each column that dbt's contract states and the candidate's files lack or hold in another type."""
    found = columns_of(audited.build / "parquet")
    for table, model in mart_tables(audited.dbt_manifest, audited.candidate["kind"]).items():
        for column, node in model["columns"].items():
            kind, stated = found.get(table, {}).get(column), str(node["data_type"]).upper().replace(" ", "")
            if kind is None or kind.replace(" ", "") != stated:
                yield (
                    f"{table}.{column} 应为 {stated}，实为 {kind or '缺失'}。",
                    f"{table}.{column} is to be {stated} by its contract and is {kind or 'missing'}.",
                )


def _previous_year_problems(workspace: Workspace, audited: Audited) -> Iterator[Problem]:
    """Yield that a candidate's consequences rest on a release of the year before that is no longer the current one."""
    candidate = audited.candidate
    if candidate["kind"] != "annual":
        return
    year = Period.parse(candidate["period"]).year
    current = current_release(workspace, "annual", Period(year - 1))
    used = candidate["previous_release"]
    if (current.content_hash if current else None) != (used["content_hash"] if used else None):
        yield (
            f"计算之后，{year - 1} 年的发布结果有变化，结果运用须按其重新计算。",
            f"The release of {year - 1} has changed since this was computed; the consequences rest on it.",
        )


def refuse(audited: Audited, problems: Iterable[Problem]) -> None:
    """Raise the refusal of a candidate when there are problems."""
    found = list(problems)
    if found:
        raise refusal(audited.build, found)


def check_admissible(workspace: Workspace, audited: Audited, release_type: str, reason: str | None) -> None:
    """Refuse an audited candidate that can't become a release of a type now, whoever signs it.

    Raises:
        Refused: It does not follow what is current, has no reason where one is needed, drops or retypes a column, rests on
            a release of the year before that is no longer current, or an objection is not settled.
    """
    candidate = audited.candidate
    current = current_release(workspace, candidate["kind"], Period.parse(candidate["period"]))
    refuse(
        audited,
        [
            *_previous_year_problems(workspace, audited),
            *objection_problems(workspace, audited, release_type),
            *contract_problems(audited),
            *order_problems(audited, release_type, reason, current),
            *column_problems(audited, release_type, current),
        ],
    )
