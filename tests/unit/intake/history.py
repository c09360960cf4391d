"""A small city with a past: what its bureaus delivered before, so that a file can be held against it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.unit.intake.workshop import UNITS, Workshop, write_workbook

HEADER = [
    "单位代码",
    "产值（万元）",
    "其中：工业（万元）",
    "其中：服务业（万元）",
    "上年同期产值（万元）",
    "占比（%）",
    "户数（户）",
]
COUNTIES = ("350102", "350103", "350104")
CITY = "350100"
NAMES = {"2019Q2": "2019年二季度产值", "2020Q1": "2020年一季度产值", "2020Q2": "2020年二季度产值"}


@dataclass(frozen=True)
class Output:
    """The figures of one unit in one quarter; `services` is what is left of the amount."""

    amount: float
    goods: float
    before: float | None
    share: float
    households: float | str | None

    def row(self, code: str) -> list[Any]:
        """Return them as they stand in the sheet."""
        services = round(self.amount - self.goods, 2)
        return [code, self.amount, self.goods, services, self.before, self.share, self.households]


def _added(counties: dict[str, Output], households: int) -> dict[str, Output]:
    """Return the figures with the city's row, which is their sum."""
    amount = round(sum(one.amount for one in counties.values()), 2)
    goods = round(sum(one.goods for one in counties.values()), 2)
    befores = [one.before for one in counties.values()]
    before = None if None in befores else round(sum(one for one in befores if one is not None), 2)
    return {CITY: Output(amount, goods, before, 100, households), **counties}


def outputs(period: str) -> dict[str, Output]:
    """Return figures of a quarter that every check passes."""
    rows = {
        "2019Q2": [
            (1130.1, 530.3, None, 34.9, 12),
            (2211.2, 1207.7, None, 40.5, 15),
            (3300.3, 1800.9, None, 24.6, 18),
        ],
        "2020Q1": [
            (600.4, 300.2, None, 35.0, 13),
            (1190.6, 640.1, None, 40.2, 15),
            (1711.8, 901.3, None, 24.8, 19),
        ],
        "2020Q2": [
            (1234.5, 601.6, 1130.1, 35.2, 13),
            (2345.6, 1301.8, 2211.2, 40.1, 16),
            (3456.7, 1901.4, 3300.3, 24.7, 19),
        ],
    }[period]
    return _added({code: Output(*row) for code, row in zip(COUNTIES, rows, strict=True)}, 45)


def drop_output(workshop: Workshop, period: str, figures: dict[str, Output] | None = None) -> Path:
    """Drop a quarter's output file."""
    told = outputs(period) if figures is None else figures
    rows = [HEADER, *(one.row(code) for code, one in told.items())]
    return write_workbook(workshop.path("statistics", period, f"{NAMES[period]}.xlsx"), {"产值": rows})


def with_past(workshop: Workshop) -> Workshop:
    """Deliver the year and the quarter before."""
    assert workshop.register(2019).accepted
    for period in ("2019Q2", "2020Q1"):
        receipt = workshop.receive(drop_output(workshop, period))
        assert receipt.accepted
        assert not receipt.findings
    return workshop


def changed(code: str = "350102", **figures: Any) -> dict[str, Output]:
    """Return the second quarter of 2020 with other figures of one unit, which nobody added up anew."""
    told = outputs("2020Q2")
    return {**told, code: replace(told[code], **figures)}


def readded(code: str = "350102", **figures: Any) -> dict[str, Output]:
    """Return it with other figures of one unit, and the city's row their sum."""
    counties = {name: one for name, one in changed(code, **figures).items() if name != CITY}
    return _added(counties, 45)


def drop_flash(workshop: Workshop, values: list[float]) -> Path:
    """Drop flash figures of as many counties as there are values; the register names them."""
    units = [(f"3502{number:02d}", f"新{number}县", "县区") for number, _ in enumerate(values)]
    workshop.register(units=[*UNITS, *units])
    rows = [
        ["单位代码", "增速（%）"],
        *([code, value] for (code, *_), value in zip(units, values, strict=True)),
    ]
    return write_workbook(workshop.path("statistics", "2020Q1", "2020年一季度快报.xlsx"), {"快报": rows})


def deliver_scheme(workshop: Workshop) -> None:
    """Deliver a scheme that weighs one indicator."""
    sheets = {
        "指标体系": [["代码", "类型", "名称"], ["HOUSEHOLDS", "指标", "户数"]],
        "指标权重": [["代码", "权重"], ["HOUSEHOLDS", 100]],
        "考评对象": [["单位代码"], ["350102"]],
    }
    path = workshop.path("efficiency_office", "2020", "2020年考评办法.xlsx")
    assert workshop.receive(write_workbook(path, sheets)).accepted
