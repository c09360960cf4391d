"""Published figures beside ours, value by value. Knows no case; tests and `benchmarks.reference_agreement` read the same comparisons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from orchestration.foundation.workspace import REPOSITORY

Number = Decimal | float | int


@dataclass(frozen=True)
class Pair:
    """A published figure and ours.

    Attributes:
        key: What it is a figure of.
        ours: Ours; None where we have none.
        theirs: The published one; None where there is none.
        allowed: By how much they may differ: what the published digits leave open, or the tolerance that the case's README states.
    """

    key: tuple[str, ...]
    ours: Number | None
    theirs: Number | None
    allowed: float

    @property
    def gap(self) -> float:
        """By how much they differ; infinite where only one of them is there."""
        if self.ours is None or self.theirs is None:
            return 0.0 if self.ours is self.theirs else float("inf")
        return float(abs(Decimal(self.ours) - Decimal(self.theirs)))

    @property
    def agrees(self) -> bool:
        """Whether the published digits come out."""
        return self.gap <= self.allowed


@dataclass(frozen=True)
class Comparison:
    """Figures of one kind.

    Attributes:
        name: What they are, as docs/reference-cases.md calls them.
        source: File of the case that they stand in, without `.csv`.
        pairs: The figures.
        may_differ: How many of them need not agree, with the reason in docs/reference-cases.md; every other one must.
    """

    name: str
    source: str
    pairs: tuple[Pair, ...]
    may_differ: int = 0

    @property
    def largest_gap(self) -> float:
        """The largest difference of all."""
        return max(pair.gap for pair in self.pairs)

    @property
    def beyond(self) -> list[Pair]:
        """The figures that do not agree."""
        return [pair for pair in self.pairs if not pair.agrees]


def comparison(name: str, source: str, pairs: Iterable[Pair], may_differ: int = 0) -> Comparison:
    """Return a comparison, which has to compare something.

    Raises:
        AssertionError: There is nothing to compare.
    """
    # What neither has is no figure.
    found = tuple(pair for pair in pairs if pair.ours is not None or pair.theirs is not None)
    assert found, name
    return Comparison(name, source, found, may_differ)


def printed(key: tuple[str, ...], ours: Number | None, text: str, decimals: int) -> Pair:
    """Return a figure that is printed with so many decimals: ours may lie half a unit of the last one away, a tie on either side."""
    return Pair(key, ours, Decimal(text), 0.5 * 10.0**-decimals + 1e-12)


def exact(key: tuple[str, ...], ours: Number | None, text: str) -> Pair:
    """Return a figure in which nothing may differ: a rank, a count, a class."""
    return Pair(key, ours, Decimal(text), 0.0)


def competition_ranks(scores: dict[str, Any]) -> dict[str, int]:
    """Return competition ranks of what has a score, the highest first."""
    scored = {key: score for key, score in scores.items() if score is not None}
    return {key: 1 + sum(other > score for other in scored.values()) for key, score in scored.items()}


HEADER = ("| figures | file | values | differ | largest gap | at |", "| --- | --- | --- | --- | --- | --- |")
WHY_HEADER = ("| file | why not |", "| --- | --- |")


def table_row(one: Comparison) -> str:
    """Return a comparison as a row of docs/reference-cases.md: how many values, how many differ, the largest gap of those that agree and the figure that it is at."""
    within = [pair for pair in one.pairs if pair.agrees]
    worst = max(within, key=lambda pair: pair.gap, default=None)
    at = "" if worst is None or not worst.gap else f"{float(worst.theirs or 0):.6g}"
    gap = "" if worst is None else f"{worst.gap:.1e}" if worst.gap else "0"
    return f"| {one.name} | {one.source} | {len(one.pairs):,} | {len(one.beyond):,} | {gap} | {at} |"


def why_rows(reasons: Mapping[str, str]) -> list[str]:
    """Return what is not reproduced, and why, as rows of docs/reference-cases.md."""
    return [f"| {name} | {reason} |" for name, reason in reasons.items()]


def undocumented(comparisons: Iterable[Comparison], reasons: Mapping[str, str]) -> list[str]:
    """Return the rows of a case that docs/reference-cases.md does not have. A gap may be told larger than it is, never smaller."""
    page = set((REPOSITORY / "docs" / "reference-cases.md").read_text(encoding="utf-8").splitlines())
    told = {
        tuple(_cells(line)[:4]): _cells(line)[4] for line in page if line.count("|") == HEADER[0].count("|")
    }
    missing = [row for row in why_rows(reasons) if row not in page]
    for one in comparisons:
        row = table_row(one)
        gap = told.get(tuple(_cells(row)[:4]))
        if gap is None or float(_cells(row)[4] or 0) > float(gap or 0):
            missing.append(row)
    return missing


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")[1:-1]]
