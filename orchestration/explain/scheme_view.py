"""Where the scheme's own numbers stand: what the text of a part reads is noted while it is written, and told with its cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from orchestration.explain.record import Explanation
from orchestration.results.release_tables import Row

# Columns of a part's record that show another column of the scheme, by the table and the column there.
ELSEWHERE = {
    "band_lower": ("bands", "lower_bound"),
    "band_upper": ("bands", "upper_bound"),
    "band_score_at_lower": ("bands", "score_at_lower"),
    "band_score_at_upper": ("bands", "score_at_upper"),
    "condition_target": ("targets", "target_value"),
}
# What holds where the scheme leaves a column blank: another column of the row, or a default.
INSTEAD = {"step_score_below": "step_score", "divisor_increment": "step_score"}
DEFAULTS = {
    "score_low": "低端得分 score low",
    "score_high": "高端得分 score high",
    "pool": "比较范围 pool",
}
# What the words of a page follow from, but no number.
WORDS = ("method_code", "reference_kind", "basis")


class Noted(Mapping[str, Any]):
    """A row that notes which of its columns were read.

    Attributes:
        read: Their names.
    """

    def __init__(self, row: Row) -> None:
        self._row = row
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        value = self._row[name]
        self.read.add(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)


def cell_text(row: Row, name: str | None = None) -> str:
    """Return a number of the scheme with its cell, named by its column or as told."""
    named = name or f"{row['field_name_zh'] or ''} {row['field_code'].replace('_', ' ')}".strip()
    where = "!".join(filter(None, (row["sheet_name"], row["cell_address"])))
    return f"{named} {row['field_text']}〔{where}〕"


def source_line(explanation: Explanation, told: Sequence[str]) -> list[str]:
    """Return numbers with their cells as a line that names the file; none where there are no numbers."""
    if not told:
        return []
    source = explanation.inputs.get(explanation.release["scheme_submission_id"])
    return [f"方案 scheme {source['file_name'] if source else '–'}：{'，'.join(told)}"]


def rows_of(explanation: Explanation, table: str, fields: Iterable[str] = (), **keys: Any) -> list[Row]:
    """Return the cells of a table's rows with some keys; of a group's own rows and those for all (*), the own ones."""
    wanted = set(fields)
    found = [
        row
        for row in explanation.scheme_cells
        if row["table_code"] == table and all(row[key] == value for key, value in keys.items())
    ]
    if any(row["group_code"] not in (None, "*") for row in found):
        found = [row for row in found if row["group_code"] != "*"]
    return [row for row in found if not wanted or row["field_code"] in wanted]


def _part_cells(explanation: Explanation, part: Row) -> dict[tuple[str, str], Row]:
    """Return all cells that a part's numbers may come from, by table and column."""
    indicator = part["indicator_code"]
    of_indicator = rows_of(explanation, "methods", node_code=indicator)
    found = [row for row in of_indicator if row["part_code"] == part["part_code"]]
    if part.get("band_no") is not None:
        found += rows_of(explanation, "bands", item_code=part["band_table"], band_no=part["band_no"])
    found += rows_of(explanation, "targets", node_code=indicator)
    return {(row["table_code"], row["field_code"]): row for row in found}


def _said(name: str, direction: str | None) -> tuple[str, str]:
    """Return the table and the column of the scheme that a column of the record shows."""
    if name in ("pool_low", "pool_high"):
        is_low = (name == "pool_low") == (direction == "higher")
        return "methods", "goalpost_low" if is_low else "goalpost_high"
    return ELSEWHERE.get(name, ("methods", name))


def part_sources(explanation: Explanation, part: Noted, row: Row, direction: str | None) -> list[str]:
    """Return where the numbers of the scheme stand that were read of a part; none for releases that do not say."""
    cells = _part_cells(explanation, row)
    if not cells:
        return []
    found: dict[tuple[str, str], Row] = {}
    defaults = []
    for name in sorted(part.read - set(WORDS)):
        place = _said(name, direction)
        if place not in cells and name in INSTEAD:
            place = ("methods", INSTEAD[name])
        if row[name] is None:
            continue
        if place in cells:
            found[place] = cells[place]
        elif name in DEFAULTS:
            defaults.append(f"{DEFAULTS[name]} 未写，按默认 not said, by default")
    return source_line(explanation, [*(cell_text(cell) for cell in in_order(found.values())), *defaults])


def in_order(cells: Iterable[Row]) -> list[Row]:
    """Return cells as they stand: by sheet, row and column."""
    return sorted(
        cells,
        key=lambda cell: (
            cell["table_code"],
            cell["row_number"],
            len(cell["cell_address"]),
            cell["cell_address"],
        ),
    )


def setting_text(explanation: Explanation, *codes: str) -> list[str]:
    """Return settings with their cells, or that they hold by default; none for releases that do not say."""
    told = []
    for row in explanation.settings:
        if row["setting_code"] in codes:
            where = "!".join(filter(None, (row["setting_sheet"], row["setting_cell"])))
            source = f"〔{where}〕" if row["is_said"] else "（未写，按默认 not said, by default）"
            told.append(f"设置 setting {row['setting_code']} {row['setting_value'] or '–'}{source}")
    return told
