"""Makes a raw folder of the case: a survey's file, its scheme and register. A school is a sampling unit; what it says is an answer.

The questionnaire stands as every year's does: five topics, five answers. A school index of up to 1023 is written with four of the answers
as its digits to base 4, topic by topic, and the topics weigh what their digit is worth: the mean over all topics is then the mean of the
index. A share (pupils tested of those enrolled, or enrolment of ten thousand) is written as two responses of the school, satisfied and not,
with weights in that proportion: the school stays one sampling unit (one respondent within its district), and its weighted mean is the share.

The data belongs to another project and is not kept here. Knows files and designs; the expected figures are the comparison's business.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from orchestration.contracts import Contracts
from tests.reference.raw_folder import (
    GRADES,
    NEEDED,
    WORLD,
    YEAR,
    Row,
    Sheets,
    copy_contracts,
    register_row,
    result_row,
    settings,
    shared_case,
    write_office_files,
)

School = Mapping[str, str]
SURVEY = "survey"
# Digits of an index, and the scores of the answers: 30 points a step, so that four of them fill the scale.
DIGITS, STEP = ("不满意", "基本满意", "满意", "非常满意"), 30
UNKNOWN = "不了解"
TOPICS = {"Q1": Decimal(64), "Q2": Decimal(16), "Q3": Decimal(4), "Q4": Decimal(1), "Q5": Decimal("0.25")}
# An index by its mean score: the first topic's digit is worth 256 and weighs 64.
INDEX_PER_SCORE = sum(TOPICS.values(), Decimal(0)) * 4 / STEP
SHARE_PER_SCORE = Decimal(1) / (STEP * 3)
ENROLMENT = 10_000
# A weight has six decimals in the file: the case's have more, and only their proportions count.
WEIGHT_UNIT = 1000


@dataclass(frozen=True)
class Design:
    """How the schools of a file were drawn.

    Attributes:
        name: As the expected results call it.
        file: Without `.csv`.
        weight: Column of the weight; every school weighs the same where there is none.
        stratum: Column of the stratum; all schools are in one where there is none.
        cluster: Column of the primary sampling unit, if schools were not drawn one by one.
        population: Column with the number of sampling units in the population, if the correction is made.
        second: Column with the number of schools in the cluster, if a second stage is corrected too.
        margins: What is known of the population, by the survey's attribute column.
    """

    name: str
    file: str
    weight: str | None = "pw"
    stratum: str | None = None
    cluster: str | None = None
    population: str | None = None
    second: str | None = None
    margins: Mapping[str, tuple[str, Mapping[str, int]]] = field(default_factory=dict)


STYPE = ("stype", {"E": 4421, "H": 755, "M": 1018})
SCH_WIDE = ("sch.wide", {"No": 1072, "Yes": 5122})
SAMPLES = (
    Design("apistrat_fpc", "apistrat", stratum="stype", population="fpc"),
    Design("apistrat_nofpc", "apistrat", stratum="stype"),
    Design("apisrs_fpc", "apisrs", population="fpc"),
    Design("apiclus1_fpc", "apiclus1", cluster="dnum", population="fpc"),
    Design("apiclus2_fpc", "apiclus2", cluster="dnum", population="fpc1", second="fpc2"),
    Design("apiclus2_wr", "apiclus2", cluster="dnum"),
)
CALIBRATED = (
    Design("apiclus1_post", "apiclus1", cluster="dnum", population="fpc", margins={"attribute_1": STYPE}),
    Design(
        "apiclus1_rake", "apiclus1", cluster="dnum", population="fpc",
        margins={"attribute_1": STYPE, "attribute_2": SCH_WIDE},
    ),
)  # fmt: skip
TOY = Design("fpc.csv (psuid;stratid;weight)", "fpc", weight="weight", stratum="stratid")
POPULATION = Design("population", "apipop", weight=None)
ATTRIBUTE_WORDS = {"attribute_1": "受访者属性一", "attribute_2": "受访者属性二"}
# By which column the schools of a unit are split into respondent groups.
DOMAINS: dict[str, Callable[[School], str]] = {
    "all": lambda _: "all",
    "stype": lambda row: f"stype={row['stype']}",
    "comp.imp": lambda row: f"comp.imp={row['comp.imp']}",
    "x": lambda row: "x>4" if float(row["x"]) > 4 else "x<=4",
}
Answers = list[tuple[tuple[str, ...], Decimal]]


def _index(value: str, scale: int = 1) -> Answers:
    number = round(Decimal(value) * scale)
    digits = tuple(DIGITS[number // 4**power % 4] for power in reversed(range(len(TOPICS))))
    return [(digits, Decimal(1))]


def _shares(parts: Mapping[str, Decimal]) -> Answers:
    return [((answer,) * len(TOPICS), part) for answer, part in parts.items() if part]


def _enrolment(row: School) -> Answers:
    if not row["enroll"]:
        return _shares({UNKNOWN: Decimal(1)})
    share = Decimal(row["enroll"]) / ENROLMENT
    return _shares({DIGITS[-1]: share, DIGITS[0]: 1 - share})


def _tested(row: School) -> Answers:
    # Of twice the pupils, since three schools tested more than they had enrolled.
    if not row["enroll"]:
        return _shares({UNKNOWN: Decimal(1)})
    return _shares(
        {DIGITS[-1]: Decimal(row["api.stu"]), DIGITS[0]: 2 * Decimal(row["enroll"]) - Decimal(row["api.stu"])}
    )


# What a school answers on a variable, with the share of its weight that each answer has.
VARIABLES: dict[str, Callable[[School], Answers]] = {
    "api00": lambda row: _index(row["api00"]),
    "enroll": _enrolment,
    "api.stu/enroll": _tested,
    "awards": lambda row: _shares({DIGITS[-1] if row["awards"] == "Yes" else DIGITS[0]: Decimal(1)}),
    "x": lambda row: _index(row["x"], 10),
}
# By what the mean score of a variable becomes its mean.
PER_SCORE: dict[str, Decimal] = {
    "api00": INDEX_PER_SCORE, "x": INDEX_PER_SCORE / 10, "enroll": SHARE_PER_SCORE * ENROLMENT, "api.stu/enroll": 2 * SHARE_PER_SCORE,
    "awards": SHARE_PER_SCORE,
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    """A unit that the survey judges: a design, what is asked, and how the schools are split."""

    design: Design
    variable: str
    domain: str

    @property
    def groups(self) -> list[str]:
        """Return its respondent groups."""
        return sorted({DOMAINS[self.domain](row) for row in schools(self.design.file)})


@cache
def schools(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the case's input."""
    return read("input", name)


def read(folder: str, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of the case."""
    with (shared_case("survey_api") / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def units() -> dict[str, Unit]:
    """Return the units by code."""
    found = [
        *(Unit(design, "api00", domain) for design in SAMPLES for domain in ("all", "stype", "comp.imp")),
        *(
            Unit(design, variable, "all")
            for design in SAMPLES
            for variable in ("enroll", "api.stu/enroll", "awards")
        ),
        *(Unit(design, variable, "all") for design in CALIBRATED for variable in ("api00", "enroll")),
        *(Unit(POPULATION, variable, "all") for variable in ("api00", "enroll")),
        Unit(TOY, "x", "x"),
    ]
    return {f"{number:06d}": unit for number, unit in enumerate(found, 1)}


def weight_sum(unit: Unit) -> Decimal:
    """Return the sum of the case's weights over the schools that have an answer: by how much a mean becomes a total."""
    if unit.design.margins:
        return Decimal(sum(STYPE[1].values()))
    return sum(
        (_weight(row, unit.design) for row in schools(unit.design.file) if row.get("enroll") != ""),
        Decimal(0),
    )


def _weight(row: School, design: Design) -> Decimal:
    return Decimal(row[design.weight]) if design.weight else Decimal(1)


def _responses(code: str, unit: Unit) -> Iterator[Row]:
    design = unit.design
    for number, row in enumerate(schools(design.file)):
        for part, (answers, share) in enumerate(VARIABLES[unit.variable](row)):
            yield {
                "response_no": f"{code}-{number:04d}-{part}",
                "interview_date": "2020-12-01",
                "unit_code": code,
                "respondent_group_zh": DOMAINS[unit.domain](row),
                **{f"q{topic}_answer": answer for topic, answer in enumerate(answers, 1)},
                "response_weight": f"{_weight(row, design) * share * WEIGHT_UNIT:.6f}",
                "stratum_code": _stratum(code, row, design),
                "cluster_code": row[design.cluster] if design.cluster else f"{number:04d}",
                "respondent_key": f"{number:04d}",
                **{column: row[name] for column, (name, _) in design.margins.items()},
                "data_nature": "实际",
            }


def _stratum(code: str, row: School, design: Design) -> str:
    return f"{code}-{row[design.stratum] if design.stratum else 'all'}"


def _scheme() -> Sheets:
    found = units()
    groups = sorted({group for unit in found.values() for group in unit.groups})
    populations = {
        _stratum(code, row, unit.design): row[unit.design.population]
        for code, unit in found.items()
        if unit.design.population
        for row in schools(unit.design.file)
    }
    clusters = {
        (_stratum(code, row, unit.design), row[unit.design.cluster]): row[unit.design.second]
        for code, unit in found.items()
        if unit.design.cluster and unit.design.second
        for row in schools(unit.design.file)
    }
    node = {"node_kind": "维度", "direction": None, "node_level": 2, "parent_code": "INDICATORS"}
    return {
        "settings": settings(min_answers_per_group=2),
        "groups": [{"group_code": "G", "group_name_zh": "抽样设计", "group_name_en": "Designs", "unit_level": "县区", "sort_order": 1}],
        "participants": [{"unit_code": code, "unit_name_zh": f"样本{code}", "group_code": "G"} for code in found],
        "nodes": [
            {**node, "node_code": "INDICATORS", "parent_code": None, "node_level": 1, "node_kind": "指标考核", "name_zh": "指标考核", "name_en": "Indicators"},
            {**node, "node_code": "SAMPLE", "name_zh": "样本", "name_en": "Sample"},
            {**node, "node_code": "SCHOOLS", "parent_code": "SAMPLE", "node_level": 3, "node_kind": "指标", "direction": "正向", "name_zh": "学校数", "name_en": "Schools"},
            {**node, "node_code": "APPRAISAL", "parent_code": None, "node_level": 1, "node_kind": "公众评议", "name_zh": "公众评议", "name_en": "Appraisal"},
        ],
        "weights": [
            {"group_code": "G", "node_code": code, "weight": weight}
            for code, weight in (("INDICATORS", 50), ("APPRAISAL", 50), ("SAMPLE", 100), ("SCHOOLS", 100))
        ],
        "methods": [
            {"indicator_code": "SCHOOLS", "group_code": "G", "part_code": "目标", "share": 1, "reference_kind": "无", "basis": "数值",
             "method_code": "百分位", "fallback": "暂缓", "floor_score": 0, "cap_score": 100}
        ],
        "respondent_groups": [
            {"group_code": "*", "respondent_group": group, "name_zh": group, "name_en": group, "weight": "1"} for group in groups
        ],
        "answer_scale": [
            *({"answer_zh": answer, "answer_score": STEP * digit} for digit, answer in enumerate(DIGITS)),
            {"answer_zh": UNKNOWN, "answer_score": None},
        ],
        "topics": [{"topic_code": code, "name_zh": f"第{code[1]}位", "name_en": code, "weight": weight} for code, weight in TOPICS.items()],
        "margins": [
            {"scope_code": code, "respondent_group": "all", "attribute_zh": ATTRIBUTE_WORDS[column], "category": category, "population_count": count}
            for code, unit in found.items()
            for column, (_, counts) in unit.design.margins.items()
            for category, count in counts.items()
        ],
        "strata": [{"stratum_code": stratum, "population_count": count} for stratum, count in populations.items()],
        "clusters": [
            {"stratum_code": stratum, "cluster_code": cluster, "population_count": count} for (stratum, cluster), count in clusters.items()
        ],
        "grades": GRADES,
    }  # fmt: skip


def make_raw(raw: Path) -> Contracts:
    """Write contracts, register, scheme, the number of schools and the survey's file.

    Args:
        raw: Folder to make.

    Returns:
        The contracts of the folder.
    """
    contracts, found = copy_contracts(raw, (*NEEDED, "responses")), units()
    register = [
        register_row(code, f"样本{code}", f"{unit.design.name} {unit.variable} {unit.domain}")
        for code, unit in found.items()
    ]
    results = [
        result_row(code, f"样本{code}", "SCHOOLS", len(schools(unit.design.file)), "R package survey 4.5")
        for code, unit in found.items()
    ]
    write_office_files(raw, contracts, [*register, WORLD], _scheme(), results)
    columns = {column.name: column.header for column in contracts.get(SURVEY, "responses").tables[0].columns}
    path = raw / SURVEY / YEAR / f"{YEAR}年公众评议问卷.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    used = [name for name in columns if name not in ("attribute_3", "comment_text")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns[name] for name in used)
        for code, unit in found.items():
            writer.writerows([row.get(name) for name in used] for row in _responses(code, unit))
    return contracts
