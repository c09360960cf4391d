"""Periods read what people write and refuse the rest with words."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.foundation.errors import UserError
from orchestration.foundation.periods import Period


@pytest.mark.parametrize(
    ("code", "kind", "start", "end"),
    [
        ("2020", "year", dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
        ("2020Q1", "quarter", dt.date(2020, 1, 1), dt.date(2020, 3, 31)),
        ("2020Q4", "quarter", dt.date(2020, 10, 1), dt.date(2020, 12, 31)),
        ("2021Q2", "quarter", dt.date(2021, 4, 1), dt.date(2021, 6, 30)),
    ],
)
def test_a_period_knows_its_days(code: str, kind: str, start: dt.date, end: dt.date) -> None:
    period = Period.parse(code)
    assert (period.kind, period.start, period.end, period.code) == (kind, start, end, code)


@pytest.mark.parametrize("code", ["", "20", "2020Q5", "2020q1", "2020-Q1", " 2020", "1999", "２０２０"])
def test_anything_else_is_refused_with_words_in_both_languages(code: str) -> None:
    with pytest.raises(UserError) as error:
        Period.parse(code)
    assert "2020Q2" in error.value.message_en
    assert "2020Q2" in error.value.message_zh


@given(st.integers(2000, 2099), st.integers(0, 4))
def test_a_code_reads_back_as_the_same_period(year: int, quarter: int) -> None:
    assert Period.parse(Period(year, quarter).code) == Period(year, quarter)


@given(st.integers(2000, 2099))
def test_the_quarters_of_a_year_cover_it_without_gaps(year: int) -> None:
    quarters = Period(year).quarters
    assert quarters[0].start == Period(year).start
    assert quarters[-1].end == Period(year).end
    for one, following in itertools.pairwise(quarters):
        assert one.end + dt.timedelta(days=1) == following.start
