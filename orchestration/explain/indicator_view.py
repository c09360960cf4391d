"""One indicator taken apart: value, each part's reference, formula and score, and the cell of every number."""

from rich.console import RenderableType
from rich.text import Text

from orchestration.explain.formulas import DIGITS, formula_text, measure_text, number, undefined_text
from orchestration.explain.record import Explanation
from orchestration.explain.release_tables import Row
from orchestration.explain.words import PART_STATUSES, PARTS, REFERENCES, SCORE_STATUSES, place

IN_USE = ("used", "zeroed")
NO_POINTS = "单位暂缓，不计贡献分 no points: the unit is held back"


def _value_lines(explanation: Explanation, row: Row) -> list[Text]:
    if row["indicator_value"] is None and row["value_submission_id"] is None:
        return [Text("  x = 无数值 no value：未报送或未公布 not delivered or not published")]
    where = place(explanation.inputs, row["value_submission_id"], row["value_sheet"], row["value_cell"])
    known = row["indicator_value"] is not None
    value = f"{number(row['indicator_value'])} {row['unit_of_measure'] or ''}" if known else "无数值 no value"
    return [
        Text(f"  x = {value}  数据阶段 vintage: {row['value_vintage']}"),
        Text(f"      原文 cell text “{row['value_raw_text'] or '–'}”  {where}"),
        *_correction_lines(explanation, row["value_submission_id"], row["value_sheet"], row["value_cell"]),
    ]


def _correction_lines(
    explanation: Explanation, submission: str | None, sheet: str | None, cell: str | None
) -> list[Text]:
    """Return the correction with which a cell was read, where there is one."""
    told = explanation.corrections.get((submission, sheet, cell))
    if told is None:
        return []
    change = f"{told['original'] or '–'} → {told['corrected'] or '–'}"
    signed = f"{told['correction_no']} {told['approved_by']} {told['approved_on']}"
    return [Text(f"      更正 corrected: {change}（{signed}：{told['reason']}）", style="yellow")]


def _reference_line(explanation: Explanation, part: Row) -> list[Text]:
    kind = part["reference_kind"]
    if kind == "none":
        return []
    head = f"    {REFERENCES[kind]} = {number(part['reference_value'], DIGITS)}"
    if kind == "group_mean":
        return [Text(f"{head}（{part['reference_unit_count'] or 0} 个单位 units）")]
    where = place(
        explanation.inputs, part["reference_submission_id"], part["reference_sheet"], part["reference_cell"]
    )
    corrected = _correction_lines(
        explanation, part["reference_submission_id"], part["reference_sheet"], part["reference_cell"]
    )
    return [Text(f"{head}  “{part['reference_raw_text'] or '–'}”  {where}"), *corrected]


def _part_lines(explanation: Explanation, part: Row, direction: str | None) -> list[Text]:
    shares = f"占比 share {number(part['share'])} → {number(part['effective_share'], DIGITS)}"
    head = Text(f"  {PARTS[part['part_code']]}  {shares}  {PART_STATUSES[part['part_status']]}", style="cyan")
    lines = [head, *_reference_line(explanation, part)]
    if part["raw_score"] is None:
        return [*lines, Text(f"    无法计算 undefined: {undefined_text(part)}")]
    bounds = f"[{number(part['floor_score'])}, {number(part['cap_score'])}]"
    return [
        *lines,
        Text(f"    {measure_text(part)}"),
        Text(f"    {formula_text(part, direction)}"),
        Text(f"    限于 within {bounds} → 角度得分 part score {number(part['part_score'], DIGITS)}"),
    ]


def _score_lines(row: Row, parts: list[Row]) -> list[Text]:
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
    weight = f"权重 weight {number(row['weight'])} → 有效权重 effective weight {number(row['effective_weight'], DIGITS)}"
    points = f"贡献分 points = 得分 score × 有效权重 = {number(row['points'], DIGITS)}"
    return [
        Text(
            f"  指标得分 score = Σ 占比·角度得分 share·part / Σ 占比 shares = ({terms}) / ({shares}) = "
            f"{number(row['score_unrounded'], DIGITS)} → {number(row['score'], DIGITS)}"
        ),
        Text(f"  {weight}；{points if row['points'] is not None else NO_POINTS}"),
    ]


def indicator_lines(explanation: Explanation, row: Row) -> list[RenderableType]:
    """Return an indicator's lines: how its score came about, number by number."""
    parts = explanation.parts_of(row["indicator_code"])
    lines = [Text(f"\n{row['node_name_zh']} {row['node_name_en']} ({row['indicator_code']})", style="bold")]
    lines += _value_lines(explanation, row)
    for part in parts:
        lines += _part_lines(explanation, part, row["direction"])
    return [*lines, *_score_lines(row, parts)]
