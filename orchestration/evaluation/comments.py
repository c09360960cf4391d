"""Which rules of the scheme a comment of the public appraisal meets, by its words: one row per comment and rule, for dbt.

Only the words that the rules name leave this module, never a comment. Which of the rules met hold, and who is responsible, is
the models' to decide.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

BETWEEN_WORDS = re.compile(r"[、，,；;\s]+")
BATCH = 20_000
FIELDS: list[tuple[str, pa.DataType]] = [
    ("submission_id", pa.string()),
    ("row_number", pa.int64()),
    ("rule_no", pa.string()),
    ("met_words", pa.string()),
]
MATCHES = pa.schema(FIELDS)


@dataclass(frozen=True)
class Rule:
    """The words of a row of sheet 意见分派."""

    number: str
    all_words: tuple[str, ...]
    any_words: tuple[str, ...]
    no_words: frozenset[str]

    @property
    def words(self) -> set[str]:
        """Every word that the rule names."""
        return {*self.all_words, *self.any_words, *self.no_words}

    def met_words(self, said: set[str]) -> list[str] | None:
        """Return the words by which a comment meets the rule, in the rule's order; None where it does not."""
        found = [word for word in self.any_words if word in said]
        if self.no_words & said or not said.issuperset(self.all_words) or (self.any_words and not found):
            return None
        return [*self.all_words, *found] or None


def read_rules(rows: Iterable[dict[str, Any]]) -> list[Rule]:
    """Return the rules of a scheme from the landed rows of its sheet; words are compared in lower case."""
    return [
        Rule(
            number=str(row["rule_no"]),
            all_words=split_words(row["all_words"]),
            any_words=split_words(row["any_words"]),
            no_words=frozenset(split_words(row["no_words"])),
        )
        for row in rows
    ]


def split_words(text: str | None) -> tuple[str, ...]:
    """Return the words of a cell, each once, in their order."""
    return tuple(dict.fromkeys(word for word in BETWEEN_WORDS.split((text or "").lower()) if word))


class Words:
    """Cuts comments into words with jieba's own dictionary and the scheme's words, which stay whole."""

    def __init__(self, words: Iterable[str]) -> None:
        # Loads a dictionary of 350,000 words: only where there is something to cut.
        import jieba

        self._wanted = frozenset(words)
        self._cutter = jieba.Tokenizer()
        # Not `initialize`: that would read a cache from the folder for temporary files, where anybody may put one.
        self._cutter.FREQ, self._cutter.total = self._cutter.gen_pfdict(self._cutter.get_dict_file())
        self._cutter.initialized = True
        for word in sorted(self._wanted):
            self._cutter.add_word(word)

    def said(self, comment: str) -> set[str]:
        """Return which of the words stand in a comment."""
        text = comment.lower()
        # Most comments name none: then there is nothing to cut.
        if not any(word in text for word in self._wanted):
            return set()
        return set(self._wanted.intersection(self._cutter.cut(text, HMM=False)))


def write_matches(folder: Path, rules: list[Rule], surveys: Iterable[Path]) -> None:
    """Write which comments meet which rules, in the order of the surveys' rows.

    Args:
        folder: The folder of the dbt source, made here.
        rules: The scheme's rules; none: nothing is cut.
        surveys: The landed responses of the evaluated year.
    """
    folder.mkdir(parents=True)
    with pq.ParquetWriter(folder / f"{folder.name}.parquet", MATCHES) as writer:
        if not rules:
            return
        words = Words(word for rule in rules for word in rule.words)
        for batch in (batch for path in surveys for batch in _comments(path)):
            rows = [row for comment in batch for row in _met(comment, rules, words)]
            writer.write_table(pa.Table.from_pylist(rows, schema=MATCHES))


def _comments(path: Path) -> Iterator[list[dict[str, Any]]]:
    columns = ["_submission_id", "_row", "comment_text"]
    for batch in pq.ParquetFile(path).iter_batches(BATCH, columns=columns):
        yield [row for row in batch.to_pylist() if row["comment_text"]]


def _met(comment: dict[str, Any], rules: list[Rule], words: Words) -> Iterator[dict[str, Any]]:
    said = words.said(comment["comment_text"])
    for rule in rules:
        met = rule.met_words(said)
        if met is not None:
            yield {
                "submission_id": comment["_submission_id"],
                "row_number": comment["_row"],
                "rule_no": rule.number,
                "met_words": "、".join(met),
            }
