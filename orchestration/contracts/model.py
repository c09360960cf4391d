"""Contracts as dataclasses: the vocabulary in which the rest of the system speaks of datasets, tables and columns."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from orchestration.contracts.queries import UNASKED, UNASKED_TABLE, ColumnQueries, TableQueries
from orchestration.foundation.periods import Period

LogicalType = Literal["string", "number", "integer", "date"]


# Soft hyphen, zero-width blanks and joiners, byte order mark: they come with copied text and show nowhere.
INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def fold(text: str) -> str:
    """Return a text as it is compared: full width folded, all blanks and invisible characters gone."""
    plain = "".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).split())
    # Once more: without the blanks, a letter and an accent that stood apart become one.
    return unicodedata.normalize("NFKC", plain)


def fold_header(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return a header as it is compared."""
    return tuple(fold(part) for part in path)


@dataclass(frozen=True)
class Reference:
    """Where a value must stand: bureau, dataset, table and column of another (or the same) contract."""

    bureau: str
    dataset: str
    table: str
    column: str


@dataclass(frozen=True)
class Column:
    """One column of a table; see docs/contracts.md for what each field means."""

    name: str
    header_path: tuple[str, ...]
    synonyms: tuple[str, ...]
    logical_type: LogicalType
    description: str
    required: bool = False
    key_position: int | None = None
    enum: dict[str, str | None] = field(default_factory=dict)
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    pattern: str | None = None
    examples: tuple[str, ...] = ()
    queries: ColumnQueries = UNASKED
    classification: str | None = None
    reference: Reference | None = None
    also_allowed: tuple[str, ...] = ()
    once_accepted: bool = False
    unit_of_measure: str | None = None
    units_accepted: tuple[str, ...] = ()
    stored_unit: str | None = None
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)
    indicator_code: str | None = None
    indicator_code_by_value: dict[str, str] = field(default_factory=dict)
    missing_allowed: tuple[str, ...] = ()
    dash_means: str = "not_applicable"
    description_zh: str | None = None

    @property
    def is_personal(self) -> bool:
        """Whether the column identifies people, so that it lands as a keyed hash and nowhere else."""
        return self.classification == "personal"

    @property
    def header(self) -> str:
        """The header as people read it."""
        return " / ".join(self.header_path)

    @property
    def headers(self) -> tuple[tuple[str, ...], ...]:
        """Every header under which the column may stand."""
        return self.header_path, *((synonym,) for synonym in self.synonyms)


@dataclass(frozen=True)
class Table:
    """A sheet of a workbook, or the table of a CSV file.

    `may_be_absent`: a workbook without the sheet says the same as one whose sheet has no rows.
    `later_columns` are the names of the newest layout's columns where that is another one: what lands has those.
    """

    name: str
    name_zh: str
    sheet: str
    header_rows: int
    coverage_levels: tuple[str, ...]
    min_rows: int
    description: str
    columns: tuple[Column, ...]
    later_columns: tuple[str, ...] = ()
    queries: TableQueries = UNASKED_TABLE
    may_be_absent: bool = False

    @property
    def landing_names(self) -> tuple[str, ...]:
        """The columns that land: the layout's own, and those that only a later layout has, which stay empty."""
        return self.later_columns or tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[Column, ...]:
        """The key columns in their order."""
        keyed = (column for column in self.columns if column.key_position is not None)
        return tuple(sorted(keyed, key=lambda column: column.key_position or 0))

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Contract:
    """One dataset that a bureau may deliver."""

    bureau: str
    dataset: str
    name_zh: str
    bureau_name_zh: str
    bureau_name_en: str
    purpose: str
    version: str
    frequency: Literal["year", "quarter", "any"]
    format: Literal["xlsx", "csv"]
    file_patterns: tuple[str, ...]
    required_for_annual: bool
    default_vintage: str
    title_names_period: bool
    deadline_days: int
    tables: tuple[Table, ...]
    valid_from: Period | None = None
    valid_to: Period | None = None
    purpose_zh: str | None = None
    serves: str | None = None
    takes_many_files: bool = False

    def admits(self, period: Period) -> bool:
        """Whether the dataset is delivered for periods of this kind."""
        return self.frequency in ("any", period.kind)

    def due(self, period: Period) -> dt.date:
        """Return the last day on which a period's file is in time, by the clock in Shanghai."""
        return period.end + dt.timedelta(days=self.deadline_days)

    def holds_for(self, period: Period) -> bool:
        """Whether this is the layout that is agreed for a period."""
        return (self.valid_from is None or self.valid_from <= period) and (
            self.valid_to is None or period <= self.valid_to
        )

    @property
    def key(self) -> tuple[str, str]:
        """Bureau and dataset."""
        return self.bureau, self.dataset


@dataclass(frozen=True)
class Contracts:
    """All contracts, in the order of bureau and dataset: the newest version of each, and the earlier ones beside them.

    Those in `service` carry no figures but what is said about figures (answers to queries, corrections): they come through the
    same door and are neither due, nor built, nor listed when all datasets are.
    """

    all: tuple[Contract, ...]
    earlier: tuple[Contract, ...] = ()
    service: tuple[Contract, ...] = ()

    def __iter__(self) -> Iterator[Contract]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def get(self, bureau: str, dataset: str) -> Contract:
        """Return the newest version of a contract; raises KeyError when there is none."""
        for contract in (*self.all, *self.service):
            if contract.key == (bureau, dataset):
                return contract
        raise KeyError(f"{bureau}.{dataset}")

    def versions(self, key: tuple[str, str]) -> Sequence[Contract]:
        """Return all versions of a contract, the earliest first."""
        found = [contract for contract in (*self.earlier, *self.all, *self.service) if contract.key == key]
        return sorted(found, key=lambda version: version.valid_from or Period(0))

    def for_period(self, key: tuple[str, str], period: Period) -> Contract | None:
        """Return the version of a contract (bureau, dataset) that is in force for a period, or None when none is."""
        return next((version for version in self.versions(key) if version.holds_for(period)), None)

    def of_bureau(self, bureau: str) -> tuple[Contract, ...]:
        """Return the contracts of one bureau; what it may say about figures comes first, since its file names are the plainer."""
        return tuple(contract for contract in (*self.service, *self.all) if contract.bureau == bureau)
