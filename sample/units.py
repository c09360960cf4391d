"""The units of the sample: the real city, counties and districts, and made-up zones, organs and townships.

Every made-up name carries （演示）, so that nobody takes it for a real unit. What a unit was called in an earlier year is
said here too; how well it does is not.
"""

import itertools
from dataclasses import dataclass, replace
from functools import cache

DEMO = "（演示）"
LAST_YEAR = 2020
CITY_LEVEL, COUNTY, ZONE, ORGAN, TOWNSHIP = "市", "县区", "开发区", "市直机关", "乡镇街道"


@dataclass(frozen=True)
class Unit:
    """One unit of the register; `group` is its evaluation group, None for the city itself.

    `key` is what stays when code and name change; `since` is the first year in which the unit takes part.
    """

    code: str
    name: str
    name_en: str
    level: str
    parent: str
    group: str | None
    former_code: str = ""
    former_name: str = ""
    valid_from: str = "2000-01-01"
    key: str = ""
    since: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self.key or self.code)

    @property
    def unit_id(self) -> str:
        """The identifier that survives changes of code and name."""
        return "U" + self.key


CITY = Unit("350100", "福州市", "Fuzhou", CITY_LEVEL, "", None)


def _county(code: str, name: str, name_en: str, group: str) -> Unit:
    return Unit(code, name, name_en, COUNTY, CITY.code, group)


COUNTIES = (
    _county("350102", "鼓楼区", "Gulou", "COUNTY_CORE"),
    _county("350103", "台江区", "Taijiang", "COUNTY_CORE"),
    _county("350104", "仓山区", "Cangshan", "COUNTY_CORE"),
    _county("350105", "马尾区", "Mawei", "COUNTY_CORE"),
    _county("350111", "晋安区", "Jin'an", "COUNTY_CORE"),
    replace(
        _county("350112", "长乐区", "Changle", "COUNTY_COAST"),
        former_code="350182",
        former_name="长乐市",
        valid_from="2017-11-06",
    ),
    _county("350121", "闽侯县", "Minhou", "COUNTY_HILL"),
    _county("350122", "连江县", "Lianjiang", "COUNTY_COAST"),
    _county("350123", "罗源县", "Luoyuan", "COUNTY_COAST"),
    _county("350124", "闽清县", "Minqing", "COUNTY_HILL"),
    _county("350125", "永泰县", "Yongtai", "COUNTY_HILL"),
    _county("350128", "平潭县", "Pingtan", "COUNTY_COAST"),
    _county("350181", "福清市", "Fuqing", "COUNTY_COAST"),
)
# Streets, then towns and townships, of each county: 173 in all.
TOWNSHIPS_PER_COUNTY = {
    "350102": (10, 0), "350103": (10, 0), "350104": (9, 4), "350105": (3, 1), "350111": (4, 5), "350112": (4, 12),
    "350121": (2, 12), "350122": (1, 19), "350123": (1, 10), "350124": (1, 13), "350125": (1, 17), "350128": (1, 13),
    "350181": (7, 13),
}  # fmt: skip
ZONE_KINDS = ("经济开发区", "高新产业园区", "临港工业区", "生态旅游区", "综合物流园区", "台商合作区")
ORGAN_KINDS = (
    ("D", "ORGAN_PARTY", 20, ("工作部", "委员会办公室", "联合会", "研究室")),
    ("J", "ORGAN_ECON", 22, ("发展局", "产业局", "资源局", "建设局")),
    ("F", "ORGAN_SERVICE", 22, ("服务局", "事务局", "保障局", "监督局")),
)
FIRST = "松云晴竹霁梧芷澜枫棠岚砚"
SECOND = "溪屿川麓汀皋岫渚坞隰湄垌峤汭洲"
NAMES = tuple(a + b for a, b in itertools.product(FIRST, SECOND))
# An organ that was set up in 2020, and a township that became a town in 2020 and has a new code since.
NEW_ORGAN = "3501F22"
UPGRADED, UPGRADED_SINCE = "350125906", "2020-03-18"


def _zones() -> list[Unit]:
    return [
        Unit(f"3501Z{n}", f"{NAMES[n * 17]}{kind}{DEMO}", f"Demo Zone {n}", ZONE, CITY.code, "ZONE")
        for n, kind in enumerate(ZONE_KINDS, 1)
    ]


def _organs() -> list[Unit]:
    organs = []
    for letter, group, count, kinds in ORGAN_KINDS:
        for n in range(1, count + 1):
            code = f"3501{letter}{n:02d}"
            name = f"市{NAMES[(n * 7 + ord(letter) * 3) % len(NAMES)]}{kinds[n % len(kinds)]}{DEMO}"
            organ = Unit(code, name, f"Demo Organ {letter}{n:02d}", ORGAN, CITY.code, group)
            if code == NEW_ORGAN:
                organ = replace(organ, since=LAST_YEAR, valid_from="2020-01-01")
            organs.append(organ)
    return organs


def _townships() -> list[Unit]:
    names = iter(NAMES)
    townships = []
    for county in COUNTIES:
        streets, towns = TOWNSHIPS_PER_COUNTY[county.code]
        for n in range(1, streets + towns + 1):
            kind, group = (
                ("街道", "TOWNSHIP_STREET") if n <= streets else ("镇" if n % 3 else "乡", "TOWNSHIP_TOWN")
            )
            name_en = f"{county.name_en} Demo {'Street' if kind == '街道' else 'Township'} {n:02d}"
            code = f"{county.code}9{n:02d}"
            township = Unit(code, f"{next(names)}{kind}{DEMO}", name_en, TOWNSHIP, county.code, group)
            townships.append(_upgraded(township) if code == UPGRADED else township)
    return townships


def _upgraded(township: Unit) -> Unit:
    """Return the town that a township has become: another name and code, the same unit."""
    return replace(
        township, code=township.code[:6] + "960", name=township.name.replace("乡（", "镇（"), key=township.code,
        former_code=township.code, former_name=township.name, valid_from=UPGRADED_SINCE,
    )  # fmt: skip


ZONES = tuple(_zones())
ORGANS = tuple(_organs())
TOWNSHIPS = tuple(_townships())


def _in_year(unit: Unit, year: int) -> Unit:
    """Return the unit under the name and code that it had in the year."""
    if unit.valid_from.startswith(str(LAST_YEAR)) and unit.former_code and year < LAST_YEAR:
        return replace(
            unit, code=unit.former_code, name=unit.former_name, former_code="", former_name="", valid_from="2000-01-01"
        )  # fmt: skip
    return unit


@cache
def units_of(year: int, *levels: str) -> tuple[Unit, ...]:
    """Return the evaluated units of the year as they were then: those of the levels, or all."""
    known = (*COUNTIES, *ZONES, *ORGANS, *TOWNSHIPS)
    return tuple(
        _in_year(unit, year) for unit in known if unit.since <= year and (not levels or unit.level in levels)
    )
