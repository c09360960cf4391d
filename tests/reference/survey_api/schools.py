"""Turns the files of the reference case into a year's survey: one unit per design and kind of domain.

The data belongs to another project and is not kept here. Knows files and designs; the expected figures are the test's business.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests.oracle.landing_site import Fields, LandingSite

Row = dict[str, str]
SCALE = Decimal("0.1")
SCHEME = "efficiency_office__scheme__"
YES = Decimal(100)
# A weight has six decimals in the file: these have more, and only their proportions count.
WEIGHT_UNIT = 1000


@dataclass(frozen=True)
class Design:
    """How the schools of a file were drawn.

    Attributes:
        name: As the expected results call it.
        file: Without `.csv`.
        stratum: Column of the stratum; all schools are in one where there is none.
        cluster: Column of the primary sampling unit, if schools were not drawn one by one.
        population: Column with the number of sampling units in the population, if the correction is made.
        margins: What is known of the population, by the survey's attribute column.
    """

    name: str
    file: str
    stratum: str | None = None
    cluster: str | None = None
    population: str | None = None
    margins: dict[str, tuple[str, dict[str, int]]] = field(default_factory=dict)


STYPE = ("stype", {"E": 4421, "H": 755, "M": 1018})
SCH_WIDE = ("sch.wide", {"No": 1072, "Yes": 5122})
DESIGNS = (
    Design("apistrat_fpc", "apistrat", stratum="stype", population="fpc"),
    Design("apistrat_nofpc", "apistrat", stratum="stype"),
    Design("apisrs_fpc", "apisrs", population="fpc"),
    Design("apiclus1_fpc", "apiclus1", cluster="dnum", population="fpc"),
    Design("apiclus2_wr", "apiclus2", cluster="dnum"),
    Design("apiclus1_post", "apiclus1", cluster="dnum", population="fpc", margins={"attribute_1": STYPE}),
    Design(
        "apiclus1_rake", "apiclus1", cluster="dnum", population="fpc",
        margins={"attribute_1": STYPE, "attribute_2": SCH_WIDE},
    ),
)  # fmt: skip
# By which column the schools of a unit are split into respondent groups.
DOMAINS: dict[str, Callable[[Row], str]] = {
    "all": lambda _: "all",
    "stype": lambda row: f"stype={row['stype']}",
    "comp": lambda row: f"comp.imp={row['comp.imp']}",
}
ATTRIBUTE_WORDS = {"attribute_1": "受访者属性一", "attribute_2": "受访者属性二"}


def read(folder: Path, name: str) -> list[Row]:
    """Return the rows of a CSV file of the case."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Case:
    """The year's survey as it grows."""

    site: LandingSite
    units: dict[str, str] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    answers: dict[str, str | None] = field(default_factory=dict)
    responses: list[Fields] = field(default_factory=list)
    populations: dict[str, str] = field(default_factory=dict)
    margins: list[Fields] = field(default_factory=list)

    def add(self, folder: Path, design: Design, domain: str) -> None:
        """Add a unit: the schools of a design, those of a domain being a respondent group."""
        unit = f"{len(self.units) + 1:06d}"
        self.units[f"{design.name}/{domain}"] = unit
        for number, row in enumerate(read(folder, design.file)):
            self._respond(unit, number, row, design, DOMAINS[domain](row))
        for column, (_, counts) in design.margins.items():
            for group in sorted({DOMAINS[domain](row) for row in read(folder, design.file)}):
                self.margins += [
                    {
                        "scope_code": unit,
                        "respondent_group": group,
                        "attribute_zh": ATTRIBUTE_WORDS[column],
                        "category": category,
                        "population_count": str(count),
                    }
                    for category, count in counts.items()
                ]

    def _respond(self, unit: str, number: int, row: Row, design: Design, group: str) -> None:
        stratum = f"{unit}-{row[design.stratum] if design.stratum else 'all'}"
        answers = row["api00"], f"awards {row['awards']}"
        self.groups.add(group)
        self.answers[answers[0]] = str(Decimal(row["api00"]) * SCALE)
        self.answers |= {"awards Yes": str(YES), "awards No": "0"}
        if design.population:
            self.populations[stratum] = row[design.population]
        self.responses.append(
            {
                "response_no": f"{unit}-{number:04d}",
                "interview_date": "2020-12-01",
                "unit_code": unit,
                "respondent_group_zh": group,
                **{f"q{topic}_answer": answers[min(topic, 2) - 1] for topic in range(1, 6)},
                "response_weight": f"{Decimal(row['pw']) * WEIGHT_UNIT:.6f}",
                "stratum_code": stratum,
                "cluster_code": row[design.cluster] if design.cluster else None,
                **{column: row[name] for column, (name, _) in design.margins.items()},
                "data_nature": "实际",
            }
        )

    def land(self, interval: str) -> None:
        """Land everything: a scheme that asks for nothing but the appraisal, and the survey."""
        year = str(self.site.year)
        settings = {
            **dict.fromkeys(("indicator_decimals", "dimension_decimals", "component_decimals", "composite_decimals"), "4"),
            "min_answers_per_group": "2",
            "appraisal_interval": interval,
        }  # fmt: skip
        sheets: dict[str, list[Fields]] = {
            "settings": [{"setting_code": code, "setting_value": value} for code, value in settings.items()],
            "groups": [
                {"group_code": "G", "group_name_zh": "组", "group_name_en": "G", "unit_level": "县区"}
            ],
            "participants": [
                {"unit_code": u, "unit_name_zh": u, "group_code": "G"} for u in self.units.values()
            ],
            "respondent_groups": [
                {"group_code": "*", "respondent_group": g, "name_zh": g, "name_en": g, "weight": "1"}
                for g in sorted(self.groups)
            ],
            "answer_scale": [{"answer_zh": a, "answer_score": s} for a, s in self.answers.items()],
            "topics": [
                {"topic_code": code, "name_zh": code, "name_en": code, "weight": "1"} for code in ("Q1", "Q2")
            ],
            "margins": self.margins,
            "strata": [{"stratum_code": s, "population_count": n} for s, n in self.populations.items()],
        }
        for sheet, rows in sheets.items():
            self.site.land(SCHEME + sheet, year, rows)
        register: list[Fields] = [
            {"unit_id": f"U{u}", "unit_code": u, "unit_name_zh": u, "unit_name_en": u, "unit_level": "县区",
             "valid_from_date": "2000-01-01"}
            for u in self.units.values()
        ]  # fmt: skip
        self.site.land("efficiency_office__unit_register__units", year, register)
        self.site.land("survey__responses__rows", year, self.responses)


def survey_case(folder: Path) -> Case:
    """Return all designs and domains as one year's survey.

    Args:
        folder: The case's `input/`.
    """
    case = Case(LandingSite(year=2020))
    for design in DESIGNS:
        for domain in DOMAINS if not design.margins else ("all",):
            case.add(folder, design, domain)
    return case
