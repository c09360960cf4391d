"""Shows an explanation in a terminal: how the parts add up to the published score, and where each number stands."""

from collections.abc import Mapping
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from orchestration.explain.formulas import (
    PARTS,
    REFERENCES,
    STATUSES,
    formula_text,
    measure_text,
    number,
)
from orchestration.explain.record import Explanation, Row

SHOWN_DIGITS = 2
NOTICE = "演示数据 sample data, not an official result"
STATUS_ZH = {"scored": "已评 scored", "not_applicable": "不适用 n/a", "missing": "缺失 missing"}


def place(inputs: Mapping[str, Row], submission: str | None, sheet: str | None, cell: str | None) -> str:
    """Return file, sheet and cell of a figure, with the bureau that delivered it."""
    if submission is None or submission not in inputs:
        return "–"
    source = inputs[submission]
    where = "!".join(filter(None, (sheet, cell)))
    mark = "（演示 synthetic）" if source["is_synthetic"] else ""
    return f"{source['bureau_code']}/{source['period_code']}/{source['file_name']} {where}{mark}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    words = ("指标", "项目", "主体", "状态", "来源")
    for name in columns:
        left = name.startswith(words)
        table.add_column(name, justify="left" if left else "right", overflow="fold", no_wrap=not left)
    return table


def _head(explanation: Explanation) -> list[RenderableType]:
    unit, result, release = explanation.unit, explanation.result, explanation.release
    lines: list[RenderableType] = []
    if release["is_synthetic"]:
        lines.append(Text(f" {NOTICE} ", style="bold black on yellow"))
    lines.append(
        Text(
            f"{result['evaluation_year']} {unit['unit_name_zh']} {unit['unit_name_en']} ({unit['unit_code']})  "
            f"{unit['group_name_zh']} {unit['group_name_en']}",
            style="bold",
        )
    )
    return lines


def _verdict(explanation: Explanation) -> list[RenderableType]:
    result = explanation.result
    if result["result_status"] != "rated":
        return [Text(f"{result['hold_reason_zh']}\n{result['hold_reason_en']}", style="red")]
    next_grade = (
        f"；距 {result['next_grade']} 等分数线 gap to the bound of {result['next_grade']}: {number(result['gap_to_next_grade'])}"
        if result["next_grade"]
        else ""
    )
    previous = f"；上年 last year: {result['grade_previous']}" if result["grade_previous"] else ""
    return [
        Text(
            f"综合得分 composite {number(result['composite_score'])}，组内第 {result['rank_in_group']} 位 rank "
            f"{result['rank_in_group']} of {result['group_unit_count']}，等次 grade {result['grade_final_name_zh']} "
            f"{result['grade_final']}（分数线 by bound {result['grade_threshold']}，比例后 after quota "
            f"{result['grade_after_quota']}）{previous}"
        ),
        Text(f"{result['grade_reason_zh']}\n{result['grade_reason_en']}{next_grade}"),
        Text(
            f"指标 indicators: {result['indicators_required']} 项应评 required, {result['indicators_present']} 已评 scored, "
            f"{result['indicators_not_applicable']} 不适用 not applicable, {result['indicators_missing']} 缺失 missing"
        ),
    ]


def _indicator_table(explanation: Explanation) -> Table:
    table = _table(
        "指标得分 indicators", "指标 indicator", "数值", "目标", "上年", "全市", "得分", "有效权重", "贡献分"
    )
    for row in explanation.indicators:
        applies = row["score_status"] == "scored"
        table.add_row(
            f"{row['node_name_zh']}\n[dim]{row['indicator_code']}[/]",
            f"{number(row['indicator_value'], SHOWN_DIGITS)}{row['unit_of_measure'] or ''}",
            number(row["target_value"], SHOWN_DIGITS),
            number(row["baseline_value"], SHOWN_DIGITS),
            number(row["city_value"], SHOWN_DIGITS),
            number(row["score"]) if applies else STATUS_ZH[row["score_status"]],
            number(row["effective_weight"]),
            number(row["points"]),
        )
    return table


def _sum_table(explanation: Explanation) -> Table:
    """The addition that ends at the published composite, line by line."""
    result = explanation.result
    table = _table("综合得分的构成 how the composite adds up", "项目 item", "分 points")
    total = Decimal(0)
    for row in explanation.scores:
        if row["node_level"] == 2:  # noqa: PLR2004 - level 2 is the dimensions
            table.add_row(
                f"  {row['node_name_zh']} {row['node_name_en']}（{number(row['score'])}）",
                number(row["points"]),
            )
    points = sum((row["points"] for row in explanation.indicators if row["points"] is not None), Decimal(0))
    lines = [("指标贡献分合计 points of the indicators", points)]
    lines += [
        (
            f"{row['node_name_zh']} {row['node_name_en']} {number(row['score'])} × {number(row['effective_weight'])}",
            row["points"],
        )
        for row in explanation.scores
        if row["node_kind"] == "appraisal"
    ]
    lines += [("扣分 deductions", -result["deduction_points"]), ("加分 bonus", result["bonus_points"])]
    lines += [("舍入与上下限 rounding and bounds", result["rounding_difference"])]
    for label, value in lines:
        table.add_row(label, number(value, 12))
        total += value
    table.add_row("[bold]综合得分 composite[/]", f"[bold]{number(total, 12)}[/]")
    return table


def _appraisal_table(explanation: Explanation) -> Table:
    table = _table(
        "公众评议 public appraisal", "主体 respondents", "问卷 n", "有效 valid", "均分 mean", "权重 weight", "有效权重 effective", "状态 status",
    )  # fmt: skip
    for row in explanation.appraisal:
        table.add_row(
            f"{row['respondent_group_name_zh']} {row['respondent_group_name_en']}",
            str(row["response_count"]),
            str(row["valid_answer_count"]),
            number(row["mean_score"]),
            number(row["group_weight"]),
            number(row["effective_group_weight"]),
            "计入 counted" if row["is_counted"] else "问卷不足，不计 too few answers",
        )
    return table


def _adjustment_table(explanation: Explanation) -> Table:
    table = _table(
        "加减分与否决 adjustments", "项目 item", "次数 cases", "每次 each", "分 points", "来源 source"
    )
    for row in explanation.adjustments:
        table.add_row(
            f"{row['item_name_zh']} {row['item_name_en']}",
            str(row["case_count"]),
            number(row["points_per_case"]),
            number(row["points"]) if row["points"] is not None else f"≤ {row['grade_cap']}",
            place(explanation.inputs, row["first_submission_id"], row["first_sheet"], row["first_cell"]),
        )
    return table


def _part_block(explanation: Explanation, indicator: Row) -> list[RenderableType]:
    lines: list[RenderableType] = [
        Text(
            f"\n{indicator['node_name_zh']} {indicator['node_name_en']} ({indicator['indicator_code']})",
            style="bold",
        ),
        Text(
            f"  x = {number(indicator['indicator_value'])} {indicator['unit_of_measure'] or ''}  数据阶段 vintage: {indicator['value_vintage'] or '–'}"
        ),
        Text(
            f"      原文 cell text “{indicator['value_raw_text'] or '–'}”  "
            + place(
                explanation.inputs,
                indicator["value_submission_id"],
                indicator["value_sheet"],
                indicator["value_cell"],
            )
        ),
    ]
    for part in (p for p in explanation.parts if p["indicator_code"] == indicator["indicator_code"]):
        lines += _one_part(explanation, part, indicator["direction"])
    lines.append(
        Text(
            f"  指标得分 score = Σ 占比·角度得分 share·part / Σ 占比 shares = {number(indicator['score_unrounded'], 12)} "
            f"→ {number(indicator['score'])}；× 有效权重 effective weight {number(indicator['effective_weight'], 12)} "
            f"= 贡献分 points {number(indicator['points'], 12)}"
        )
    )
    return lines


def _one_part(explanation: Explanation, part: Row, direction: str | None) -> list[RenderableType]:
    lines: list[RenderableType] = [
        Text(
            f"  {PARTS[part['part_code']]}  占比 share {number(part['share'])} → {number(part['effective_share'])}  {STATUSES[part['part_status']]}",
            style="cyan",
        )
    ]
    if part["reference_kind"] == "group_mean":
        lines.append(
            Text(
                f"    {REFERENCES['group_mean']} = {number(part['reference_value'], 12)}（{part['reference_unit_count']} 个单位 units）"
            )
        )
    elif part["reference_kind"] != "none":
        where = place(
            explanation.inputs,
            part["reference_submission_id"],
            part["reference_sheet"],
            part["reference_cell"],
        )
        lines.append(
            Text(
                f"    {REFERENCES[part['reference_kind']]} = {number(part['reference_value'])}  “{part['reference_raw_text'] or '–'}”  {where}"
            )
        )
    lines.append(Text(f"    {measure_text(part)}"))
    lines.append(Text(f"    {formula_text(part, direction)}"))
    lines.append(
        Text(
            f"    限于 within [{number(part['floor_score'])}, {number(part['cap_score'])}] → 角度得分 part score {number(part['part_score'])}"
        )
    )
    return lines


def _foot(explanation: Explanation) -> list[RenderableType]:
    release = explanation.release
    lines: list[RenderableType] = []
    if explanation.actions:
        actions = "、".join(escape(f"{row['action_zh']} {row['action_en']}") for row in explanation.actions)
        lines.append(Text(f"结果运用 consequences: {actions}"))
    lines.append(
        Text(
            f"发布 release {release['release_id']}；方案 scheme {release['scheme_submission_id']} sha256 {release['scheme_sha256'][:16]}…；"
            f"输入 inputs {release['input_count']}",
            style="dim",
        )
    )
    return lines


def render(explanation: Explanation) -> RenderableType:
    """Return an explanation as something rich can print: the whole unit, or one indicator taken apart."""
    if explanation.indicator is not None:
        blocks = [line for row in explanation.indicators for line in _part_block(explanation, row)]
        return Group(*_head(explanation), *blocks, *_foot(explanation))
    adjustments: list[RenderableType] = (
        [_adjustment_table(explanation), Text("")] if explanation.adjustments else []
    )
    return Group(
        *_head(explanation),
        *_verdict(explanation),
        Text(""),
        _indicator_table(explanation),
        Text(""),
        _appraisal_table(explanation),
        Text(""),
        *adjustments,
        _sum_table(explanation),
        *_foot(explanation),
    )
