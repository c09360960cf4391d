"""How a value becomes a score: one row per indicator, group and part of sheet 评分方法. The arithmetic itself is the engine's."""

from dataclasses import dataclass, replace

from sample.scheme.tree import SPECIAL_YEAR, TOWNSHIP_GROUPS, Row
from sample.textfile import Cell

NONE, TARGET, PAST, CITY, MEAN = "无", "目标值", "上年同期", "全市", "组平均"
VALUE, DIFFERENCE, GROWTH = "数值", "差值", "增速"
COMPLETION, EFFICACY, BANDED, STEP, ACHIEVED = "目标完成率", "功效系数", "分档", "增减分", "达标"
REWEIGHT, ZERO = "并入其他角度", "零分"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A row of the sheet; fields stand in the order of its columns."""

    indicator: str = ""
    group: str = "*"
    part: str
    share: float
    reference: str
    basis: str
    method: str
    base: float | str = ""
    step: float | str = ""
    good: float | str = ""
    bad: float | str = ""
    bands: str = ""
    floor: float = 40
    cap: float = 100
    fallback: str = "暂缓"

    def row(self) -> tuple[Cell, ...]:
        """Return the cells of the row."""
        return (
            self.indicator, self.group, self.part, self.share, self.reference, self.basis, self.method, self.base, self.step,
            self.good, self.bad, self.bands, self.floor, self.cap, self.fallback,
        )  # fmt: skip


def _completion(share: float = 1, step: float | str = "", floor: float = 0, cap: float = 110) -> Part:
    return Part(
        part="目标", share=share, reference=TARGET, basis=VALUE, method=COMPLETION, step=step, floor=floor, cap=cap
    )  # fmt: skip


def _achieved(share: float, floor: float) -> Part:
    return Part(part="目标", share=share, reference=TARGET, basis=VALUE, method=ACHIEVED, floor=floor)


def _efficacy(good: float, bad: float, share: float = 1, floor: float = 40) -> Part:
    return Part(
        part="目标", share=share, reference=NONE, basis=VALUE, method=EFFICACY, good=good, bad=bad, floor=floor
    )  # fmt: skip


def _banded(table: str, floor: float = 0, fallback: str = "暂缓") -> Part:
    return Part(
        part="目标", share=1, reference=NONE, basis=VALUE, method=BANDED, bands=table, floor=floor, fallback=fallback
    )  # fmt: skip


def _past(
    share: float,
    *,
    base: float,
    step: float,
    basis: str = DIFFERENCE,
    cap: float = 100,
    fallback: str = REWEIGHT,
) -> Part:
    return Part(
        part="纵向", share=share, reference=PAST, basis=basis, method=STEP, base=base, step=step, cap=cap, fallback=fallback
    )  # fmt: skip


def _across(share: float, reference: str, step: float, cap: float = 100) -> Part:
    return Part(
        part="横向",
        share=share,
        reference=reference,
        basis=DIFFERENCE,
        method=STEP,
        base=85,
        step=step,
        cap=cap,
    )


def _points(base: float, step: float, floor: float) -> Part:
    return Part(
        part="目标", share=1, reference=NONE, basis=VALUE, method=STEP, base=base, step=step, floor=floor
    )


def _economy(year: int) -> dict[str, tuple[Part, ...]]:
    """Return how growth is scored: 2020's slump moves the marks of the comparison with the past."""
    slump = year == SPECIAL_YEAR
    gap = Part(
        part="横向", share=0.4, reference=CITY, basis=DIFFERENCE, method=BANDED, bands="与全市差距", fallback=REWEIGHT
    )  # fmt: skip
    return {
        "GDP_GROWTH": (
            _completion(0.4, floor=40),
            _past(0.3, base=95 if slump else 88, step=5, cap=105, fallback="暂缓"),
            _across(0.3, CITY, step=5, cap=105),
        ),
        "INDUSTRY_GROWTH": (_efficacy(7.5, -2, 0.6) if slump else _efficacy(10, 4, 0.6), gap),
        "SERVICE_GROWTH": (_completion(0.5, floor=40), _across(0.5, MEAN, step=4)),
        "FIXED_INVESTMENT_GROWTH": (_banded("投资增速"),),
        "RETAIL_GROWTH": (_achieved(0.5, floor=60), _past(0.5, base=100 if slump else 85, step=2.5)),
    }


OTHERS: dict[str, tuple[Part, ...]] = {
    "LOCAL_REVENUE": (_completion(0.5, step=0.5), _past(0.5, base=80, step=1.5, basis=GROWTH, cap=110)),
    "PROJECT_INVESTMENT": (_completion(step=0.5),),
    "NEW_JOBS": (_completion(0.7, step=0.5), _past(0.3, base=85, step=1, basis=GROWTH)),
    "UNEMPLOYMENT_RATE": (_completion(0.6), _past(0.4, base=85, step=-20)),
    "PARTY_BUILDING": (_points(base=0, step=1, floor=0),),
    "KEY_TASKS": (_completion(cap=100),),
    "SERVICE_ON_TIME": (_efficacy(good=100, bad=90),),
    "BUDGET_EXECUTION_RATE": (_banded("预算执行"),),
    "OFFICIAL_EXPENSE": (_achieved(0.5, floor=50), _past(0.5, base=85, step=-1.5, basis=GROWTH)),
    "ENVIRONMENT": (_banded("环境评分"),),
    "SAFETY_RATE": (_efficacy(good=99.5, bad=94, share=0.5), _across(0.5, MEAN, step=4)),
}
SPECIAL: dict[str, tuple[Part, ...]] = {
    "INNOVATION_RESULTS": (_points(base=65, step=9, floor=60),),
    "INCENTIVE_MEASURES": (_completion(cap=100),),
    "GRASSROOTS_SERVICE": (_banded("服务基层", fallback=ZERO),),
}


def _of_groups() -> list[Part]:
    """Return the rows that hold for a group only and win over those for all groups."""
    hill = (_completion(0.5, floor=40), _across(0.5, CITY, step=5, cap=105))
    tasks = _efficacy(good=100, bad=82, floor=20)
    return [replace(part, indicator="GDP_GROWTH", group="COUNTY_HILL") for part in hill] + [
        replace(tasks, indicator="KEY_TASKS", group=group) for group in TOWNSHIP_GROUPS
    ]


def methods(year: int) -> list[Row]:
    """Return the rows of sheet 评分方法."""
    by_indicator = {**_economy(year), **OTHERS, **(SPECIAL if year == SPECIAL_YEAR else {})}
    for_all = [replace(part, indicator=code) for code, parts in by_indicator.items() for part in parts]
    return [part.row() for part in (*for_all, *_of_groups())]
