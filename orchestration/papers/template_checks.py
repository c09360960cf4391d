"""What a template checks while people type: drop-downs, bounds, dates, keys. No stricter than intake, which decides.

Spreadsheet programs can't say everything that a contract says (patterns, references between files); the rest is told in the
prompt and checked at the door.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.contracts import Column, Contract, Contracts, Table
from orchestration.foundation.workbook_file import put
from orchestration.papers.template_basis import NAME, Basis, refers_to_units
from orchestration.papers.template_words import DASH, allowed_words, marks, prompt_words, unit_words

# What Excel takes: longest list written into the check itself, longest prompt, longest error, longest title.
LONGEST_LIST, LONGEST_PROMPT, LONGEST_ERROR, LONGEST_TITLE = 255, 255, 225, 32
EARLIEST_DATE = "1"
# Marks that keyboards write in more than one way.
TYPED = {DASH: ("-", "—", "——", "－"), "…": ("…", "……", "...")}


@dataclass(frozen=True)
class Span:
    """The cells of one column that a check covers."""

    letter: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.letter}{self.first}:{self.letter}{self.last}"

    @property
    def fixed(self) -> str:
        """The span as formulas of other cells write it."""
        return f"${self.letter}${self.first}:${self.letter}${self.last}"


@dataclass
class Lists:
    """The values of drop-downs that are too long to stand in a check, one per column of a hidden sheet."""

    sheet: Worksheet
    _written: dict[tuple[str, ...], str] = field(default_factory=dict)

    def formula(self, values: tuple[str, ...]) -> str:
        """Return the formula of a drop-down, writing its values into the sheet when they are new there."""
        inline = ",".join(values)
        if len(inline) < LONGEST_LIST and not any(set(value) & set(',"') for value in values):
            return f'"{inline}"'
        if values not in self._written:
            letter = get_column_letter(len(self._written) + 1)
            for row, value in enumerate(values, 1):
                put(self.sheet[f"{letter}{row}"], value)
            span = Span(letter, 1, len(values))
            self._written[values] = f"'{self.sheet.title}'!{span.fixed}"
        return self._written[values]


@dataclass(frozen=True)
class Checks:
    """Makes the checks of a contract's columns.

    Attributes:
        contract: The dataset.
        contracts: All contracts, for what columns refer to.
        basis: The units that drop-downs offer.
        lists: Where long lists are written.
        places: By table and column of this workbook, the cells in which its values will stand.
    """

    contract: Contract
    contracts: Contracts
    basis: Basis
    lists: Lists
    places: dict[tuple[str, str], tuple[str, Span]]

    def of(self, table: Table, column: Column, span: Span) -> DataValidation:
        """Return the check of one column's cells, with the prompt that is shown when one of them is chosen."""
        check = self._rule(table, column, span)
        check.allow_blank = True
        check.showInputMessage, check.showErrorMessage = True, check.type is not None
        check.promptTitle = check.errorTitle = column.header_path[-1][:LONGEST_TITLE]
        check.prompt = prompt_words(table, column, self.contracts)[:LONGEST_PROMPT]
        check.error = self._error(column)[:LONGEST_ERROR]
        check.add(str(span))
        return check

    def _error(self, column: Column) -> str:
        said = {"number": "请填数字", "integer": "请填整数", "date": "请填日期，如 2020-03-05"}
        kind = said.get(column.logical_type, "请按要求填写")
        unit = f"（{unit_words(column)}）" if column.unit_of_measure else ""
        instead = "，或填" + "、".join(f"“{mark}”" for mark in marks(column)) if marks(column) else ""
        allowed = allowed_words(column, self.contracts)
        return f"{kind}{unit}{instead}。{allowed}{'。' if allowed else ''}"

    def _rule(self, table: Table, column: Column, span: Span) -> DataValidation:
        if source := self._source(table, column):
            return DataValidation(type="list", formula1=source)
        if column.logical_type in ("number", "integer"):
            return _number(column, span)
        if column.logical_type == "date":
            return DataValidation(type="date", operator="greaterThanOrEqual", formula1=EARLIEST_DATE)
        if table.key == (column,):
            cell = f"{span.letter}{span.first}"
            return DataValidation(type="custom", formula1=f"SUMPRODUCT(--EXACT({span.fixed},{cell}))=1")
        return DataValidation()

    def _source(self, table: Table, column: Column) -> str | None:
        """Return the formula of the values that a drop-down offers, or None when there is none to offer."""
        if column.enum:
            return self.lists.formula(tuple(column.enum))
        target = column.reference
        is_name = column.name == NAME and any(refers_to_units(other) for other in table.columns)
        if is_name or refers_to_units(column):
            units = tuple(unit.named(target.column if target else NAME) for unit in self.basis.units)
            return self.lists.formula(units) if units else None
        if target is None:
            return None
        if (target.bureau, target.dataset) != self.contract.key or column.also_allowed:
            return None
        sheet, span = self.places[target.table, target.column]
        return f"'{sheet}'!{span.fixed}"


def _number(column: Column, span: Span) -> DataValidation:
    """Return the check of a figure; where marks may stand for it, a formula must say so."""
    low, high = column.minimum, column.maximum
    if not marks(column):
        return _plain("whole" if column.logical_type == "integer" else "decimal", low, high)
    cell = f"{span.letter}{span.first}"
    bounds = [f"ISNUMBER({cell})"]
    bounds += [f"{cell}{sign}{bound:f}" for sign, bound in ((">=", low), ("<=", high)) if bound is not None]
    if column.logical_type == "integer":
        bounds.append(f"{cell}=INT({cell})")
    written = ",".join(f'{cell}="{typed}"' for mark in marks(column) for typed in TYPED.get(mark, (mark,)))
    return DataValidation(type="custom", formula1=f"OR(AND({','.join(bounds)}),{written})")


def _plain(kind: Literal["whole", "decimal"], low: Decimal | None, high: Decimal | None) -> DataValidation:
    if low is not None and high is not None:
        return DataValidation(type=kind, operator="between", formula1=f"{low:f}", formula2=f"{high:f}")
    if high is not None:
        return DataValidation(type=kind, operator="lessThanOrEqual", formula1=f"{high:f}")
    lowest = f"{low:f}" if low is not None else "-1E+18"
    return DataValidation(type=kind, operator="greaterThanOrEqual", formula1=lowest)
