"""Says which contract a dropped file belongs to and which period it is for, by its folder, its name and its title."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from orchestration.contracts import Contract, Contracts
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.cells import fold
from orchestration.intake.findings import Finding, finding

IGNORED_PREFIXES = (".", "~$")
IGNORED_SUFFIXES = (".tmp", ".part", ".crdownload", ".partial")
YEAR = re.compile(r"(20[0-9]{2})年")
QUARTER = re.compile(r"([一二三四1-4])季度|Q([1-4])")
QUARTER_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True)
class Drop:
    """A file that lies in a bureau's folder for a period."""

    path: Path
    bureau: str
    period: Period


def scan(workspace: Workspace, period: Period | None = None, bureau: str | None = None) -> list[Drop]:
    """Return the files that bureaus have dropped, in a stable order; unfinished uploads and lock files are left alone."""
    drops = []
    for path in sorted(workspace.raw.glob(f"{bureau or '*'}/{period.code if period else '*'}/*")):
        if not path.is_file() or not PERIOD_PATTERN.fullmatch(path.parent.name):
            continue
        if path.name.startswith(IGNORED_PREFIXES) or path.name.endswith(IGNORED_SUFFIXES):
            continue
        drops.append(Drop(path, path.parent.parent.name, Period.parse(path.parent.name)))
    return drops


def matches(contract: Contract, name: str) -> bool:
    """Whether a file name is one that the contract's dataset comes under."""
    return any(fnmatchcase(name, pattern) for pattern in contract.file_patterns)


def identify(contracts: Contracts, drop: Drop) -> tuple[Contract | None, list[Finding]]:
    """Return the contract of a drop, or the finding that says why there is none."""
    name = drop.path.name
    own = [contract for contract in contracts.of_bureau(drop.bureau) if matches(contract, name)]
    if not own:
        other = [contract for contract in contracts if matches(contract, name)]
        if other:
            contract = other[0]
            return None, [
                finding(
                    "F02_WRONG_BUREAU",
                    name,
                    value=f"{contract.bureau_name_zh}·{contract.name_zh}",
                    allowed=f"raw/{contract.bureau}/{drop.period}/",
                )
            ]
        patterns = [p for contract in contracts.of_bureau(drop.bureau) for p in contract.file_patterns]
        return None, [finding("F01_UNKNOWN_DATASET", name, allowed="、".join(patterns))]
    contract = own[0]
    if contract.frequency != drop.period.kind:
        example = f"{drop.period.year}Q1" if contract.frequency == "quarter" else str(drop.period.year)
        folder = f"raw/{contract.bureau}/{example}/"
        return contract, [finding("F06_PERIOD_FOLDER", name, value=drop.period.code, allowed=folder)]
    return contract, []


def _named_quarters(text: str) -> set[int]:
    return {
        int(digit) if digit else QUARTER_DIGITS.get(word, 0) or int(word)
        for word, digit in QUARTER.findall(text)
    }


def check_period(contract: Contract, drop: Drop, titles: Iterable[str]) -> list[Finding]:
    """Return a finding when title or file name say another period than the folder, or none at all."""
    if not contract.title_names_period:
        return []
    name, period = drop.path.name, drop.period
    texts = [fold(text) for text in (drop.path.stem, *titles)]
    years = {int(year) for text in texts for year in YEAR.findall(text)}
    quarters = {quarter for text in texts for quarter in _named_quarters(text)} if period.quarter else {0}
    example = f"{period.year}年" + (f"{'一二三四'[period.quarter - 1]}季度" if period.quarter else "")
    if not years or not quarters:
        return [finding("F08_PERIOD_NOT_NAMED", name, allowed=example)]
    if years != {period.year} or (period.quarter and quarters != {period.quarter}):
        said = "、".join(sorted([*map(str, years), *(f"Q{q}" for q in quarters if q)]))
        return [
            finding("F07_OTHER_PERIOD", name, value=said, allowed=f"{example}: raw/{drop.bureau}/{period}/")
        ]
    return []
