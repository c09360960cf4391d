"""Which files are generated and where they lie below the dbt project; writing them, and sweeping those that no contract asks for."""

from pathlib import Path

from orchestration.contracts import Contract, Contracts, Table
from orchestration.transform.codegen.facts import facts_sql, facts_yaml
from orchestration.transform.codegen.names import model_name
from orchestration.transform.codegen.rendering import HEAD, dump
from orchestration.transform.codegen.sources import sources_yaml
from orchestration.transform.codegen.staging import staging_sql, staging_yaml

FACTS = "models/intermediate/facts/int_facts__all"


def _of_table(contract: Contract, table: Table) -> dict[str, str]:
    stem = f"models/staging/{contract.bureau}/{model_name(contract, table)}"
    return {f"{stem}.sql": staging_sql(contract, table), f"{stem}.yml": dump(staging_yaml(contract, table))}


def generated_files(contracts: Contracts) -> dict[str, str]:
    """Return every generated file: path below the dbt project to content."""
    files = {
        "models/staging/_sources.yml": dump(sources_yaml(contracts)),
        f"{FACTS}.sql": facts_sql(contracts),
        f"{FACTS}.yml": dump(facts_yaml()),
    }
    for contract in contracts:
        for table in contract.tables:
            files |= _of_table(contract, table)
    return files


def stale_files(project: Path, contracts: Contracts) -> list[Path]:
    """Return files that say they are generated, but that no contract asks for any more."""
    wanted = {project / name for name in generated_files(contracts)}
    found = [path for path in (project / "models").rglob("*.*") if path.suffix in (".sql", ".yml")]
    return sorted(
        path
        for path in found
        if path not in wanted and HEAD in path.read_text(encoding="utf-8").split("\n", 1)[0]
    )


def write_files(project: Path, contracts: Contracts) -> None:
    """Bring the generated files below a dbt project up to date."""
    for name, text in generated_files(contracts).items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in stale_files(project, contracts):
        path.unlink()
