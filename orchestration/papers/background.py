"""What a paper about a receipt must know besides the receipt: names of bureau and dataset, when it is due, what stood before.

Read from contracts and from the landing zone; plain values, so that they can be handed to another process.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orchestration.contracts import Contract, Contracts, fold
from orchestration.foundation.calendar import SHANGHAI
from orchestration.foundation.periods import PERIOD_PATTERN, Period
from orchestration.foundation.safe_text import safe_name, shown
from orchestration.foundation.workspace import Workspace
from orchestration.papers.template_words import period_words

HIDDEN = ("personal", "restricted")


@dataclass(frozen=True)
class Background:
    """What surrounds one receipt.

    Attributes:
        bureau: The bureau's name.
        bureau_en: The same in English.
        dataset: The dataset's name, or a blank when the file belongs to none.
        period: The period in words.
        folder: Where the file was dropped, as bureaus see it.
        due: Day by which the dataset is due, or a blank.
        is_late: Whether the file came after that day.
        standing: Name of the file that was accepted before this one for the same place, or a blank.
        form_name: Name of the answer form.
        headers: The contract's headers, as compared.
        hidden: Those of them whose cells never appear in a paper.
        meanings: By table and field: header as agreed, and unit of measure.
        tables: Names of the tables.
    """

    bureau: str
    bureau_en: str
    dataset: str
    period: str
    folder: str
    due: str = ""
    is_late: bool = False
    standing: str = ""
    form_name: str = ""
    headers: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    meanings: Mapping[str, Mapping[str, tuple[str, str]]] | None = None
    tables: Mapping[str, str] | None = None


def background_of(workspace: Workspace, contracts: Contracts, receipt: Mapping[str, Any]) -> Background:
    """Return what a paper about a receipt must know besides it."""
    code = str(receipt["bureau"])
    own = contracts.of_bureau(code)
    period = Period.parse(receipt["period"]) if PERIOD_PATTERN.fullmatch(receipt["period"]) else None
    contract = _agreed(contracts, code, receipt["dataset"], period)
    due = None if contract in contracts.service else _due(contract, period)
    is_one_of_many = contract is not None and contract.takes_many_files
    return Background(
        bureau=own[-1].bureau_name_zh if own else shown(code),
        bureau_en=own[-1].bureau_name_en if own else shown(code),
        dataset=contract.name_zh if contract else "",
        period=period_words(period) if period else shown(receipt["period"]),
        folder=f"raw/{shown(code)}/{shown(receipt['period'])}/",
        due=due.isoformat() if due else "",
        is_late=due is not None and shanghai(receipt["received_at"]).date() > due,
        standing="" if is_one_of_many else _standing(workspace, receipt),
        form_name=form_name(receipt),
        headers=_headers(contract, hidden_only=False),
        hidden=_headers(contract, hidden_only=True),
        meanings=_meanings(contract),
        tables={table.name: table.name_zh for table in contract.tables} if contract else {},
    )


def _agreed(contracts: Contracts, bureau: str, dataset: str | None, period: Period | None) -> Contract | None:
    """Return the layout that is agreed for a period; where none is, the newest; None for a file of no dataset."""
    newest = next((item for item in contracts.of_bureau(bureau) if item.dataset == dataset), None)
    if newest is None or period is None:
        return newest
    return contracts.for_period(newest.key, period) or newest


def form_name(receipt: Mapping[str, Any]) -> str:
    """Return the name of a receipt's answer form: one that comes under no other dataset's file names."""
    parts = (str(receipt["dataset"]), str(receipt["period"]), str(receipt["file"]["sha256"])[:8])
    return safe_name("-".join(("疑问答复", *parts)) + ".xlsx")


def shanghai(stamp: str) -> dt.datetime:
    """Return a receipt's time in Shanghai."""
    return dt.datetime.fromisoformat(stamp).astimezone(SHANGHAI)


def _due(contract: Contract | None, period: Period | None) -> dt.date | None:
    if contract is None or period is None:
        return None
    return contract.due(period)


def _standing(workspace: Workspace, receipt: Mapping[str, Any]) -> str:
    """Return the name of the file that was accepted last before this receipt was decided, or a blank."""
    if receipt["dataset"] is None:
        return ""
    place = workspace.landing / receipt["bureau"] / receipt["dataset"] / receipt["period"]
    earlier = [json.loads(path.read_text(encoding="utf-8")) for path in place.glob("*/receipt.json")]
    before = [item for item in earlier if item["decided_at"] < receipt["decided_at"]]
    last = max(before, key=lambda item: str(item["decided_at"]), default=None)
    return shown(last["file"]["name"]) if last else ""


def _headers(contract: Contract | None, *, hidden_only: bool) -> tuple[str, ...]:
    columns = (column for table in (contract.tables if contract else ()) for column in table.columns)
    chosen = (column for column in columns if not hidden_only or column.classification in HIDDEN)
    return tuple(sorted({fold(path[-1]) for column in chosen for path in column.headers}))


def _meanings(contract: Contract | None) -> dict[str, dict[str, tuple[str, str]]]:
    tables = contract.tables if contract else ()
    return {
        table.name: {column.name: (column.header, column.unit_of_measure or "") for column in table.columns}
        for table in tables
    }
