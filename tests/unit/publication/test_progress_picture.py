"""The small pictures of the monitoring report show the mart's figures where they belong."""

import re
from decimal import Decimal

from orchestration.publication.site.progress_picture import HEIGHT, MARGIN, WIDTH, picture

Row = dict[str, object]


def quarter(number: int, value: str, **more: str | None) -> Row:
    told = {"target_value": None, "forecast_value": None, "forecast_low": None, "forecast_high": None, **more}
    return {
        "period_code": f"2020Q{number}",
        "cumulative_value": Decimal(value),
        **{name: None if text is None else Decimal(text) for name, text in told.items()},
    }


def places(drawn: str, name: str) -> list[tuple[float, float]]:
    found = re.search(rf'class="{name}" points="([^"]*)"', drawn)
    pairs = [] if found is None else [place.split(",") for place in found[1].split()]
    return [(float(x), float(y)) for x, y in pairs]


def test_quarters_target_forecast_and_interval_stand_on_one_scale() -> None:
    last = quarter(2, "50", target_value="100", forecast_value="90", forecast_low="80", forecast_high="100")
    drawn = picture([quarter(1, "25"), last])
    assert [y for _, y in places(drawn, "target")] == [MARGIN, MARGIN]
    (_, first), (x, second) = places(drawn, "done")
    assert x == WIDTH / 2
    assert first > second == HEIGHT / 2
    assert places(drawn, "forecast")[0] == places(drawn, "done")[-1]
    assert places(drawn, "forecast")[1][0] == WIDTH - MARGIN
    low, high = (y for _, y in places(drawn, "interval"))
    assert low > places(drawn, "forecast")[1][1] > high == MARGIN


def test_what_is_not_known_is_not_drawn() -> None:
    drawn = picture([quarter(1, "-3")])
    assert not any(places(drawn, name) for name in ("target", "forecast", "interval"))
    assert len(places(drawn, "done")) == 1


def test_a_figure_of_nothing_is_a_level_line() -> None:
    drawn = picture([quarter(1, "0"), quarter(2, "0")])
    assert {y for _, y in places(drawn, "done")} == {HEIGHT - MARGIN}
