"""Weights: of components, dimensions and indicators, in each group. Siblings sum to 100; an indicator without one does not apply."""

from collections.abc import Mapping

from sample.scheme.tree import COUNTY_GROUPS, ORGAN_GROUPS, TOWNSHIP_GROUPS, Row

Weights = dict[str, dict[str, float]]
ONLY = 100
SPECIAL: dict[str, float] = {"INNOVATION_RESULTS": 50, "INCENTIVE_MEASURES": 50}
COMPONENT_WEIGHTS = {2019: {"INDICATORS": 70, "APPRAISAL": 30}, 2020: {"INDICATORS": 60, "APPRAISAL": 40}}


def _area(economy: dict[str, float], livelihood: dict[str, float]) -> Weights:
    return {
        "ECON": economy,
        "FINANCE": {"LOCAL_REVENUE": ONLY},
        "PROJECT": {"PROJECT_INVESTMENT": ONLY},
        "LIVELIHOOD": livelihood,
        "PARTY": {"PARTY_BUILDING": ONLY},
        "SPECIAL": SPECIAL,
    }


def _county(gdp: float, industry: float, service: float, investment: float, retail: float) -> Weights:
    economy = {
        "GDP_GROWTH": gdp,
        "INDUSTRY_GROWTH": industry,
        "SERVICE_GROWTH": service,
        "FIXED_INVESTMENT_GROWTH": investment,
        "RETAIL_GROWTH": retail,
    }
    return _area(economy, {"NEW_JOBS": 60, "UNEMPLOYMENT_RATE": 40})


def _organ(duty: dict[str, float]) -> Weights:
    return {
        "DUTY": duty,
        "COST": {"BUDGET_EXECUTION_RATE": 60, "OFFICIAL_EXPENSE": 40},
        "PARTY": {"PARTY_BUILDING": ONLY},
        "SPECIAL": {"INNOVATION_RESULTS": 35, "INCENTIVE_MEASURES": 30, "GRASSROOTS_SERVICE": 35},
    }


def _township(environment: float) -> Weights:
    return {
        "GOVERN": {"ENVIRONMENT": environment, "SAFETY_RATE": 100 - environment},
        "DUTY": {"KEY_TASKS": ONLY},
        "LIVELIHOOD": {"NEW_JOBS": ONLY},
        "PARTY": {"PARTY_BUILDING": ONLY},
        "SPECIAL": SPECIAL,
    }


INDICATOR_WEIGHTS: dict[str, Weights] = {
    "COUNTY_CORE": _county(30, 10, 30, 15, 15),
    "COUNTY_COAST": _county(30, 25, 15, 20, 10),
    "COUNTY_HILL": _county(30, 20, 20, 17.5, 12.5),
    "ZONE": _area(
        {"GDP_GROWTH": 25, "INDUSTRY_GROWTH": 40, "FIXED_INVESTMENT_GROWTH": 35}, {"NEW_JOBS": ONLY}
    ),
    "ORGAN_PARTY": _organ({"KEY_TASKS": ONLY}),
    "ORGAN_ECON": _organ({"KEY_TASKS": 60, "SERVICE_ON_TIME": 40}),
    "ORGAN_SERVICE": _organ({"KEY_TASKS": 50, "SERVICE_ON_TIME": 50}),
    "TOWNSHIP_TOWN": _township(55),
    "TOWNSHIP_STREET": _township(45),
}
COUNTY_DIMENSIONS = {
    2019: {"ECON": 40, "FINANCE": 15, "PROJECT": 15, "LIVELIHOOD": 15, "PARTY": 15},
    2020: {"ECON": 35, "FINANCE": 12, "PROJECT": 15, "LIVELIHOOD": 13, "PARTY": 15, "SPECIAL": 10},
}
ZONE_DIMENSIONS = {
    2019: {"ECON": 45, "FINANCE": 15, "PROJECT": 20, "LIVELIHOOD": 10, "PARTY": 10},
    2020: {"ECON": 40, "FINANCE": 12, "PROJECT": 20, "LIVELIHOOD": 8, "PARTY": 10, "SPECIAL": 10},
}
ORGAN_DIMENSIONS = {
    2019: {"DUTY": 50, "COST": 20, "PARTY": 30},
    2020: {"DUTY": 42, "COST": 18, "PARTY": 25, "SPECIAL": 15},
}
TOWNSHIP_DIMENSIONS = {
    2019: {"GOVERN": 45, "DUTY": 25, "LIVELIHOOD": 15, "PARTY": 15},
    2020: {"GOVERN": 40, "DUTY": 22, "LIVELIHOOD": 13, "PARTY": 15, "SPECIAL": 10},
}
DIMENSION_WEIGHTS = {
    **dict.fromkeys(COUNTY_GROUPS, COUNTY_DIMENSIONS),
    "ZONE": ZONE_DIMENSIONS,
    **dict.fromkeys(ORGAN_GROUPS, ORGAN_DIMENSIONS),
    **dict.fromkeys(TOWNSHIP_GROUPS, TOWNSHIP_DIMENSIONS),
}


def weights(year: int) -> list[Row]:
    """Return the rows of sheet 权重."""
    rows: list[Row] = []
    for group, of_group in INDICATOR_WEIGHTS.items():
        dimensions = DIMENSION_WEIGHTS[group][year]
        siblings: tuple[Mapping[str, float], ...] = (
            COMPONENT_WEIGHTS[year],
            dimensions,
            *(of_group[code] for code in dimensions),
        )
        rows += [(group, code, weight) for family in siblings for code, weight in family.items()]
    return rows


def applies(year: int, group: str) -> set[str]:
    """Return the indicators with a weight in a group."""
    return {
        code for dimension in DIMENSION_WEIGHTS[group][year] for code in INDICATOR_WEIGHTS[group][dimension]
    }
