"""Units of measure: what each is called, what kind of thing it counts, and the exact factor between two of one kind.

A table and nothing else: where a file states its unit is read in intake, what a column takes is said by its contract.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from orchestration.contracts.model import fold


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    Attributes:
        symbol: How it is written in contracts.
        kind: What it measures; two units of one kind claim the same columns.
        base: The unit in which `factor` counts. Units of one kind with other bases have no exact factor between them.
        factor: How many of the base it is.
    """

    symbol: str
    kind: str
    base: str
    factor: Decimal


# Kind, base, and each unit with its factor and its other spellings.
_TABLE: tuple[tuple[str, str, tuple[tuple[str, str, tuple[str, ...]], ...]], ...] = (
    ("money", "元", (
        ("元", "1", ("人民币元", "元人民币", "¥", "RMB")), ("百元", "100", ()), ("千元", "1000", ()),
        ("万元", "10000", ("人民币万元", "万元人民币")), ("十万元", "100000", ()), ("百万元", "1000000", ()),
        ("千万元", "10000000", ()), ("亿元", "100000000", ("人民币亿元", "亿元人民币")),
        ("十亿元", "1000000000", ()), ("百亿元", "10000000000", ()), ("万亿元", "1000000000000", ()),
    )),
    ("money", "美元", (
        ("美元", "1", ("USD", "$")), ("万美元", "10000", ()), ("百万美元", "1000000", ()), ("亿美元", "100000000", ()),
    )),
    ("persons", "人", (
        ("人", "1", ()), ("百人", "100", ()), ("千人", "1000", ()), ("万人", "10000", ()), ("亿人", "100000000", ()),
    )),
    ("visits", "人次", (("人次", "1", ()), ("万人次", "10000", ()), ("亿人次", "100000000", ()))),
    ("households", "户", (("户", "1", ()), ("千户", "1000", ()), ("万户", "10000", ()))),
    ("ratio", "%", (("%", "1", ("百分比", "百分之")), ("‰", "0.1", ("千分比",)), ("‱", "0.01", ("万分比",)))),
    ("index", "上年=100", (("上年=100", "1", ("以上年为100", "上年为100")),)),
    ("index", "上年同期=100", (("上年同期=100", "1", ("以上年同期为100",)),)),
    ("points of a ratio", "百分点", (("百分点", "1", ("个百分点",)), ("千分点", "0.1", ("个千分点",)), ("基点", "0.01", ("个基点", "BP")))),
    ("times", "次", (("次", "1", ()), ("万次", "10000", ()))),
    ("things", "个", (("个", "1", ()), ("万个", "10000", ()))),
    ("enterprises", "家", (("家", "1", ()), ("万家", "10000", ()))),
    ("items", "项", (("项", "1", ()), ("万项", "10000", ()))),
    ("pieces", "件", (("件", "1", ()), ("万件", "10000", ()), ("亿件", "100000000", ()))),
    ("points", "分", (("分", "1", ()),)),
    ("days", "天", (("天", "1", ("日", "工作日")),)),
    ("area", "平方米", (
        ("平方米", "1", ("m²", "㎡")), ("万平方米", "10000", ("万m²", "万㎡")), ("公顷", "10000", ("hm²",)),
        ("千公顷", "10000000", ()), ("平方公里", "1000000", ("平方千米", "km²")), ("万平方公里", "10000000000", ()),
    )),
    ("area", "亩", (("亩", "1", ()), ("万亩", "10000", ()))),
    ("length", "米", (("米", "1", ("m",)), ("公里", "1000", ("千米", "km")), ("万公里", "10000000", ()))),
    ("volume", "立方米", (("立方米", "1", ("m³",)), ("万立方米", "10000", ()), ("亿立方米", "100000000", ()), ("升", "0.001", ("L",)))),
    ("mass", "吨", (
        ("克", "0.000001", ("g",)), ("千克", "0.001", ("公斤", "kg")), ("吨", "1", ("t",)), ("千吨", "1000", ()),
        ("万吨", "10000", ()), ("百万吨", "1000000", ()), ("亿吨", "100000000", ()),
    )),
    ("energy", "吨标准煤", (("吨标准煤", "1", ("吨标煤", "tce")), ("万吨标准煤", "10000", ("万吨标煤",)))),
    ("electricity", "千瓦时", (
        ("千瓦时", "1", ("度", "kWh")), ("兆瓦时", "1000", ("MWh",)), ("万千瓦时", "10000", ("万度", "万kWh")),
        ("亿千瓦时", "100000000", ("亿度", "亿kWh")),
    )),
    ("power", "千瓦", (("千瓦", "1", ("kW",)), ("兆瓦", "1000", ("MW",)), ("万千瓦", "10000", ("万kW",)))),
)  # fmt: skip


def _spelt() -> dict[str, Unit]:
    return {
        fold(name).casefold(): Unit(symbol, kind, base, Decimal(factor))
        for kind, base, units in _TABLE
        for symbol, factor, spellings in units
        for name in (symbol, *spellings)
    }


UNITS = _spelt()


def find_unit(text: str) -> Unit | None:
    """Return the unit that a text names, in any of its spellings; None when it names none."""
    return UNITS.get(fold(text).casefold())


def unit_factor(given: Unit, wanted: Unit) -> Decimal | None:
    """Return by what a figure in one unit is multiplied to stand in another; None when no exact factor exists."""
    if (given.kind, given.base) != (wanted.kind, wanted.base):
        return None
    ratio = Fraction(given.factor) / Fraction(wanted.factor)
    rest = ratio.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return Decimal(ratio.numerator) / Decimal(ratio.denominator) if rest == 1 else None
