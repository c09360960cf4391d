"""Flash growth is near what is published later, and 2020 begins with a slump everywhere."""

import pytest

from sample.figures.economy import GROWTH, growth, growth_so_far, published_growth
from sample.units import CITY, COUNTY, ZONE, units_of

YEARS = [2018, 2019, 2020]


@pytest.mark.parametrize("year", YEARS)
def test_a_flash_figure_is_near_the_final_one_where_that_is_public(year: int) -> None:
    gaps = [
        abs(growth(unit, year, name) - real)
        for unit in (CITY, *units_of(year, COUNTY))
        for name in GROWTH
        if (real := published_growth(unit, year, name)) is not None
    ]
    assert len(gaps) > 2
    assert max(gaps) < 0.6
    assert year == 2019 or len(gaps) == 14 * 3


@pytest.mark.parametrize("name", GROWTH)
def test_the_first_quarter_of_2020_is_the_worst_and_the_year_catches_up(name: str) -> None:
    for unit in (CITY, *units_of(2020, COUNTY, ZONE)):
        quarters = [growth_so_far(unit, 2020, quarter, name) for quarter in (1, 2, 3, 4)]
        assert quarters == sorted(quarters)
        assert quarters[0] < quarters[3] - 8


@pytest.mark.parametrize("year", YEARS)
def test_the_fourth_quarter_is_the_year(year: int) -> None:
    for unit in units_of(year, COUNTY, ZONE):
        assert growth_so_far(unit, year, 4, "GDP") == growth(unit, year, "GDP")
