"""Says which contract a dropped file belongs to and which period it is for, by its folder, its name and its title."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from orchestration.contracts import Contract, Contracts, fold
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.workspace import Workspace
from orchestration.intake.findings import Finding, finding
from orchestration.intake.names import irregular_kind

IGNORED_PREFIXES = (".", "~$")
IGNORED_SUFFIXES = (".tmp", ".part", ".crdownload", ".partial")
OPENDOCUMENT = ".ods"
YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年|Q[1-4])")
QUARTER = re.compile(r"([一二三四1-4])季度|Q([1-4])|(上半年)")
QUARTER_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True)
class Drop:
    """A file that lies in a bureau's folder for a period."""

    path: Path
    bureau: str
    period: Period


def scan(
    workspace: Workspace,
    contracts: Contracts,
    period: Period | None = None,
    bureau: str | None = None,
    dataset: str | None = None,
) -> list[Drop]:
    """Return the files that bureaus have dropped, in a stable order; unfinished uploads and lock files are left alone.

    What is no regular file is no drop: `scan_irregular` gives it.

    Args:
        workspace: The folders.
        contracts: What may be delivered.
        period: Only this period's folders.
        bureau: Only this bureau's folders.
        dataset: Only files that come under this dataset's name; needs `bureau`.
    """
    wanted = contracts.get(bureau, dataset) if bureau and dataset else None
    return [
        drop
        for drop in _entries(workspace, bureau, period)
        if irregular_kind(workspace, drop.path) is None
        and (wanted is None or matches(wanted, drop.path.name))
    ]


def scan_irregular(workspace: Workspace, period: Period | None = None) -> list[Drop]:
    """Return what lies where files are dropped and is none: links, folders, pipes. It is refused and never opened."""
    return [drop for drop in _entries(workspace, None, period) if irregular_kind(workspace, drop.path)]


def _entries(workspace: Workspace, bureau: str | None, period: Period | None) -> Iterator[Drop]:
    for path in sorted(workspace.raw.glob(f"{bureau or '*'}/{period.code if period else '*'}/*")):
        if PERIOD_PATTERN.fullmatch(path.parent.name) and not is_ignored(path):
            yield Drop(path, path.parent.parent.name, Period.parse(path.parent.name))


def is_ignored(path: Path) -> bool:
    """Whether a file is not a delivery: hidden, a lock file of Excel's, or not yet uploaded to the end."""
    return path.name.startswith(IGNORED_PREFIXES) or path.name.lower().endswith(IGNORED_SUFFIXES)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def matches(contract: Contract, name: str) -> bool:
    """Whether a file name is one that the contract's dataset comes under; an .ods stands for an .xlsx."""
    plain = _plain(name)
    if contract.format == "xlsx" and plain.endswith(OPENDOCUMENT):
        plain = f"{plain.removesuffix(OPENDOCUMENT)}.xlsx"
    return any(fnmatchcase(plain, _plain(pattern)) for pattern in contract.file_patterns)


def _matches_but_for_format(contract: Contract, name: str) -> bool:
    renamed = f"{Path(name).stem}.{contract.format}"
    return not matches(contract, name) and matches(contract, renamed)


def identify(contracts: Contracts, drop: Drop) -> tuple[Contract | None, list[Finding]]:
    """Return the contract of a drop in the version for its period, or the finding that says why there is none."""
    name, own = drop.path.name, contracts.of_bureau(drop.bureau)
    contract = next((item for item in own if matches(item, name)), None)
    if contract is None:
        return None, [_unidentified(contracts, drop)]
    if not contract.admits(drop.period):
        example = f"{drop.period.year}Q1" if contract.frequency == "quarter" else str(drop.period.year)
        folder = f"raw/{contract.bureau}/{example}/"
        return contract, [finding("F06_PERIOD_FOLDER", name, value=drop.period.code, allowed=folder)]
    version = contracts.for_period(contract.key, drop.period)
    if version is None:
        return contract, [_no_layout(contracts, contract, drop)]
    if drop.path.stat().st_size == 0:
        return version, [finding("F04_EMPTY", name)]
    return version, []


def _no_layout(contracts: Contracts, contract: Contract, drop: Drop) -> Finding:
    spans = (
        f"{version.valid_from or '…'}—{version.valid_to or '…'}"
        for version in contracts.versions(contract.key)
    )
    return finding("F20_NO_LAYOUT", drop.path.name, value=drop.period.code, allowed="、".join(spans))


def _unidentified(contracts: Contracts, drop: Drop) -> Finding:
    name, own = drop.path.name, contracts.of_bureau(drop.bureau)
    for contract in own:
        if _matches_but_for_format(contract, name):
            return finding("F11_OTHER_FORMAT", name, value=drop.path.suffix, allowed=f".{contract.format}")
    for contract in contracts:
        if matches(contract, name):
            whose = f"{contract.bureau_name_zh}·{contract.name_zh}"
            return finding(
                "F02_WRONG_BUREAU", name, value=whose, allowed=f"raw/{contract.bureau}/{drop.period}/"
            )
    agreed = [pattern for contract in own for pattern in contract.file_patterns]
    folders = sorted({f"raw/{contract.bureau}/" for contract in contracts})
    return finding("F01_UNKNOWN_DATASET", name, allowed="、".join(agreed or folders))


def named_years(text: str) -> set[int]:
    """Return the years that a title or file name says."""
    return {int(year) for year in YEAR.findall(fold(text))}


def named_quarters(text: str) -> set[int]:
    """Return the quarters that a title or file name says; the first half year is up to the second."""
    return {
        2 if half else int(digit) if digit else QUARTER_DIGITS.get(word) or int(word)
        for word, digit, half in QUARTER.findall(fold(text))
    }


def named_period(contract: Contract, name: str) -> Period | None:
    """Return the one period of the contract's kind that a file name says, or None."""
    years, quarters = named_years(name), named_quarters(name)
    if contract.frequency == "year":
        return Period(*years) if len(years) == 1 and not quarters else None
    return Period(*years, *quarters) if len(years) == 1 and len(quarters) == 1 else None


def period_findings(contract: Contract, drop: Drop, titles: Iterable[str]) -> list[Finding]:
    """Return a finding when title or file name say another period than the folder, or none at all."""
    period, texts = drop.period, (drop.path.stem, *titles)
    years = {year for text in texts for year in named_years(text)}
    quarters = {quarter for text in texts for quarter in named_quarters(text)}
    example = f"{period.year}年" + (f"{'一二三四'[period.quarter - 1]}季度" if period.quarter else "")
    if years - {period.year} or quarters - {period.quarter}:
        said = "、".join([*map(str, sorted(years)), *(f"Q{quarter}" for quarter in sorted(quarters))])
        allowed = f"{example} raw/{drop.bureau}/{period}/"
        return [finding("F07_OTHER_PERIOD", drop.path.name, value=said, allowed=allowed)]
    is_named = bool(years) and (bool(quarters) or not period.quarter)
    if contract.title_names_period and not is_named:
        return [finding("F08_PERIOD_NOT_NAMED", drop.path.name, allowed=example)]
    return []


def template_findings(contract: Contract, drop: Drop, template: Mapping[str, str]) -> list[Finding]:
    """Return a finding when a workbook was written from the template of another dataset or period.

    Which version of the template it was does not matter: whether its columns are the agreed ones is looked at anyway.
    """
    own = f"{contract.bureau}.{contract.dataset}"
    said = (template.get("template_id", own), template.get("period", drop.period.code))
    if said == (own, drop.period.code):
        return []
    return [
        finding(
            "F21_OTHER_TEMPLATE",
            drop.path.name,
            value=" ".join(said),
            allowed=f"jixiao template {own} {drop.period}",
        )
    ]
