"""A build from opening to candidate: open the folder, run the layers, export the mart, name its content by a hash.

A build folder belongs to one run and nobody else writes there; a crash leaves a folder that the next run ignores.
"""

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from expectations.index import mart_tables
from orchestration.contracts import Contracts
from orchestration.evaluation.inputs import write_inputs
from orchestration.evaluation.labelled import metadata
from orchestration.evaluation.selection import Kind, Selection
from orchestration.foundation.atomic import write_json
from orchestration.foundation.hashing import content_hash, sha256_file, sha256_json, sha256_text
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import REPOSITORY, Workspace

CODE_FOLDERS = ("orchestration", "dbt_project", "expectations", "raw")
CODE_SUFFIXES = {".py", ".sql", ".yml", ".yaml", ".j2", ".html", ".css", ".js"}
GENERATED = {"target", "logs", "__pycache__"}
ANSWER_IDENTITY = ("query_id", "text", "by", "on", "sha256")


@dataclass(frozen=True)
class Build:
    """One build folder and what is known of it since it was opened."""

    folder: Path
    facts: dict[str, Any]

    @property
    def build_id(self) -> str:
        """The fingerprint of what went in; becomes the release id."""
        return str(self.facts["build_id"])


def code_version(root: Path = REPOSITORY) -> str:
    """Return a fingerprint of everything that decides a result: Python, SQL, expectations and contracts."""
    files = sorted(
        path
        for folder in CODE_FOLDERS
        for path in (root / folder).rglob("*")
        if path.suffix in CODE_SUFFIXES and not GENERATED.intersection(path.parts)
    )
    return sha256_text("\n".join(f"{path.relative_to(root)} {sha256_file(path)}" for path in files))[:16]


def previous_release(workspace: Workspace, period: Period) -> dict[str, str] | None:
    """Return id, content hash and folder of last year's current annual release, or None when there is none."""
    current = workspace.current("annual", Period(period.year - 1))
    if not current.exists():
        return None
    folder = current.resolve()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {
        "release_id": manifest["release_id"],
        "content_hash": manifest["content_hash"],
        "folder": str(folder),
    }


def inputs_id(workspace: Workspace, selection: Selection) -> str:
    """Return the name of everything that a build reads: submissions as they landed, answers, last year's results."""
    previous = previous_release(workspace, selection.period) if selection.kind == "annual" else None
    fingerprint = sha256_json(
        {
            "kind": selection.kind,
            "period": selection.period.code,
            "submissions": [s.submission_id for s in selection.submissions],
            "hashes": [s.receipt["file"]["sha256"] for s in selection.submissions],
            # The same bytes land otherwise once a correction or a replaced register has its say.
            "landed": [s.receipt["landed"] for s in selection.submissions],
            "answers": [[answer[name] for name in ANSWER_IDENTITY] for answer in selection.answers],
            "previous": previous["content_hash"] if previous else None,
            "state_date": _iso(selection.state_date),
        }
    )
    return f"{selection.kind}-{selection.period.code}-{fingerprint[:12]}"


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def build_id_of(read: str, selection: Selection, version: str) -> str:
    """Return the id of a build: the fingerprint of its inputs, as `inputs_id` names them, and of the programs."""
    fingerprint = sha256_json({"inputs": read, "code": version})
    return f"{selection.kind}-{selection.period.code}-{fingerprint[:12]}"


def open_build(
    workspace: Workspace, contracts: Contracts, selection: Selection, *, token: str, now: dt.datetime
) -> Build:
    """Make a build folder with its inputs.

    Args:
        workspace: Where builds lie.
        contracts: All contracts.
        selection: What the build reads.
        token: Name of the run; two runs never share a folder.
        now: Start time; moved on when the clock stands still or has gone back, since the build started last is the latest.

    Returns:
        The build; `build.json` in its folder holds the same facts.
    """
    previous = previous_release(workspace, selection.period) if selection.kind == "annual" else None
    version = code_version()
    read = inputs_id(workspace, selection)
    build_id = build_id_of(read, selection, version)
    folder = workspace.builds(selection.kind, selection.period) / f"{build_id}.{token}"
    folder.mkdir(parents=True)
    parameters = {
        "release_kind": selection.kind,
        "period_code": selection.period.code,
        "period_year": selection.period.year,
        "release_id": build_id,
        "previous_release_id": previous["release_id"] if previous else None,
        "is_synthetic": selection.is_synthetic,
        "code_version": version,
        "state_date": _iso(selection.state_date),
    }
    results = Path(previous["folder"]) / "parquet" if previous else None
    write_inputs(folder / "inputs", selection, contracts, parameters, results)
    facts = {
        "build_id": build_id,
        "inputs_id": read,
        "kind": selection.kind,
        "period": selection.period.code,
        "as_of": selection.as_of.isoformat(),
        "created_at": started_after_all(workspace, selection, now).isoformat(),
        "is_synthetic": selection.is_synthetic,
        "code_version": version,
        "inputs": [s.as_input() for s in selection.submissions],
        "previous_release": {k: previous[k] for k in ("release_id", "content_hash")} if previous else None,
        "scheme": {
            "submission_id": selection.scheme.submission_id,
            "sha256": selection.scheme.receipt["file"]["sha256"],
        },
        "open_findings": list(selection.open_findings),
        "answers": list(selection.answers),
        "corrections": selection.corrections,
    }
    write_json(folder / "build.json", facts)
    return Build(folder, facts)


def judged_inputs(workspace: Workspace, kind: Kind, period: Period) -> set[str]:
    """Return the inputs of the builds of a kind and period that the gate has judged."""
    verdicts = workspace.builds(kind, period).glob("*/verdicts.json")
    return {str(_load(path.parent).facts["inputs_id"]) for path in verdicts}


def find_build(workspace: Workspace, kind: Kind, period: Period, token: str) -> Build | None:
    """Return the build that the run named `token` opened, or None."""
    found = sorted(workspace.builds(kind, period).glob(f"*.{token}/build.json"))
    return _load(found[0].parent) if found else None


def latest_candidate(workspace: Workspace, kind: Kind, period: Period) -> Build | None:
    """Return the finished candidate that was started last, or None."""
    finished = [_load(path.parent) for path in workspace.builds(kind, period).glob("*/candidate.json")]
    return max(finished, key=_started, default=None)


def named_candidate(workspace: Workspace, kind: Kind, period: Period, name: str) -> Build | None:
    """Return the finished candidate whose id begins with a name, the one started last of several, or None."""
    finished = [_load(path.parent) for path in workspace.builds(kind, period).glob("*/candidate.json")]
    named = [build for build in finished if build.build_id.startswith(name)]
    return max(named, key=_started, default=None)


def _started(build: Build) -> dt.datetime:
    return dt.datetime.fromisoformat(build.facts["created_at"])


def started_after_all(workspace: Workspace, selection: Selection, now: dt.datetime) -> dt.datetime:
    """Return the moment of a new build: after every other of its kind and period, whatever the clock says."""
    others = workspace.builds(selection.kind, selection.period).glob("*/build.json")
    last = max((_started(_load(path.parent)) for path in others), default=None)
    return now if last is None or last < now else last + dt.timedelta(microseconds=1)


def _load(folder: Path) -> Build:
    return Build(folder, json.loads((folder / "build.json").read_text(encoding="utf-8")))


def _literal(pairs: dict[str, str]) -> str:
    """Return pairs of texts as DuckDB writes a struct."""
    quoted = {key: value.replace("'", "''") for key, value in pairs.items()}
    return "{" + ", ".join(f"'{key}': '{value}'" for key, value in quoted.items()) + "}"


def export_candidate(build: Build) -> dict[str, Any]:
    """Write every mart table to Parquet in a fixed order, and `candidate.json` with its hashes.

    Returns:
        What `candidate.json` holds: the build's facts, `tables` and `content_hash`.
    """
    parquet = build.folder / "parquet"
    parquet.mkdir()
    manifest = json.loads((build.folder / "dbt" / "manifest.json").read_text(encoding="utf-8"))
    models = mart_tables(manifest, "annual")
    tables: dict[str, dict[str, Any]] = {}
    with duckdb.connect(str(build.folder / "candidate.duckdb"), read_only=True) as connection:
        # One thread: the order of rows and row groups, and so the bytes, must not depend on the machine.
        connection.execute("set threads = 1")
        names = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'marts' order by 1"
        ).fetchall()
        for (name,) in names:
            path = parquet / f"{name}.parquet"
            said = _literal(metadata(connection, f"marts.{name}", models.get(name, {})))
            rows = connection.execute(
                f"copy (select * from marts.{name} order by all) to '{path}' (format parquet, compression zstd, kv_metadata {said})"
            ).fetchone()
            tables[name] = {"sha256": sha256_file(path), "rows": rows[0] if rows else 0}
    candidate = {
        **build.facts,
        "tables": tables,
        "content_hash": content_hash({name: table["sha256"] for name, table in tables.items()}),
    }
    write_json(build.folder / "candidate.json", candidate)
    return candidate


def _current_build(workspace: Workspace, kind: Kind, period: Period) -> str | None:
    """Return the id of the candidate that the current release was made of, or None."""
    path = workspace.current(kind, period) / "manifest.json"
    return str(json.loads(path.read_text(encoding="utf-8"))["build_id"]) if path.is_file() else None


def sweep_builds(workspace: Workspace, kind: Kind, period: Period) -> list[str]:
    """Remove all but the newest builds of a period (the workspace says how many); releases and received bytes stay.

    What can still be signed stays however old it is: the candidate of the current release. So does a candidate that somebody has signed.
    """
    builds = [_load(path.parent) for path in workspace.builds(kind, period).glob("*/build.json")]
    current = _current_build(workspace, kind, period)
    finished = [b for b in builds if b.build_id == current and (b.folder / "candidate.json").is_file()]
    shown = max(finished, key=_started, default=None)
    old = [
        build.folder
        for build in sorted(builds, key=_started, reverse=True)[workspace.kept_builds :]
        if build != shown and not (build.folder / "approval.json").is_file()
    ]
    for folder in old:
        shutil.rmtree(folder)
    return [folder.name for folder in old]
