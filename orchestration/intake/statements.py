"""What the words around a table state about all its rows: `数据性质：合成演示`, `数据阶段：年报`.

A statement that isn't understood is told, never passed over: it decides whether figures count as real.
"""

import re
from collections.abc import Iterable

from orchestration.contracts import fold
from orchestration.intake.arrays import Texts, as_texts

NATURE = "数据性质"
VINTAGE = "数据阶段"
CODES = {
    NATURE: {"实际": "real", "合成演示": "synthetic"},
    VINTAGE: {"快报": "flash", "初步核算": "preliminary", "年报": "final", "修订": "revised"},
}
# Lines that name the people who made the file stay in the file.
PERSONAL = ("填表人", "制表人", "填报人", "负责人", "联系人", "联系电话", "电话", "审核人", "经办人")


def stated(words: Iterable[str], label: str) -> set[str]:
    """Return the values that words state for a label, folded, known or not."""
    pattern = re.compile(rf"{label}:([^;,。、|]*)")
    return {value for text in words for value in pattern.findall(fold(text))}


def unknown(words: Iterable[str], label: str) -> set[str]:
    """Return what is stated for a label and can't be used: unknown values, or several at once."""
    values = stated(words, label)
    return values - CODES[label].keys() or (values if len(values) > 1 else set())


def by_row(column: Texts | None, words: Iterable[str], label: str, default: str, size: int) -> Texts:
    """Return each row's code for a label: its own column wins, then the words around the table, then the default.

    Args:
        column: The table's own column for the label as landed, if it has one.
        words: The words around the table.
        label: 数据性质 or 数据阶段.
        default: The code where nothing is stated.
        size: Number of rows.
    """
    codes = CODES[label]
    general = next((codes[value] for value in stated(words, label)), default)
    if column is None:
        return Texts.constant(general, size)
    return column.replaced(
        as_texts([codes[value] if value else general for value in column.values.to_pylist()])
    )


def impersonal(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that a receipt may repeat."""
    return tuple(text for text in dict.fromkeys(words) if not any(label in text for label in PERSONAL))
