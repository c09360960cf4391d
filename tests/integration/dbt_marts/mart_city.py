"""The tiny city with four more districts, so that there are ranks to share, quotas to exceed, somebody held and a year before."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.contracts import Contracts
from orchestration.evaluation.inputs import PARAMETERS, PREVIOUS_RESULTS
from tests.integration.dbt.city import OFFICE, tiny_city, unit
from tests.integration.dbt.inputs import Inputs, Row

# code: name, growth of 2019 and 2020 in per cent, investment of 2020 in 亿元, answers of residents
DISTRICTS = {
    "350104": ("仓山区", "7.0", "6.6", "210", ("非常满意", "满意")),
    "350105": ("马尾区", "6.5", "6.6", "212", ("非常满意", "非常满意")),
    "350111": ("晋安区", "7.5", "6.0", "200", ("满意", "满意", "基本满意")),
    "350121": ("闽侯县", "8.0", "2.4", "150", ("基本满意", "不满意", "不了解")),
}
PREVIOUS_RELEASE = "annual-2019-tiny"
ACTIONS = (
    ("一般", "1", "CRITICISM", None),
    ("一般", "2", "ADMONITION", "60"),
    ("差", "1", "CRITICISM", None),
)
ENDS = {"score_low": "60", "score_high": "100"}
ALTERNATIVES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("加权几何平均", "25", {}),
    ("剔除一项指标", "30", {}),
    ("极值", "20", ENDS),
    ("标准分", "20", {"base_score": "80", "step_score": "8"}),
    ("位次", "20", ENDS),
)


def _districts(inputs: Inputs) -> None:
    for code, (name, before, now, investment, answers) in DISTRICTS.items():
        who = {"unit_code": code, "unit_name_zh": name}
        for year, growth in (("2019", before), ("2020", now)):
            inputs.land(f"{OFFICE}.unit_register", year, unit(code, name), table="units")
            vintage = "preliminary" if year == "2019" else "final"
            inputs.land(
                "statistics.county_accounts",
                year,
                {"unit_name_zh": name, "gdp_growth_pct": growth},
                vintage=vintage,
            )
        inputs.land(f"{OFFICE}.scheme", "2020", {**who, "group_code": "CORE"}, table="participants")
        for indicator, target in (("GDP_GROWTH", "6"), ("PROJECT_INVESTMENT", "2000000")):
            row = {**who, "indicator_code": indicator, "target_value": target}
            inputs.land(f"{OFFICE}.scheme", "2020", row, table="targets")
        amounts = {"planned_investment_cny_100m": "200", "completed_investment_cny_100m": investment}
        inputs.land("development_reform.project_progress", "2020Q4", {**who, **amounts}, nature="synthetic")
        for number, answer in enumerate(answers):
            response = {
                "response_no": f"{code}-{number}",
                "interview_date": "2020-11-03",
                "unit_code": code,
                "respondent_group_zh": "城乡居民",
                **{f"q{topic}_answer": answer for topic in range(1, 6)},
                "data_nature": "合成演示",
            }
            inputs.land("survey.responses", "2020", response, nature="synthetic")


def _comments(inputs: Inputs) -> None:
    """Somebody complains of a road in 仓山区 and it is mended; 闽侯县 reports nothing on its weak indicator."""
    rule = {
        "rule_no": "1",
        "priority": "1",
        "any_words": "道路",
        "topic_code": "ROADS",
        "topic_name_zh": "道路",
        "handling_kind": "整改",
        "responsible_kind": "被评单位",
    }
    inputs.land(f"{OFFICE}.scheme", "2020", rule, table="comment_rules")
    feedback = {"setting_code": "feedback_date", "setting_value": "2021-03-01"}
    inputs.land(f"{OFFICE}.scheme", "2020", feedback, table="settings")
    (row,) = (r for r in inputs.rows["survey__responses__rows"] if r["response_no"] == "350104-0")
    row["comment_text"] = "道路不平"
    match = {"submission_id": row["_submission_id"], "row_number": row["_row"]}
    inputs.matches.append({**match, "rule_no": "1", "met_words": "道路"})
    report = {
        "item_no": "2020-350104-comment-ROADS",
        "report_date": "2021-05-01",
        "unit_code": "350104",
        "progress_text": "已修复",
        "claimed_state": "已完成",
        "evidence_reference": "照片",
        "confirmation": "通过",
        "confirmed_date": "2021-05-03",
    }
    inputs.land(f"{OFFICE}.rectification_progress", "2020", report)


def _alternatives(inputs: Inputs) -> None:
    """What draws vary besides the survey: weights of dimensions and indicators, and every other choice of method."""
    for level in ("2", "3"):
        varied = {"setting_code": f"uncertainty_weight_pct_{level}", "setting_value": "20"}
        inputs.land(f"{OFFICE}.scheme", "2020", varied, table="settings")
    for name, probability, parameters in ALTERNATIVES:
        row = {"alternative": name, "probability_pct": probability, **parameters}
        inputs.land(f"{OFFICE}.scheme", "2020", row, table="uncertainty_alternatives")


def mart_city(contracts: Contracts) -> Inputs:
    """Return the inputs of an annual build of 2020 with a published year before."""
    inputs = tiny_city(contracts)
    _districts(inputs)
    _comments(inputs)
    _alternatives(inputs)
    fields = ("trigger_grade", "consecutive_years", "action_code", "deadline_days")
    for action in ACTIONS:
        row = {**dict(zip(fields, action, strict=True)), "action_zh": action[2], "action_en": action[2]}
        inputs.land(f"{OFFICE}.scheme", "2020", row, table="consequences")
    staff = {"established_posts_persons": "50", "staff_persons": "48"}
    inputs.land(
        "human_resources.headcount", "2020", {"unit_code": "350105", "unit_name_zh": "马尾区", **staff}
    )
    return inputs


def _replace(inputs: Path, source: str, rows: list[Row], schema: pa.Schema) -> None:
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), inputs / source / "part.parquet")


def write_inputs(city: Inputs, folder: Path) -> None:
    """Write the inputs of a build; 鼓楼区 was graded C and 马尾区 B, fifth with 70, in the year before, and something is synthetic."""
    city.write(folder)
    parameters = pq.read_table(folder / "build__parameters" / "part.parquet").to_pylist()[0]
    parameters |= {"previous_release_id": PREVIOUS_RELEASE, "is_synthetic": True}
    _replace(folder, "build__parameters", [parameters], PARAMETERS)
    previous = [
        {"unit_id": f"U{code}", "grade_final": grade, "release_id": PREVIOUS_RELEASE, **more}
        for code, grade, more in (
            ("350102", "C", {}),
            ("350105", "B", {"composite_score": Decimal(70), "rank_in_group": 5}),
        )
    ]
    _replace(folder, "build__previous_results", previous, PREVIOUS_RESULTS)
