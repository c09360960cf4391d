"""A whole unit: verdict, indicators, dimensions, appraisal, adjustments, and the addition that ends at the composite score."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from orchestration.explain.appraisal_view import SHOWN_DIGITS, appraisal_table, topic_table
from orchestration.explain.certainty_view import certainty_text
from orchestration.explain.formulas import DIGITS, number, undefined_text
from orchestration.explain.mending_view import interview_text, item_text
from orchestration.explain.nodes_view import figure_counts, score_table
from orchestration.explain.objection_view import objection_text
from orchestration.explain.progress_record import latest
from orchestration.explain.progress_view import alert_lines, progress_table
from orchestration.explain.record import Explanation
from orchestration.explain.scheme_view import cell_text, rows_of, setting_text, source_line
from orchestration.explain.steps_view import (
    appraisal_sources,
    appraisal_steps,
    node_steps,
    survey_lines,
    weighted_step,
)
from orchestration.explain.words import KINDS, SCORE_STATUSES, place, table
from orchestration.results.release_tables import Row

RATED = "rated"
SUM_SETTINGS = ("composite_decimals", "composite_floor", "composite_cap", "composite_rule")
AVAILABILITY_SETTINGS = ("availability_counts", "availability_of", "unit_min_availability_pct")
NODE_SETTINGS = ("component_decimals", "dimension_decimals")


def _grade_line(result: Row) -> str:
    previous = f"；上年 last year: {result['grade_previous']}" if result["grade_previous"] else ""
    return (
        f"综合得分 composite {number(result['composite_score'])}，组内第 {result['rank_in_group']} 位 rank "
        f"{result['rank_in_group']} of {result['group_unit_count']}，等次 grade {result['grade_final_name_zh']} "
        f"{result['grade_final']}（分数线 by bound {result['grade_threshold']}，比例后 after quota "
        f"{result['grade_after_quota']}）{previous}"
    )


def _decision(result: Row) -> str:
    """Return what caps made of the grade, what was decided, and the leadership team's grade, where there is any of it."""
    told = []
    if result["grade_computed"] != result["grade_after_quota"]:
        told.append(f"限制后 after caps {result['grade_computed']}{_capped_by(result)}")
    if result["document_no"]:
        told.append(
            f"经批准 decided {result['grade_final']}（{result['document_no']}，{result['approved_date']}）"
        )
    if result["leadership_grade"]:
        told.append(f"领导班子 leadership team {result['leadership_grade']}")
    return "；".join(told)


def _capped_by(result: Row) -> str:
    """Return what held the grade down: a veto, or a row of the sheet of limits; their cells stand with the adjustments."""
    if result.get("veto_item_code"):
        return f"（一票否决 veto {result['veto_item_code']}）"
    return f"（等次限制 limit no. {result['limit_no']}）" if result.get("limit_no") else ""


def _bounds(explanation: Explanation) -> list[RenderableType]:
    """Return the bounds of the grades in the unit's pool, and what moved them from those of the scheme; older releases have none."""
    if not explanation.bounds:
        return []
    first = explanation.bounds[0]
    pool = f"{first['peer_name_zh']} {first['peer_name_en']}" if first["peer_name_zh"] else "本组 the group"
    told = "；".join(
        f"{row['grade_code']} {number(row['lower_bound'])}{_moved(row)}" for row in explanation.bounds
    )
    line = Text(f"等次下界 bounds（{pool}，{first['pool_unit_count']} 个单位 units）: {told}")
    lines = rows_of(explanation, "group_grades") or rows_of(explanation, "grades")
    cells = [cell_text(row, f"下界 bound {row['grade_code']}") for row in lines]
    cells += [
        cell_text(row, f"比例 quota {row['grade_code']}")
        for row in rows_of(explanation, "quotas", ("max_share_pct",))
    ]
    guard = (
        setting_text(explanation, "bound_guardrail")
        if any(row["is_guarded"] for row in explanation.bounds)
        else []
    )
    return [line, *_sources(explanation, [*cells, *guard, *_ranking_cells(explanation)])]


def _sources(explanation: Explanation, told: list[str]) -> list[RenderableType]:
    """Return the line of cells under what it belongs to."""
    return [Text(f"  {line}", style="dim") for line in source_line(explanation, told)]


def _weight_cells(explanation: Explanation, nodes: Iterable[str]) -> list[str]:
    """Return the weights of nodes with their cells."""
    cells = {row["node_code"]: row for row in rows_of(explanation, "weights")}
    return [cell_text(cells[node], node) for node in nodes if node in cells]


def _weights_of_indicators(explanation: Explanation) -> list[RenderableType]:
    told = _weight_cells(explanation, (row["indicator_code"] for row in explanation.indicators))
    return _sources(explanation, told)


def _weights_of_nodes(explanation: Explanation) -> list[RenderableType]:
    """Return the cells of the components' and dimensions' weights, bounds and least shares, and of the settings of rounding."""
    nodes = [row["node_code"] for row in explanation.scores]
    told = _weight_cells(explanation, nodes)
    told += [
        cell_text(cell, f"{cell['node_code']} {cell['field_name_zh']} {cell['field_code'].replace('_', ' ')}")
        for node in nodes
        for cell in _cells_in_force(explanation, ("nodes", "group_rules"), "node_code", node)
    ]
    return _sources(explanation, [*told, *setting_text(explanation, *NODE_SETTINGS)])


def _cells_in_force(explanation: Explanation, sheets: tuple[str, str], key: str, code: str) -> list[Row]:
    """Return the cells of a node or item: those of the group's own row, and of the row for all only what the other sheet does not say."""
    for_all, of_group = (rows_of(explanation, sheet, **{key: code}) for sheet in sheets)
    if of_group:
        for_all = [cell for cell in for_all if cell["field_code"] == "receiver_code"]
    return [*for_all, *(cell for cell in of_group if cell["field_code"] != key)]


def _steps(lines: Iterable[str]) -> list[RenderableType]:
    return [Text(f"  {line}") for line in lines]


def _appraisal_blocks(explanation: Explanation) -> list[RenderableType]:
    """Return the appraisal by respondent group, how its score comes about, and where the scheme's numbers and the answers stand."""
    return [
        appraisal_table(explanation),
        *_steps(appraisal_steps(explanation)),
        *_sources(explanation, appraisal_sources(explanation)),
        *(Text(f"  {line}", style="dim") for line in survey_lines(explanation)),
    ]


def _ranking_cells(explanation: Explanation) -> list[str]:
    """Return the cells that decided on order, pool and limits of the grade, beside the bounds."""
    result, told = explanation.result, setting_text(explanation, "rank_on", "rank_ties", "quota_ties")
    if any(
        row["setting_code"] == "rank_ties" and row["setting_value"] == "by_order"
        for row in explanation.settings
    ):
        told += [
            cell_text(row, f"并列次序 tie order {row['node_code']}")
            for row in rows_of(explanation, "tie_breakers")
        ]
    peers = {row["peer_name_zh"] for row in explanation.bounds}
    told += [
        cell_text(row, f"同类组 peers {row['item_code']} {row['field_name_zh']}")
        for row in rows_of(explanation, "peer_groups")
        if row["item_code"] in peers
    ]
    told += [cell_text(row) for row in rows_of(explanation, "groups")]
    if result.get("limit_no") is not None:
        limits = rows_of(explanation, "grade_limits")
        rows = {
            row["row_number"]
            for row in limits
            if row["field_code"] == "limit_no" and row["field_text"] == str(result["limit_no"])
        }
        told += [
            cell_text(row, f"等次限制 limit {row['field_name_zh']}")
            for row in limits
            if row["row_number"] in rows
        ]
    return [*told, *(cell_text(row) for row in rows_of(explanation, "grade_adjustments"))]


def _consequence(explanation: Explanation, row: Row) -> list[RenderableType]:
    """Return an action that the grade leads to, with the cells of its numbers."""
    cells = rows_of(
        explanation, "consequences", item_code=row["action_code"], grade_code=row["trigger_grade"]
    )
    rows = {
        cell["row_number"]
        for cell in cells
        if cell["field_code"] == "consecutive_years" and cell["field_text"] == str(row["consecutive_years"])
    }
    told = [cell_text(cell) for cell in cells if cell["row_number"] in rows]
    return [Text(_action_text(row)), *_sources(explanation, told)]


def _points_of_items(explanation: Explanation) -> list[RenderableType]:
    """Return the cells of points, ceilings and caps of the unit's deductions, bonus and vetoes, and of the components that hold them."""
    told = [
        cell_text(cell, f"{item['item_code']} {cell['field_name_zh']} {cell['field_code'].replace('_', ' ')}")
        for item in explanation.adjustments
        for cell in _cells_in_force(
            explanation, ("adjustments", "group_adjustments"), "item_code", item["item_code"]
        )
    ]
    kinds = {item["item_kind"] for item in explanation.adjustments}
    told += [
        cell_text(cell, f"{node['node_code']} {cell['field_name_zh']} {cell['field_code'].replace('_', ' ')}")
        for node in explanation.ceilings
        if node["node_kind"] in kinds
        for cell in _cells_in_force(explanation, ("nodes", "group_rules"), "node_code", node["node_code"])
    ]
    return _sources(explanation, told)


def _settings_of_the_sum(explanation: Explanation) -> list[RenderableType]:
    return _sources(explanation, setting_text(explanation, *SUM_SETTINGS))


def _moved(row: Row) -> str:
    """Return where a bound comes from when it is not the one of the sheet."""
    told = []
    if row["break_bound"] is not None:
        told.append(f"自然断点 natural break {number(row['break_bound'])}")
    if row["is_guarded"]:
        told.append(f"受上年界线限制 guarded by last year's {number(row['previous_bound'])}")
    if told:
        told.append(f"方案 scheme {number(row['scheme_bound'])}")
    return f"（{'，'.join(told)}）" if told else ""


def _change_text(row: Row) -> str:
    """Return that a change of rank or grade may mean nothing."""
    known = {
        "not_significant": "在误差之内，不显著 within its error, not significant",
        "significant": "显著 significant",
        "unknown": "误差不详 its error is not known",
    }
    error = (
        f"，1.96·误差 error {number(row['change_error'], SHOWN_DIGITS)}"
        if row["change_error"] is not None
        else ""
    )
    return (
        f"待复核的变化 change to review: 位次 rank {row['previous_rank']} → {row['rank_in_group']}，等次 grade {row['grade_previous']} → "
        f"{row['grade_final']}；综合得分 composite {row['composite_change']:+.2f}{error}：{known[row['change_status']]}{_grounds(row)}"
    )


def _grounds(row: Row) -> str:
    """Return on which grounds a change is to be reviewed, with the figures of rank and grade; releases from before looked at the composite only."""
    if row.get("grounds_zh") is None:
        return ""
    told = [f"\n  复核理由 grounds: {row['grounds_zh']} {row['grounds_en']}"]
    ends = [row[name] for name in ("best_rank", "worst_rank", "previous_best_rank", "previous_worst_rank")]
    if row["rank_status"] is not None and None not in ends:
        told.append(f"位次区间 rank intervals {ends[2]}–{ends[3]} → {ends[0]}–{ends[1]}")
    if row["grade_doubt"] is not None:
        doubt = number(100 * row["grade_doubt"], SHOWN_DIGITS)
        told.append(f"等次未变的概率 chance that the grade has not changed {doubt} %")
    return "；".join(told)


def verdict(explanation: Explanation) -> list[RenderableType]:
    """Return rank, grade, the rule that gave it and the gap to the next one; or why the unit is held back."""
    result = explanation.result
    counts = Text(
        f"指标 indicators: {result['indicators_required']} 项应评 required, {result['indicators_present']} 已评 scored, "
        f"{result['indicators_not_applicable']} 不适用 not applicable, {result['indicators_missing']} 缺失 missing"
    )
    availability = _availability(explanation)
    if result["result_status"] != RATED:
        held = "暂缓评定 held back: no composite, rank or grade"
        return [
            Text(f"{held}\n{result['hold_reason_zh']}\n{result['hold_reason_en']}", style="red"),
            counts,
            *availability,
        ]
    lines = [Text(_grade_line(result)), Text(f"{result['grade_reason_zh']}\n{result['grade_reason_en']}")]
    if told := _decision(result):
        lines.insert(1, Text(told))
    if result["next_grade"]:
        gap = number(result["gap_to_next_grade"])
        lines.append(
            Text(f"距 {result['next_grade']} 等分数线 gap to the bound of {result['next_grade']}: {gap}")
        )
    lines += [Text(certainty_text(row, explanation.certainty_sources)) for row in explanation.certainty]
    lines += [Text(_change_text(row)) for row in explanation.changes]
    return [*lines, *_bounds(explanation), counts, *availability]


def _availability(explanation: Explanation) -> list[RenderableType]:
    """Return how much of the unit counts as available, and the settings that say what counts and how little is enough."""
    share = explanation.result.get("availability_pct")
    if share is None:
        return []
    told = Text(f"计为可得的指标 indicators that count as available: {number(share, SHOWN_DIGITS)} %")
    return [told, *_sources(explanation, setting_text(explanation, *AVAILABILITY_SETTINGS))]


def _status(explanation: Explanation, row: Row) -> str:
    """Return an indicator's status, and where it does not follow from that, that it does not count as available."""
    status = SCORE_STATUSES[row["score_status"]]
    if row["score_status"] != "missing":
        # Releases from before there was a column for it do not say.
        is_told = row.get("availability_status") == "not_available"
        return f"{status}，不计为可得 not available" if is_told else status
    if row["effective_weight"] is None:
        status = f"{status}，不计 left out"
    undefined = [part for part in explanation.parts_of(row["indicator_code"]) if part["raw_score"] is None]
    return f"{status}: {'；'.join(dict.fromkeys(undefined_text(part) for part in undefined))}"


def indicator_table(explanation: Explanation) -> Table:
    """Return every indicator with its value, its references, its score and its points."""
    made = table(
        "指标得分 indicators", "指标\nindicator", "数值\nvalue", "目标\ntarget", "上年\npast", "全市\ncity",
        "得分\nscore", "有效权重\nweight", "贡献分\npoints", "状态\nstatus",
    )  # fmt: skip
    for row in explanation.indicators:
        made.add_row(
            f"{row['node_name_zh']}\n{row['indicator_code']}",
            f"{number(row['indicator_value'])}{row['unit_of_measure'] or ''}",
            number(row["target_value"]),
            number(row["baseline_value"]),
            number(row["city_value"]),
            number(row["score"], SHOWN_DIGITS),
            number(row["effective_weight"], SHOWN_DIGITS),
            number(row["points"], SHOWN_DIGITS),
            _status(explanation, row),
        )
    return made


def _ceilings(row: Row) -> str:
    """Return an item's own ceiling, and the one that it shares with others."""
    own, shared = number(row["item_ceiling"]), row.get("ceiling_set")
    if shared is None:
        return own
    return f"{own}；{shared} 组合计 in all {number(row['set_ceiling'])}"


def _evidence(explanation: Explanation, row: Row) -> str:
    """Return the cells of an item's records, a line each; a release from before there was a table of them has the first."""
    own = [record for record in explanation.records if record["item_code"] == row["item_code"]]
    if own:
        return "\n".join(
            place(explanation.inputs, record["submission_id"], record["sheet_name"], record["cell_address"])
            + (f"（{record['case_count']} 次 cases）" if len(own) > 1 else "")
            for record in own
        )
    first = place(explanation.inputs, row["first_submission_id"], row["first_sheet"], row["first_cell"])
    more = row["record_count"] - 1
    return f"{first}（另 {more} 条 and {more} more）" if more else first


def adjustment_table(explanation: Explanation) -> Table:
    """Return deductions, bonus and vetoes with the cell of every record that they rest on."""
    made = table(
        "加减分与否决 adjustments", "项目\nitem", "次数\ncases", "每次\neach", "上限\nceiling", "分\npoints", "来源\nsource",
    )  # fmt: skip
    for row in explanation.adjustments:
        made.add_row(
            f"{KINDS[row['item_kind']]} {row['item_name_zh']} {row['item_name_en']}",
            str(row["case_count"]),
            number(row["points_per_case"]),
            _ceilings(row),
            number(row["points"]) if row["points"] is not None else f"≤ {row['grade_cap']}",
            _evidence(explanation, row),
        )
    return made


def sum_table(explanation: Explanation) -> Table:
    """Return the addition that ends at the published composite score, line by line, each as the run stored it."""
    result = explanation.result
    made = table("综合得分的构成 how the composite adds up", "项目 item", "分 points")
    for row in explanation.indicators:
        if row["points"] is not None:
            made.add_row(f"  {row['node_name_zh']} {row['node_name_en']}", number(row["points"], DIGITS))
    for row in explanation.scores:
        if row["node_kind"] == "appraisal":
            made.add_row(f"  {row['node_name_zh']} {row['node_name_en']}", number(row["points"], DIGITS))
    for row in explanation.scores:
        if row.get("aggregation_difference"):
            difference = number(row["aggregation_difference"], DIGITS)
            made.add_row(f"  合成差额 aggregation: {row['node_name_zh']} {row['node_name_en']}", difference)
    made.add_row("− 扣分 deductions", number(result["deduction_points"], DIGITS))
    made.add_row("+ 加分 bonus", number(result["bonus_points"], DIGITS))
    made.add_row("+ 舍入与上下限 rounding and bounds", number(result["rounding_difference"], DIGITS))
    made.add_row("[bold]= 综合得分 composite[/]", f"[bold]{number(result['composite_score'], DIGITS)}[/]")
    return made


def _action_text(row: Row) -> str:
    due = f"，{row['deadline_days']} 天内 within {row['deadline_days']} days" if row["deadline_days"] else ""
    twice = ""
    if row["consecutive_years"] > 1:
        last = f" {row['previous_release_id']}" if row.get("previous_release_id") else ""
        twice = f"，连续两年，上年发布 two years in a row, last year's release{last}"
    grade = f"等次 grade {row['trigger_grade']}"
    to = f"，对象 addressed to {row['addressees_zh']}" if row["addressees_zh"] else ""
    copies = f"，抄送 copied to {row['recipients_zh']}" if row.get("recipients_zh") else ""
    return f"结果运用 consequence: {row['action_zh']} {row['action_en']}（{grade}{twice}{due}{to}{copies}{_amount(row)}）"


def _amount(row: Row) -> str:
    """Return how a reward's amount comes about, where the action has one."""
    if row["reward_base_cny"] is None:
        return ""
    times = f" × {row['staff_persons']} 人 persons" if row["reward_per"] == "person" else ""
    amount = "–" if row["reward_amount_cny"] is None else number(row["reward_amount_cny"])
    return f"，奖励 reward {number(row['reward_base_cny'])} × {number(row['reward_coefficient'])}{times} = {amount} 元"


def consequences(explanation: Explanation) -> list[RenderableType]:
    """Return what the grade leads to, what the unit must mend, and what it objected to."""
    lines: list[RenderableType] = [
        line for row in explanation.actions for line in _consequence(explanation, row)
    ]
    lines += [Text(interview_text(row)) for row in explanation.interviews]
    lines += [Text(item_text(explanation, row)) for row in explanation.rectifications]
    lines += [Text(objection_text(explanation, row)) for row in explanation.objections]
    return lines


def unit_blocks(explanation: Explanation) -> list[RenderableType]:
    """Return everything about a unit, in the order in which its result came about."""
    blocks: list[RenderableType] = [*verdict(explanation), Text("")]
    blocks += [indicator_table(explanation), *_weights_of_indicators(explanation), Text("")]
    blocks += [
        score_table(explanation),
        *_steps(node_steps(explanation)),
        *_steps(figure_counts(explanation)),
        *_weights_of_nodes(explanation),
        Text(""),
    ]
    blocks += [*_appraisal_blocks(explanation), Text("")]
    if explanation.topics:
        blocks += [topic_table(explanation.topics), Text("")]
    if explanation.adjustments:
        blocks += [adjustment_table(explanation), *_points_of_items(explanation), Text("")]
    if explanation.result["result_status"] == RATED:
        blocks += [
            sum_table(explanation),
            *_steps(weighted_step(explanation)),
            *_settings_of_the_sum(explanation),
            Text(""),
        ]
    if explanation.quarters or explanation.alerts:
        blocks += [progress_table(latest(explanation.quarters)), *alert_lines(explanation.alerts), Text("")]
    return [*blocks, *consequences(explanation)]
