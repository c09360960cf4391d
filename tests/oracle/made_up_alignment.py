"""Makes up the superior's indicators, of the province and of the city, and which of ours carry them: several to several, some not at all.

From a seed of its own, so that the rest of a made-up year stays what it is without them.
"""

import random

from tests.oracle.landing_site import Fields, LandingSite
from tests.oracle.made_up_scheme import Plan

SCHEME = "efficiency_office__scheme__"
CITY = ("C1", "C2", "C3")


def _superiors(dice: random.Random) -> list[Fields]:
    """Return indicators of both levels; the city's may descend from the province's, and a whole level may give no points."""
    province = [f"P{number}" for number in range(1, dice.randint(2, 5) + 1)]
    levels = {**dict.fromkeys(province, "省"), **dict.fromkeys(CITY, "市")}
    pointless = dice.choice([None, None, None, "省", "市"])
    return [
        {
            "superior_code": code,
            "superior_level": level,
            "name_zh": f"上级{code}",
            "name_en": f"superior {code}",
            "weight": "0" if level == pointless else f"{dice.randint(0, 1200) / 100:.2f}",
            "source_code": dice.choice([None, *province, *province]) if level == "市" else None,
        }
        for code, level in levels.items()
    ]


def land_alignment(site: LandingSite, plan: Plan, seed: int) -> None:
    """Land both sheets; what corresponds is an indicator that weighs somewhere."""
    dice = random.Random(seed)  # noqa: S311 - made-up pairs
    superiors = _superiors(dice)
    weighted = sorted({str(row["node_code"]) for row in plan.sheets["weights"]}.intersection(plan.directions))
    asked = [row["superior_code"] for row in superiors]
    pairs = {(dice.choice(weighted), dice.choice(asked)) for _ in range(dice.randint(3, 9))}
    site.land(SCHEME + "superior_indicators", str(site.year), superiors)
    rows: list[Fields] = [
        {"indicator_code": own, "superior_code": superior} for own, superior in sorted(pairs)
    ]
    site.land(SCHEME + "alignments", str(site.year), rows)
