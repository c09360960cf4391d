"""How the scores above the indicators come about, step by step: dimensions and components, the public appraisal, the weighted score.

The figures are the stored ones, in full; the text shows how they belong together.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from orchestration.explain.formulas import DIGITS, number, operand
from orchestration.explain.record import Explanation
from orchestration.explain.scheme_view import cell_text, rows_of, setting_text
from orchestration.results.release_tables import Row

Term = tuple[Any, Any]
APPRAISAL = "appraisal"
APPRAISAL_SETTINGS = ("min_answers_per_group", "appraisal_fallback", "duplicate_rule", "straight_line_rule")
SUM_OF_ALL = "ALL"
RATE, SATISFIED = "satisfaction_rate_pct", "counts_as_satisfied"


def _sum(terms: Iterable[Term]) -> str:
    return " + ".join(f"{operand(weight)}·{operand(score)}" for weight, score in terms)


def _whole(terms: Sequence[Term]) -> Decimal:
    return sum((weight for weight, _ in terms), Decimal(0))


def _mean(terms: Sequence[Term]) -> str:
    return f"({_sum(terms)}) / {operand(_whole(terms))}"


def _curved(rule: str, terms: Sequence[Term], floor: str | None) -> str:
    """Return a geometric or harmonic mean: scores below the scheme's floor stand in it as the floor; without one, a score that is not above zero makes it 0."""
    weighed = [(weight, score) for weight, score in terms if weight]
    if floor is None and any(score <= 0 for _, score in weighed):
        zh = "几何" if rule == "geometric" else "调和"
        return f"0（{zh}平均中有得分不大于零 a score that is not above zero makes a {rule} mean 0）"
    lifted = [(weight, score if floor is None else max(score, Decimal(floor))) for weight, score in weighed]
    if rule == "harmonic":
        parts = " + ".join(f"{operand(weight)} / {operand(score)}" for weight, score in lifted)
        return f"{operand(_whole(weighed))} / ({parts})"
    logs = " + ".join(f"{operand(weight)}·ln {operand(score)}" for weight, score in lifted)
    return f"exp(({logs}) / {operand(_whole(weighed))})"


def _formula(row: Row, terms: Sequence[Term], weights: Decimal, floor: str | None) -> str:
    """Return what the rule of a node makes of its children's scores (docs/method.md, section 3)."""
    rule = row["aggregation_rule"]
    if rule in ("geometric", "harmonic"):
        return _curved(rule, terms, floor)
    if rule == "points":
        moved = "" if weights == _whole(terms) else f"({operand(weights)} / {operand(_whole(terms))})·"
        return f"{moved}({_sum(terms)}) / 100"
    return _mean(terms)


def node_steps(explanation: Explanation) -> list[str]:
    """Return, for each dimension and for the component of indicators, the formula with its numbers; none for releases without w'."""
    below: dict[str, list[Row]] = {}
    for row in (*explanation.scores, *explanation.indicators):
        parent = row.get("dimension_code") or row.get("parent_code")
        if parent is not None:
            below.setdefault(parent, []).append(row)
    said = _settings(explanation)
    floor = said.get("geometric_floor") if said.get("geometric_zero") == "floor" else None
    lines = []
    for row in reversed(explanation.scores):
        children = below.get(row["node_code"], [])
        terms = [(one["applied_weight"], one["score"]) for one in children if _counts(one)]
        if row.get("aggregation_rule") is None or row["score_unrounded"] is None or not terms:
            continue
        weights = sum((one["weight"] for one in children if one["weight"] is not None), Decimal(0))
        rounded = f" → {number(row['score'], DIGITS)}" if row["score"] != row["score_unrounded"] else ""
        lines.append(
            f"{row['node_name_zh']} {row['node_code']} = {_formula(row, terms, weights, floor)} = {number(row['score_unrounded'], DIGITS)}{rounded}"
        )
    return lines


def _settings(explanation: Explanation) -> dict[str, str | None]:
    return {row["setting_code"]: row["setting_value"] for row in explanation.settings}


def _counts(row: Row) -> bool:
    return row.get("applied_weight") is not None and row["score"] is not None


def weighted_step(explanation: Explanation) -> list[str]:
    """Return how the components that weigh make the weighted score, with deductions and bonus to the composite."""
    terms = [
        (row["weight"], row["score"]) for row in explanation.scores if row["node_level"] == 1 and _weighs(row)
    ]
    if not terms or explanation.result["composite_score"] is None:
        return []
    is_sum = _settings(explanation).get("composite_rule") == "points"
    mean = f"({_sum(terms)}) / 100" if is_sum else _mean(terms)
    result = explanation.result
    rest = f" − {operand(result['deduction_points'])} + {operand(result['bonus_points'])}"
    return [f"综合得分 composite = {mean}{rest} → {number(result['composite_score'], DIGITS)}"]


def _weighs(row: Row) -> bool:
    return (
        row["node_kind"] in ("indicators", APPRAISAL)
        and row["weight"] is not None
        and row["score"] is not None
    )


def appraisal_steps(explanation: Explanation) -> list[str]:
    """Return how answers become the appraisal's score: the scale, each group's mean over its topics, the mean over the groups."""
    cells = rows_of(explanation, "topics", ("weight",))
    if not cells:
        return []
    groups = [row for row in explanation.appraisal if _is_told(row)]
    lines = []
    for row in groups:
        weights = _weights_of(row, cells)
        lines.append(f"{_name(row)} = {_of_topics(explanation, row, weights, 'mean_score')}")
        if row.get(RATE) is not None:
            lines.append(f"{_name(row)} 满意率 satisfied % = {_of_topics(explanation, row, weights, RATE)}")
    terms = [(row["effective_group_weight"], row["mean_score"]) for row in groups]
    for row in explanation.scores:
        if row["node_kind"] == APPRAISAL and row["score_unrounded"] is not None and terms:
            mean = f"{_sum(terms)} = {number(row['score_unrounded'], DIGITS)}"
            lines.append(
                f"{row['node_name_zh']} {row['node_code']} = {mean} → {number(row['score'], DIGITS)}"
            )
    return lines


def _is_told(row: Row) -> bool:
    return bool(row["respondent_group"] != SUM_OF_ALL and row["is_counted"] and row["mean_score"] is not None)


def _name(row: Row) -> str:
    return f"{row['respondent_group_name_zh']} {row['respondent_group']}"


def _weights_of(group: Row, cells: Sequence[Row]) -> dict[str, Row]:
    """Return the cells with a respondent group's weights by topic: its own rows of the sheet, else those for all."""
    held = _holder(group["respondent_group"], cells)
    return {row["item_code"]: row for row in cells if row.get("respondent_group") == held}


def _of_topics(explanation: Explanation, row: Row, weights: dict[str, Row], figure: str) -> str:
    """Return a group's mean or rate as that of its topics; where one is withheld, what can be told without it."""
    topics = [one for one in explanation.group_topics if one["respondent_group"] == row["respondent_group"]]
    weighed = [
        (Decimal(weights[one["topic_code"]]["field_text"]), one)
        for one in topics
        if one["topic_code"] in weights
    ]
    told = [(weight, one[figure]) for weight, one in weighed if one[figure] is not None]
    mean = number(row[figure], DIGITS)
    if any(one.get("is_suppressed") for _, one in weighed):
        return f"{mean}（有内容因份数少不公布 a topic with few answers is withheld）"
    return f"{_mean(told)} = {mean}" if told else mean


def appraisal_sources(explanation: Explanation) -> list[str]:
    """Return the numbers of the scheme behind the unit's appraisal with their cells: groups' and topics' weights, the scale, the settings."""
    cells = [cell_text(row, row["item_code"]) for row in rows_of(explanation, "respondent_groups")]
    cells += [
        cell_text(row, f"{_whose(row)}内容 topic {row['item_code']}")
        for row in _that_hold(explanation, rows_of(explanation, "topics", ("weight",)))
    ]
    cells += [
        cell_text(
            row,
            f"{_whose(row)}“{row['item_code']}”{'满意 satisfied' if row['field_code'] == SATISFIED else ''}",
        )
        for row in _that_hold(explanation, rows_of(explanation, "answer_scale"))
    ]
    return [*cells, *setting_text(explanation, *APPRAISAL_SETTINGS)]


def _that_hold(explanation: Explanation, cells: Sequence[Row]) -> list[Row]:
    """Return the cells of a sheet that hold for the unit: of each of its respondent groups its own rows, else those for all."""
    groups = {row["respondent_group"] for row in explanation.appraisal} - {SUM_OF_ALL}
    held = {_holder(group, cells) for group in groups}
    return [row for row in cells if row.get("respondent_group") in held]


def _holder(group: str, cells: Sequence[Row]) -> str | None:
    """Return whose rows of a sheet hold for a respondent group: its own where it has any, else those for all, which name none."""
    return group if any(row.get("respondent_group") == group for row in cells) else None


def _whose(row: Row) -> str:
    """Return the respondent group that a row of the sheet is for; nothing where it is for all."""
    group = row.get("respondent_group")
    return f"{group} " if group else ""


def survey_lines(explanation: Explanation) -> list[str]:
    """Return the files whose answers are behind the means."""
    return [
        f"问卷 responses: {row['bureau_code']}/{row['period_code']}/{row['file_name']}"
        for row in explanation.sources
        if row["dataset_code"] == "responses"
    ]
