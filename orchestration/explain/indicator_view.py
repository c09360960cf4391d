"""One indicator taken apart: value, each part's reference, formula and score. Delivered numbers have their cell; under a formula stand
the cells of the scheme's numbers in it; what comes from many units or from years before says from where.
"""

from rich.console import RenderableType
from rich.text import Text

from orchestration.explain.compared import compared_lines
from orchestration.explain.corrections import correction_lines
from orchestration.explain.figures_view import cell_lines, figure_lines, figures_of
from orchestration.explain.formulas import DIGITS, measure_text, number, undefined_text
from orchestration.explain.method_texts import condition_text, formula_text
from orchestration.explain.progress_view import progress_lines
from orchestration.explain.record import Explanation
from orchestration.explain.scheme_view import (
    Noted,
    cell_text,
    part_sources,
    rows_of,
    setting_text,
    source_line,
)
from orchestration.explain.words import (
    CHOICE_RULES,
    FALLBACKS,
    OUTLIERS,
    PART_STATUSES,
    REASONS,
    REFERENCES,
    SCORE_STATUSES,
    SUPERIOR_LEVELS,
    TRANSFORMS,
    TREATMENTS,
    part_name,
    place,
)
from orchestration.results.release_tables import Row

IN_USE = ("used", "zeroed")
NO_POINTS = "单位暂缓，不计贡献分 no points: the unit is held back"


def _value_lines(explanation: Explanation, row: Row) -> list[Text]:
    reason = REASONS.get(row.get("missing_reason") or "", "")
    if row["indicator_value"] is None and row["value_submission_id"] is None:
        told = reason or "未报送或未公布 not delivered or not published"
        return [Text(f"  x = 无数值 no value：{told}")]
    where = (row["value_submission_id"], row["value_sheet"], row["value_cell"])
    known = row["indicator_value"] is not None
    value = f"{number(row['indicator_value'])} {row['unit_of_measure'] or ''}" if known else "无数值 no value"
    value = f"{value}：{reason}" if reason else value
    return [
        Text(f"  x = {value}  数据阶段 vintage: {row['value_vintage']}"),
        Text(f"      原文 cell text “{row['value_raw_text'] or '–'}”  {place(explanation.inputs, *where)}"),
        *correction_lines(explanation.corrections, where),
    ]


def _compared(explanation: Explanation, part: Row, behind: str) -> list[Text]:
    """Return whom a reference or a pool comes from; releases without the scheme's cells have other columns and do not say."""
    if not explanation.scheme_cells:
        return []
    year, group = explanation.release["period_code"], explanation.unit["group_code"]
    return [
        Text(f"      {line}", style="dim")
        for line in compared_lines(explanation.compared, year, part, behind, group)
    ]


def _reference_line(explanation: Explanation, part: Row) -> list[Text]:
    kind = part["reference_kind"]
    if kind == "none":
        return []
    head = f"    {REFERENCES[kind]} = {number(part['reference_value'], DIGITS)}"
    if part["reference_unit_count"] is not None:
        if kind == "own_past_mean":
            kept = figures_of(explanation, part["indicator_code"])
            said = (
                "各年数值见上 each year's value: above"
                if kept
                else "各年数值见其报送 each year's value: what was delivered for it"
            )
            return [Text(f"{head}（{part['reference_unit_count']} 年 years；{said}）")]
        line = Text(f"{head}（{part['reference_unit_count']} 个单位 units）")
        return [line, *_compared(explanation, part, "reference")]
    where = (part["reference_submission_id"], part["reference_sheet"], part["reference_cell"])
    return cell_lines(explanation, head, part["reference_raw_text"], where)


def _choice(part: Noted) -> str:
    """Return the part's choice set and which of the set counts; releases from before the rule could be chosen took the best."""
    if part["choice_set"] is None:
        return ""
    return f"（择优组 choice set {part['choice_set']}，{CHOICE_RULES[part.get('choice_rule', 'best')]}）"


def _scored_value_lines(explanation: Explanation, row: Row) -> list[Text]:
    """Return what was done to the delivered figure before it was scored; nothing where it was scored as it came."""
    lines: list[Text] = []
    if row["transform"] != "none":
        told = TRANSFORMS[row["transform"]]
        if row["denominator_code"] is not None:
            told = f"{told} {row['denominator_code']} = {number(row['denominator_value'])}"
        lines.append(Text(f"  变换 transform: {told}"))
    then = row.get("then_transform", "none")
    if then != "none":
        lines.append(Text(f"  再变换 then transform: {TRANSFORMS[then]}"))
    if row["value_treatment"] != "as_delivered":
        told = f"{TREATMENTS[row['value_treatment']]}{_limits(row)}"
        lines.append(Text(f"  数值处理 treatment: {told}", style="yellow"))
    if row["scored_value"] is not None and (lines or row["scored_value"] != row["indicator_value"]):
        lines.append(Text(f"  计分数值 scored value x = {number(row['scored_value'], DIGITS)}"))
    cells = rows_of(explanation, "treatments", node_code=row["indicator_code"]) if lines else []
    told_by = [cell_text(cell) for cell in cells]
    if lines and row.get("outlier_test") == "skew_kurtosis":
        told_by += setting_text(explanation, "outlier_skewness", "outlier_kurtosis")
    sources = source_line(explanation, told_by)
    return [*lines, *(Text(f"    {line}", style="dim") for line in sources)]


def _limits(row: Row) -> str:
    """Return by which rule an outlier was told, and what it lies beyond; older releases do not say."""
    if row["value_treatment"] not in ("winsorised", "trimmed") or row.get("outlier_test") is None:
        return ""
    ends = f"[{number(row['outlier_low'], DIGITS)}, {number(row['outlier_high'], DIGITS)}]"
    test = f"{OUTLIERS[row['outlier_test']]} k = {number(row['outlier_parameter'])}"
    return f"：{number(row['transformed_value'], DIGITS)} 不在 is not in {ends}（{test}）"


def _part_lines(explanation: Explanation, row: Row, direction: str | None) -> list[Text]:
    part = Noted(row)
    shares = f"占比 share {number(part['share'])} → {number(part['effective_share'], DIGITS)}"
    head = Text(
        f"  {part_name(part['part_code'])}{_choice(part)}  {shares}  {PART_STATUSES[part['part_status']]}",
        style="cyan",
    )
    told = _formula_lines(part, direction)
    sources = part_sources(explanation, part, row, direction)
    return [
        head,
        *_reference_line(explanation, row),
        *(Text(f"    {line}") for line in told),
        *(Text(f"      {line}", style="dim") for line in sources),
        *(_compared(explanation, row, "pool") if "pool_count" in part.read else ()),
    ]


def _formula_lines(part: Noted, direction: str | None) -> list[str]:
    condition = condition_text(part, direction)
    lines = [condition] if condition else []
    if part["raw_score"] is None:
        fallback = FALLBACKS.get(part.get("fallback") or "")
        why = f"无法计算 undefined: {undefined_text(part)}"
        return [*lines, f"{why}；{fallback}" if fallback else why]
    bounds = f"[{number(part['floor_score'])}, {number(part['cap_score'])}]"
    # Where a condition is not met, the method was not asked.
    if part.get("is_condition_met") is not False:
        lines += [measure_text(part, direction), formula_text(part, direction)]
    return [*lines, f"限于 within {bounds} → 角度得分 part score {number(part['part_score'], DIGITS)}"]


def _score_lines(explanation: Explanation, row: Row, parts: list[Row]) -> list[Text]:
    if row["value_treatment"] == "zero":
        return [
            Text("  指标得分 score = 0（按方案计零分 by the scheme's rule for missing values）"),
            *_points_lines(explanation, row),
        ]
    if row["score_status"] == "not_applicable":
        return [
            Text(
                "  不适用，权重按比例分给同级指标 does not apply: its weight goes to its siblings in proportion"
            )
        ]
    if row["score"] is None:
        return [Text(f"  {SCORE_STATUSES[row['score_status']]}：单位暂缓 the unit is held back", style="red")]
    used = [part for part in parts if part["part_status"] in IN_USE]
    terms = " + ".join(f"{number(part['share'])}·{number(part['part_score'], DIGITS)}" for part in used)
    shares = " + ".join(number(part["share"]) for part in used)
    penalty = f" − {number(row['penalty_points'])}（填补扣分 filled in）" if row["penalty_points"] else ""
    return [
        Text(
            f"  指标得分 score = Σ 占比·角度得分 share·part / Σ 占比 shares = ({terms}) / ({shares}){penalty} = "
            f"{number(row['score_unrounded'], DIGITS)} → {number(row['score'], DIGITS)}"
        ),
        *_points_lines(explanation, row),
    ]


def _points_lines(explanation: Explanation, row: Row) -> list[Text]:
    weight = f"权重 weight {number(row['weight'])} → 有效权重 effective weight {number(row['effective_weight'], DIGITS)}"
    points = f"贡献分 points = 得分 score × 有效权重 = {number(row['points'], DIGITS)}"
    cells = rows_of(explanation, "weights", node_code=row["indicator_code"])
    told = [
        *(cell_text(cell) for cell in cells),
        *setting_text(explanation, "indicator_decimals", "part_decimals"),
    ]
    return [
        Text(f"  {weight}；{points if row['points'] is not None else NO_POINTS}"),
        *(Text(f"    {line}", style="dim") for line in source_line(explanation, told)),
    ]


def _alignment_lines(explanation: Explanation, indicator: str) -> list[Text]:
    """Return which of the superior's indicators this one carries; nothing where the scheme names none."""
    carried = [
        row for row in explanation.alignments if indicator in (row["indicator_codes_text"] or "").split("、")
    ]
    if explanation.alignments and not carried:
        return [Text("  对应上级指标 carries: 无 none of the superior's indicators")]
    lines = []
    for row in carried:
        cells = rows_of(explanation, "superior_indicators", item_code=row["superior_code"])
        lines.append(
            Text(
                f"  对应上级指标 carries: {SUPERIOR_LEVELS[row['superior_level_code']]} {row['superior_code']} "
                f"{row['superior_name_zh']} {row['superior_name_en']}（上级权重 its weight {number(row['weight'])}）"
            )
        )
        told = source_line(explanation, [cell_text(cell) for cell in cells])
        lines += [Text(f"    {line}", style="dim") for line in told]
    return lines


def indicator_lines(explanation: Explanation, row: Row) -> list[RenderableType]:
    """Return an indicator's lines: how its score came about, number by number."""
    parts = explanation.parts_of(row["indicator_code"])
    lines = [Text(f"\n{row['node_name_zh']} {row['node_name_en']} ({row['indicator_code']})", style="bold")]
    lines += _alignment_lines(explanation, row["indicator_code"])
    lines += [*_value_lines(explanation, row), *_scored_value_lines(explanation, row)]
    lines += figure_lines(explanation, row["indicator_code"])
    for part in parts:
        lines += _part_lines(explanation, part, row["direction"])
    lines += _score_lines(explanation, row, parts)
    quarters = [one for one in explanation.quarters if one["indicator_code"] == row["indicator_code"]]
    alerts = [one for one in explanation.alerts if one["indicator_code"] == row["indicator_code"]]
    if quarters or alerts:
        lines.append(Text("\n过程监测 progress through the year", style="bold"))
    return [*lines, *progress_lines(explanation, quarters, alerts)]
