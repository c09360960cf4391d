"""One table on its way through the stages: found in its sheet, its cells read, its keys checked.

Each stage returns its findings; whether to go on is decided in `examine`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from orchestration.contracts import Column, Table
from orchestration.intake.arrays import SEPARATOR, Distinct, constant, filled, joined
from orchestration.intake.cells import Parsed
from orchestration.intake.columns import read_column
from orchestration.intake.findings import MOST_LISTED, Finding, finding, shortened, uncounted
from orchestration.intake.headers import header_findings
from orchestration.intake.layout import Found, Header, find_header, split_body, words_above
from orchestration.intake.sheets import Sheet, column_letter
from orchestration.intake.statements import CODES, unknown

RESTRICTED = "（不显示 not shown）"


@dataclass
class ParsedTable:
    """A table as found in the file, and column by column as it will land."""

    table: Table
    file: str
    sheet: Sheet
    header: Header
    rows: Found
    words: tuple[str, ...]
    landed: dict[str, pa.StringArray] = field(default_factory=dict)
    reasons: dict[str, pa.StringArray] = field(default_factory=dict)
    queries: list[Finding] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows.numbers)

    def place(self, name: str) -> int | None:
        """Return the column of the sheet in which a field stands, or None when the bureau left it out."""
        places = self.header.places[name]
        return places[0] if places else None

    def texts(self, name: str) -> pa.StringArray:
        """Return a column as it stands in the file; blank where the bureau left it out."""
        place = self.place(name)
        if place is None or place >= len(self.rows.columns):
            return constant("", len(self))
        return self.rows.columns[place]

    def finding(
        self,
        rule: str,
        column: Column,
        row: int | None = None,
        *,
        value: object = None,
        allowed: object = None,
    ) -> Finding:
        """Make a finding about a column, or about the cell in one row of it."""
        place = self.place(column.name)
        shown = RESTRICTED if column.classification == "restricted" else shortened(str(value))
        return finding(
            rule,
            self.file,
            sheet=self.sheet.name,
            row=None if row is None else int(self.rows.numbers[row]),
            column=None if place is None else column_letter(place),
            header=column.header,
            value=None if value is None else shown,
            allowed=allowed,
        )

    def listed(self, column: Column, breaches: Sequence[tuple[int, str, str | None]]) -> list[Finding]:
        """Make one finding per row (row, rule, allowed), and one that counts those of a rule beyond the limit."""
        texts, count, found = self.texts(column.name), Counter[str](), []
        for row, rule, allowed in breaches:
            count[rule] += 1
            if count[rule] <= MOST_LISTED:
                found.append(
                    self.finding(rule, column, row, value=texts[row].as_py().strip(), allowed=allowed)
                )
        for rule, total in count.items():
            found += uncounted(rule, self.file, total, sheet=self.sheet.name, header=column.header)
        return found


def find_table(sheet: Sheet, table: Table, file: str) -> tuple[ParsedTable | None, list[Finding]]:
    """Find a table in its sheet and check its structure."""
    header = find_header(sheet, table)
    if header is None:
        wanted = "、".join(column.header for column in table.columns if column.required)
        return None, [finding("S02_HEADER_MISSING", file, sheet=sheet.name, allowed=wanted)]
    rows = split_body(sheet.body(header.end))
    words = (*words_above(sheet, header), *rows.words)
    faults = Counter(fault.rule for fault in sheet.faults)
    parsed = ParsedTable(table, file, sheet, header, rows, words)
    found = [
        *(
            finding(fault.rule, file, sheet=sheet.name, row=fault.row, column=fault.column, value=fault.value)
            for fault in sheet.faults[:MOST_LISTED]
        ),
        *(item for rule, total in faults.items() for item in uncounted(rule, file, total, sheet=sheet.name)),
        *header_findings(sheet, header, table, rows.columns, file),
        *_statements(parsed),
    ]
    return parsed, found or _row_findings(parsed)


def _statements(parsed: ParsedTable) -> Iterable[Finding]:
    for label, codes in CODES.items():
        wrong = unknown(parsed.words, label)
        if wrong:
            shown, allowed = "、".join(sorted(wrong)), "、".join(codes)
            yield finding(
                "S13_STATEMENT_UNKNOWN",
                parsed.file,
                sheet=parsed.sheet.name,
                header=label,
                value=shortened(shown),
                allowed=allowed,
            )


def _row_findings(parsed: ParsedTable) -> list[Finding]:
    table, width = parsed.table, len(parsed.header.paths)
    key = next(iter(table.key), table.columns[0])
    blank = ~filled(parsed.texts(key.name))
    found = [
        finding(
            "S10_ROW_OF_OTHER_LENGTH", parsed.file, row=stray.number, value=len(stray.cells), allowed=width
        )
        for stray in parsed.rows.strays[:MOST_LISTED]
    ]
    found += uncounted("S10_ROW_OF_OTHER_LENGTH", parsed.file, len(parsed.rows.strays))
    found += parsed.listed(key, [(int(row), "S06_ROW_WITHOUT_KEY", None) for row in blank.nonzero()[0]])
    if len(parsed) < table.min_rows:
        name = parsed.sheet.name
        found.append(
            finding("S07_TOO_FEW_ROWS", parsed.file, sheet=name, value=len(parsed), allowed=table.min_rows)
        )
    return found


def read_cells(parsed: ParsedTable, *, is_workbook: bool) -> list[Finding]:
    """Read every cell; what is merely implausible is kept in `queries`."""
    found: list[Finding] = []
    for column in parsed.table.columns:
        if parsed.place(column.name) is None:
            # Left out altogether and not required: empty in every row.
            parsed.landed[column.name] = constant(None, len(parsed))
            continue
        reading = read_column(parsed.texts(column.name), column, is_workbook=is_workbook)
        parsed.landed[column.name] = reading.values
        if reading.reasons is not None:
            parsed.reasons[column.name] = reading.reasons
        found += parsed.listed(column, _breaches(reading.problems))
        queries = [(row, "P01_IMPLAUSIBLE", cell.query) for row, cell in reading.queries]
        parsed.queries += parsed.listed(column, queries)
    return found


def _breaches(problems: Iterable[tuple[int, Parsed]]) -> list[tuple[int, str, str | None]]:
    return [(row, cell.rule, cell.allowed) for row, cell in problems if cell.rule]


def check_keys(parsed: ParsedTable) -> list[Finding]:
    """Return a finding for each row whose key stands in an earlier row."""
    names = [column.name for column in parsed.table.key]
    if not names:
        return []
    keys = Distinct(joined([parsed.landed[name] for name in names]))
    column, repeated = parsed.table.column(names[0]), keys.repeated()
    found = []
    for row in repeated[:MOST_LISTED]:
        code = keys.code(row)
        first = int(parsed.rows.numbers[keys.first_row(code)])
        shown = keys.values[code].as_py().replace(SEPARATOR, " / ")
        found.append(parsed.finding("K01_DUPLICATE_KEY", column, int(row), value=shown, allowed=first))
    return found + uncounted("K01_DUPLICATE_KEY", parsed.file, len(repeated), sheet=parsed.sheet.name)
