"""The units of the sample: the real city, counties and districts, and made-up zones, organs and townships.

Every made-up name carries （演示）, so that nobody takes it for a real unit.
"""

import itertools
from dataclasses import dataclass

DEMO = "（演示）"


@dataclass(frozen=True)
class Unit:
    """One unit of the register; `group` is its evaluation group, None for the city itself."""

    code: str
    name: str
    name_en: str
    level: str
    parent: str
    group: str | None
    former_code: str = ""
    former_name: str = ""
    valid_from: str = "2000-01-01"

    @property
    def unit_id(self) -> str:
        """The identifier that survives changes of code and name."""
        return "U" + self.code.replace("-", "_")


CITY = Unit("350100", "福州市", "Fuzhou", "市", "", None)
COUNTIES = (
    Unit("350102", "鼓楼区", "Gulou", "县区", "350100", "COUNTY_CORE"),
    Unit("350103", "台江区", "Taijiang", "县区", "350100", "COUNTY_CORE"),
    Unit("350104", "仓山区", "Cangshan", "县区", "350100", "COUNTY_CORE"),
    Unit("350105", "马尾区", "Mawei", "县区", "350100", "COUNTY_CORE"),
    Unit("350111", "晋安区", "Jin'an", "县区", "350100", "COUNTY_CORE"),
    Unit("350112", "长乐区", "Changle", "县区", "350100", "COUNTY_COAST", "350182", "长乐市", "2017-11-06"),
    Unit("350121", "闽侯县", "Minhou", "县区", "350100", "COUNTY_HILL"),
    Unit("350122", "连江县", "Lianjiang", "县区", "350100", "COUNTY_COAST"),
    Unit("350123", "罗源县", "Luoyuan", "县区", "350100", "COUNTY_COAST"),
    Unit("350124", "闽清县", "Minqing", "县区", "350100", "COUNTY_HILL"),
    Unit("350125", "永泰县", "Yongtai", "县区", "350100", "COUNTY_HILL"),
    Unit("350128", "平潭县", "Pingtan", "县区", "350100", "COUNTY_COAST"),
    Unit("350181", "福清市", "Fuqing", "县区", "350100", "COUNTY_COAST"),
)
TOWNSHIPS_PER_COUNTY = {
    "350102": (10, 0), "350103": (10, 0), "350104": (9, 4), "350105": (3, 1), "350111": (4, 5), "350112": (4, 12),
    "350121": (2, 12), "350122": (1, 19), "350123": (1, 10), "350124": (1, 13), "350125": (1, 17), "350128": (1, 13),
    "350181": (7, 13),
}  # fmt: skip
FIRST = "松云晴竹霁梧芷澜枫棠岚砚"
SECOND = "溪屿川麓汀皋岫渚坞隰湄垌峤汭洲"
NAMES = tuple(a + b for a, b in itertools.product(FIRST, SECOND))


def _zones() -> list[Unit]:
    kinds = ("经济开发区", "高新产业园区", "临港工业区", "生态旅游区", "综合物流园区", "台商合作区")
    return [
        Unit(f"3501Z{n}", f"{NAMES[n * 17]}{kind}{DEMO}", f"Demo Zone {n}", "开发区", "350100", "ZONE")
        for n, kind in enumerate(kinds, 1)
    ]


def _organs() -> list[Unit]:
    plan = (
        ("D", "ORGAN_PARTY", 20, ("工作部", "委员会办公室", "联合会", "研究室")),
        ("J", "ORGAN_ECON", 22, ("发展局", "产业局", "资源局", "建设局")),
        ("F", "ORGAN_SERVICE", 22, ("服务局", "事务局", "保障局", "监督局")),
    )
    organs = []
    for letter, group, count, kinds in plan:
        for n in range(1, count + 1):
            word = NAMES[(n * 7 + ord(letter) * 3) % len(NAMES)]
            name = f"市{word}{kinds[n % len(kinds)]}{DEMO}"
            organs.append(
                Unit(f"3501{letter}{n:02d}", name, f"Demo Organ {letter}{n:02d}", "市直机关", "350100", group)
            )
    return organs


def _townships() -> list[Unit]:
    names = iter(NAMES)
    townships = []
    for county in COUNTIES:
        streets, towns = TOWNSHIPS_PER_COUNTY[county.code]
        for n in range(1, streets + towns + 1):
            street = n <= streets
            kind = "街道" if street else ("镇" if n % 3 else "乡")
            group = "TOWNSHIP_STREET" if street else "TOWNSHIP_TOWN"
            name_en = f"{county.name_en} Demo {'Street' if street else 'Township'} {n:02d}"
            townships.append(
                Unit(
                    f"{county.code}9{n:02d}",
                    f"{next(names)}{kind}{DEMO}",
                    name_en,
                    "乡镇街道",
                    county.code,
                    group,
                )
            )
    return townships


ZONES = tuple(_zones())
ORGANS = tuple(_organs())
TOWNSHIPS = tuple(_townships())
EVALUATED = (*COUNTIES, *ZONES, *ORGANS, *TOWNSHIPS)
REGISTER = (CITY, *EVALUATED)
