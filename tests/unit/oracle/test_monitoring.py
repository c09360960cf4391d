"""The oracle's own words on monitoring, case by case: what it says must not rest on the models."""

from fractions import Fraction

import pytest

from tests.oracle.exact import Estimate
from tests.oracle.forecast import Forecast
from tests.oracle.monitoring import outlook, status

SHARE = Fraction(9, 10)


@pytest.mark.parametrize(
    ("direction", "progress", "wanted"),
    [
        ("higher", 50, "on_track"),
        ("higher", 45, "at_risk"),
        ("higher", 44, "behind"),
        ("lower", 50, "on_track"),
        ("lower", 55, "at_risk"),
        ("lower", 56, "behind"),
        ("interval", 45, "on_track"),
        ("interval", 55, "on_track"),
        ("interval", 40, "at_risk"),
        ("interval", 60, "at_risk"),
        ("interval", 39, "behind"),
        ("interval", 61, "behind"),
    ],
)
def test_status_knows_every_direction(direction: str, progress: int, wanted: str) -> None:
    assert status(Fraction(progress), Fraction(50), SHARE, direction) == wanted


@pytest.mark.parametrize(
    ("direction", "value", "width", "wanted"),
    [
        ("higher", 100, 5, "on_target"),
        ("higher", 99, 5, "likely_missed"),
        ("higher", 99, None, "likely_missed"),
        ("higher", 94, 5, "very_likely_missed"),
        ("lower", 100, 5, "on_target"),
        ("lower", 104, 5, "likely_missed"),
        ("lower", 106, 5, "very_likely_missed"),
        ("interval", 110, 5, "on_target"),
        ("interval", 112, 5, "likely_missed"),
        ("interval", 84, 5, "very_likely_missed"),
        ("interval", 116, 5, "very_likely_missed"),
    ],
)
def test_the_outlook_knows_every_direction(
    direction: str, value: int, width: int | None, wanted: str
) -> None:
    interval = None if width is None else (Estimate(value - width), Estimate(value + width))
    forecast = Forecast(Fraction(value), interval, 9, "interval")
    assert outlook(forecast, Fraction(100), SHARE, direction) == wanted
