"""Reads the verdicts again for exactly this candidate and refuses when anything is missing, changed or not passed.

It trusts nothing that it can work out itself: file hashes, the content hash, the digest and the index of checks.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from expectations.index import expected_checks, finding_ids, fingerprint
from orchestration.foundation.errors import Refused
from orchestration.foundation.hashing import content_hash, sha256_file, sha256_json

SHOWN = 20
CANDIDATE_KEYS = (
    "build_id",
    "kind",
    "period",
    "content_hash",
    "tables",
    "inputs",
    "open_findings",
    "answers",
    "corrections",
)
VERDICT_KEYS = (
    "build_id",
    "content_hash",
    "candidate_sha256",
    "decided_at",
    "checks",
    "expected_checks",
    "digest",
)
Document = dict[str, Any]
Problem = tuple[str, str]


@dataclass(frozen=True)
class Audited:
    """A candidate whose verdict stands.

    Attributes:
        build: Its build folder.
        candidate: What `candidate.json` says.
        verdicts: What `verdicts.json` says.
        dbt_manifest: dbt's manifest: the tables' keys and descriptions.
    """

    build: Path
    candidate: Document
    verdicts: Document
    dbt_manifest: Document


def refusal(build: Path, problems: list[Problem]) -> Refused:
    """Return the refusal of a candidate for the given reasons (Chinese, English)."""
    shown = problems[:SHOWN]
    more = len(problems) - len(shown)
    zh = "\n".join(f"  - {line}" for line, _ in shown) + (f"\n  …… 另有 {more} 项" if more else "")
    en = "\n".join(f"  - {line}" for _, line in shown) + (f"\n  … and {more} more" if more else "")
    return Refused(
        f"{build.name} is not published, and what was published stands unchanged:\n{en}\n"
        "Mend what is named and run the evaluation again; only a candidate that passed every check is published.",
        f"{build.name} 未发布，已发布的结果不变：\n{zh}\n请按上述说明更正后重新运行；只有通过全部审核的候选结果才能发布。",
    )


def _read(build: Path, name: str, required: tuple[str, ...]) -> Document:
    path = build / name
    if not path.is_file():
        raise refusal(
            build,
            [
                (
                    f"缺少 {name}：候选结果尚未完成审核。",
                    f"{name} is missing: the candidate has not been judged.",
                )
            ],
        )
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise refusal(build, [(f"{name} 已损坏：{error}", f"{name} is damaged: {error}")]) from error
    missing = [key for key in required if not isinstance(document, dict) or document.get(key) is None]
    if missing:
        keys = ", ".join(missing)
        raise refusal(build, [(f"{name} 不完整：缺少 {keys}。", f"{name} is incomplete: {keys} missing.")])
    return cast(Document, document)


def parquet_hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in a folder of Parquet files, by name without the suffix."""
    files = sorted(path for path in folder.glob("*") if path.is_file())
    return {path.name.removesuffix(".parquet"): sha256_file(path) for path in files}


def _file_problems(audited: Audited) -> Iterator[Problem]:
    hashes = parquet_hashes(audited.build / "parquet")
    tables = audited.candidate["tables"]
    named = {name: table.get("sha256") for name, table in tables.items()}
    for name in sorted({*named, *hashes}):
        if named.get(name) is None or named.get(name) != hashes.get(name):
            yield (
                f"{name}.parquet 与登记的哈希值不符。",
                f"{name}.parquet is not the file that candidate.json names.",
            )
    computed = content_hash(hashes)
    for where, document in (("candidate.json", audited.candidate), ("verdicts.json", audited.verdicts)):
        if document.get("content_hash") != computed:
            yield (
                f"{where} 的内容哈希与结果文件不符。",
                f"The content hash in {where} is not that of the Parquet files ({computed[:12]}).",
            )


def _binding_problems(audited: Audited) -> Iterator[Problem]:
    verdicts = audited.verdicts
    rest = {key: value for key, value in verdicts.items() if key != "digest"}
    if verdicts.get("digest") != sha256_json(rest):
        yield "verdicts.json 在审核后被改动。", "verdicts.json was changed after the decision."
    if verdicts.get("candidate_sha256") != sha256_file(audited.build / "candidate.json"):
        yield "candidate.json 在审核后被改动。", "candidate.json was changed after the decision."
    if verdicts.get("build_id") != audited.candidate.get("build_id"):
        yield "审核结论属于另一个候选结果。", "The verdict is on another candidate."


def _index_problems(audited: Audited) -> Iterator[Problem]:
    expected = expected_checks(audited.candidate, audited.dbt_manifest)
    ran = Counter(str(check.get("check_id")) for check in audited.verdicts["checks"])
    for name in sorted(set(expected) - set(ran)):
        yield f"审核 {name} 没有运行。", f"The check {name} did not run."
    for name in sorted(set(ran) - set(expected)):
        yield f"审核 {name} 不在清单中。", f"The check {name} is not in the index of checks."
    for name in sorted(name for name, count in ran.items() if count > 1):
        yield f"审核 {name} 重复。", f"The check {name} stands there more than once."
    if audited.verdicts.get("expected_checks") != fingerprint(expected):
        yield "应做审核的清单与结论不符。", "The verdict was made over another index of checks."


def _answer_problems(audited: Audited) -> Iterator[Problem]:
    """Yield what passed on an answer that the build did not have, and what intake left open though its check passed."""
    given = {answer["query_id"]: answer for answer in audited.candidate["answers"]}
    for check in audited.verdicts["checks"]:
        answer = check.get("answer")
        if answer is not None and given.get(check.get("query_id")) != answer:
            name = check.get("check_id")
            yield (
                f"审核 {name} 所依据的答复不在候选结果中。",
                f"The answer on which {name} passed is not among the candidate's.",
            )
    found = audited.candidate["open_findings"]
    passed = {check.get("check_id") for check in audited.verdicts["checks"] if check.get("passed") is True}
    for name, finding in zip(finding_ids(found), found, strict=True):
        if name in passed and finding.get("answer") is None:
            yield f"收文问题 {name} 尚未解决。", f"The finding {name} of intake is open."


def _failed_checks(audited: Audited) -> Iterator[Problem]:
    for check in audited.verdicts["checks"]:
        if check.get("passed") is not True:
            where = f"[{check.get('severity')}] {check.get('check_id')}"
            seen = f" ({check['observed']})" if check.get("observed") else ""
            yield (
                f"{where}：{check.get('message_zh')}{seen} {check.get('fix_zh')}",
                f"{where}: {check.get('message_en')}{seen} {check.get('fix_en')}",
            )
    if audited.verdicts.get("passed") is not True:
        yield "审核结论为不通过。", "The verdict is that the candidate did not pass."


def audit(build: Path) -> Audited:
    """Return the candidate of a build folder if its verdict stands.

    Raises:
        Refused: Anything is missing, changed, incomplete or not passed; the message lists it.
    """
    audited = Audited(
        build,
        candidate=_read(build, "candidate.json", CANDIDATE_KEYS),
        verdicts=_read(build, "verdicts.json", VERDICT_KEYS),
        dbt_manifest=_read(build, "dbt/manifest.json", ("nodes",)),
    )
    # What failed is of more use to a person than that the verdict is damaged as well, so it comes first.
    problems = [
        problem
        for look in (_failed_checks, _answer_problems, _file_problems, _binding_problems, _index_problems)
        for problem in look(audited)
    ]
    if problems:
        raise refusal(build, problems)
    return audited
