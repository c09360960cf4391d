"""What a file is judged against: its contract, the register, what it refers to, earlier periods, corrections.

When any of it has been replaced since a file was accepted, the file is examined anew; that it came out the same is noted beside
it, and anything else lands or is refused as if it had just been dropped.
"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from orchestration.contracts import Contract, Contracts
from orchestration.foundation.atomic import write_json
from orchestration.foundation.hashing import sha256_json
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.corrections import corrections_in_force
from orchestration.intake.coverage import SCHEME, carries_indicators
from orchestration.intake.earlier import quarter_before, year_before
from orchestration.intake.ledger import latest_accepted
from orchestration.intake.references import REGISTER, wanted_tables


def basis_of(
    workspace: Workspace, contracts: Contracts, contract: Contract, period: Period
) -> dict[str, str]:
    """Return what a dataset's file for a period is judged against today.

    Returns:
        The contract's version under `contract`, and under `<bureau>.<dataset>.<period>` the folder in the landing zone of the
        submission that holds; a dataset that has not been accepted is not among them. Corrections count by what they say of
        this dataset and period, so that a new one has no other file examined anew.
    """
    basis = {"contract": contract.version}
    if contract.serves:
        # What was said once stands, even where the query that it answers is gone.
        return basis
    known = {other.key for other in contracts}
    # A submission is not judged against the one that it replaces, nor against itself.
    for key, when in sorted(set(_wanted(contract, period)) - {(contract.key, period)}, key=str):
        folder = latest_accepted(workspace, key, when) if key in known else None
        if folder is not None:
            basis[f"{'.'.join(key)}.{when}"] = folder.name
    corrections = corrections_in_force(workspace, contract.key, period)
    if corrections:
        basis["corrections"] = sha256_json([asdict(one) for one in corrections])
    return basis


def _wanted(contract: Contract, period: Period) -> Iterator[tuple[tuple[str, str], Period]]:
    year = Period(period.year)
    for bureau, dataset, _ in wanted_tables(contract):
        yield (bureau, dataset), year
    for when in (year, Period(period.year - 1)):
        yield (REGISTER.bureau, REGISTER.dataset), when
    if carries_indicators(contract):
        yield SCHEME, year
    yield contract.key, year_before(period)
    if period.quarter:
        yield contract.key, quarter_before(period)


def _note(folder: Path, basis: dict[str, str]) -> Path:
    return folder / "confirmed" / f"{sha256_json(basis)[:16]}.json"


def is_confirmed(folder: Path, basis: dict[str, str], judged_against: dict[str, str]) -> bool:
    """Whether an accepted submission was judged against this basis, or came out the same against it later."""
    return basis == judged_against or _note(folder, basis).exists()


def confirm(folder: Path, basis: dict[str, str]) -> None:
    """Note beside an accepted submission that it comes out the same against another basis."""
    write_json(_note(folder, basis), basis)
