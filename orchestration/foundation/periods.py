"""Years and quarters, written `2020` and `2020Q2`, the periods of datasets, builds and releases."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from orchestration.foundation.errors import UserError

PERIOD_PATTERN = re.compile(r"(?P<year>20[0-9]{2})(?:Q(?P<quarter>[1-4]))?")


@dataclass(frozen=True, order=True)
class Period:
    """A calendar year, or a quarter of one (`quarter` 1 to 4, 0 for the whole year)."""

    year: int
    quarter: int = 0

    @classmethod
    def parse(cls, code: str) -> "Period":
        """Read `2020` or `2020Q2`; raises UserError for anything else."""
        match = PERIOD_PATTERN.fullmatch(code)
        if match is None:
            raise UserError(
                f"'{code}' is not a period: write a year (2020) or a quarter (2020Q2).",
                f"“{code}”不是有效期别：请写年份（2020）或季度（2020Q2）。",
            )
        return cls(int(match["year"]), int(match["quarter"] or 0))

    @property
    def code(self) -> str:
        """`2020` or `2020Q2`."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def kind(self) -> Literal["year", "quarter"]:
        """Whether this is a year or a quarter."""
        return "quarter" if self.quarter else "year"

    @property
    def start(self) -> dt.date:
        """First day."""
        return dt.date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def end(self) -> dt.date:
        """Last day."""
        if self.quarter in (0, 4):
            return dt.date(self.year, 12, 31)
        return dt.date(self.year, 3 * self.quarter + 1, 1) - dt.timedelta(days=1)

    @property
    def quarters(self) -> tuple["Period", ...]:
        """The quarters of a year, or the quarters of the year up to and with this one."""
        return tuple(Period(self.year, number) for number in range(1, (self.quarter or 4) + 1))

    def __str__(self) -> str:
        return self.code
