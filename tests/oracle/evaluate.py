"""From a build's inputs to every row of the mart that docs/method.md decides, section by section."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from tests.oracle import results as out
from tests.oracle.adjustments import read_cases
from tests.oracle.alignment import alignment_rows
from tests.oracle.appraisal import Appraisal
from tests.oracle.appraisal_rows import Earlier, appraisal_rows
from tests.oracle.branches import NOT_APPLICABLE
from tests.oracle.comments import comment_rows
from tests.oracle.exact import half_up, parse
from tests.oracle.figures import read_figures
from tests.oracle.grading import WITHOUT_SCORE, Graded, Pool, Standing, competition_ranks, grade_pool
from tests.oracle.influence import influence_rows
from tests.oracle.landed import Inputs, Row
from tests.oracle.listed import figure_counts, treated_rows
from tests.oracle.mending import comment_items, interview_rows, mending_rows
from tests.oracle.monitoring import alert_rows, monitoring_rows
from tests.oracle.objections import objection_rows
from tests.oracle.parts import Judge
from tests.oracle.pools_of_grades import bounds_of, pool_of
from tests.oracle.scheme import GRADES, Scheme, read_scheme
from tests.oracle.sheet import Sheet, build_sheet, unit_row
from tests.oracle.survey import Survey, read_survey
from tests.oracle.treatment import Unit
from tests.oracle.tree import indicator_rows, node_row
from tests.oracle.units import read_units
from tests.oracle.weak import weak_items, weak_rows


def _scores(sheet: Sheet) -> dict[str, Fraction | None]:
    """Return a unit's score on every component, dimension and indicator."""
    scores = {i.node.code: i.score for i in sheet.indicators}
    return scores | {
        branch.node.code: branch.score for branch in sheet.nodes if branch.node.kind != "indicator"
    }


def _standing(scheme: Scheme, sheet: Sheet, composite: Fraction) -> Standing:
    """Return what a unit is ranked on: the composite, then its scores on the nodes of sheet 并列次序."""
    first = composite if scheme.settings["rank_on"] == "rounded" else sheet.unrounded or composite
    named = [_scores(sheet).get(code) for code in scheme.tie_breakers]
    return (first, *(WITHOUT_SCORE if score is None else score for score in named))


def _limits(scheme: Scheme, sheet: Sheet) -> list[Row]:
    """Return the rows of sheet 等次限制 that a unit meets, the one with the worst cap first."""
    scores = _scores(sheet)
    met = [
        row
        for row in scheme.grade_limits
        if row["group_code"] in (None, sheet.unit.group)
        and (score := scores.get(row["node_code"])) is not None
        and score < Fraction(row["score_below"])
    ]
    return sorted(met, key=lambda row: (-GRADES.index(row["grade_cap"]), int(row["limit_no"])))


def _cap(scheme: Scheme, sheet: Sheet) -> str | None:
    """Return the best grade still open to a unit."""
    caps = [sheet.adjustments.grade_cap, *(row["grade_cap"] for row in _limits(scheme, sheet))]
    return max((cap for cap in caps if cap is not None), default=None)


def _pools(
    scheme: Scheme, sheets: list[Sheet], previous: dict[str, dict[str, Fraction]]
) -> Iterator[tuple[str, Pool, dict[str, Fraction]]]:
    """Yield the group of each pool, the pool, and its natural breaks."""
    members: dict[tuple[str, str], dict[str, Fraction]] = {}
    for sheet in sheets:
        if sheet.composite is not None:
            count = sum(node.score is not None and not node.is_below for node in sheet.dimensions)
            code = pool_of(scheme, sheet.unit.group, sheet.unit.code, count)
            members.setdefault((sheet.unit.group, code), {})[sheet.unit.code] = sheet.composite
    for (group, code), composites in sorted(members.items()):
        bounds, breaks = bounds_of(scheme, group, list(composites.values()), previous.get(code, {}))
        yield group, Pool(code, composites, bounds), breaks


def _grades(scheme: Scheme, sheets: list[Sheet], pools: list[tuple[str, Pool]]) -> dict[str, Graded]:
    graded: dict[str, Graded] = {}
    caps = {s.unit.code: _cap(scheme, s) for s in sheets}
    ranks: dict[str, int] = {}
    for group in {sheet.unit.group for sheet in sheets}:
        ranks |= competition_ranks(
            {
                s.unit.code: _standing(scheme, s, s.composite)
                for s in sheets
                if s.unit.group == group and s.composite is not None
            }
        )
    for group, pool in pools:
        quotas = {grade: row for (owner, grade), row in scheme.quotas.items() if owner == group}
        graded |= grade_pool(pool, ranks, quotas, caps, quota_ties=scheme.settings["quota_ties"])
    return graded


def _bound_rows(
    scheme: Scheme, group: str, pool: Pool, breaks: dict[str, Fraction], previous: dict[str, Fraction]
) -> list[out.BoundRow]:
    return [
        out.BoundRow(
            pool_code=pool.code,
            grade_code=grade,
            group_code=group,
            pool_unit_count=len(pool.composites),
            bound_basis="natural_breaks" if breaks else "thresholds",
            scheme_bound=scheme.bounds_of(group)[grade],
            break_bound=breaks.get(grade),
            previous_bound=previous.get(grade),
            lower_bound=bound,
        )
        for grade, bound in pool.bounds.items()
    ]


def _rules(judge: Judge, row: out.UnitRow) -> list[Row]:
    """Return the rules that a unit's final grade sets off: one per action, that of more years where there are two."""
    due = [
        rule
        for rule in judge.scheme.consequences
        if rule["trigger_grade"] == row.grade_final
        and (rule["consecutive_years"] == "1" or row.grade_previous == row.grade_final)
    ]
    by_years = sorted(due, key=lambda rule: int(rule["consecutive_years"]))
    return list({rule["action_code"]: rule for rule in by_years}.values())


def _reward(rule: Row, staff: Fraction | None) -> Fraction | None:
    """Return the amount of a reward: base × coefficient, times the staff where it is per person."""
    base = parse(rule["reward_base_cny"])
    if base is None:
        return None
    amount = base * (parse(rule["reward_coefficient"]) if rule["reward_coefficient"] else 1)
    if rule["reward_per"] == "person":
        if staff is None:
            return None
        amount *= half_up(staff, 0)
    return half_up(amount, 2)


def action_rows(judge: Judge, row: out.UnitRow) -> list[out.ActionRow]:
    """Return what a unit's final grade leads to (section 6)."""
    if row.grade_final is None:
        return []
    staff = judge.value(Unit(row.unit_code, row.unit_id, row.group_code), "STAFF").value
    return [
        out.ActionRow(
            unit_code=row.unit_code,
            action_code=rule["action_code"],
            trigger_grade=row.grade_final,
            consecutive_years=int(rule["consecutive_years"]),
            deadline_days=None if rule["deadline_days"] is None else int(rule["deadline_days"]),
            staff_persons=None if staff is None else int(half_up(staff, 0)),
            reward_amount_cny=_reward(rule, staff),
        )
        for rule in _rules(judge, row)
    ]


def _sheet_rows(judge: Judge, sheet: Sheet, survey: Survey, earlier: Earlier) -> list[out.MartRow]:
    leaves = {node.node.code: node for node in sheet.nodes}
    rows: list[out.MartRow] = [
        node_row(sheet.unit, node)
        for node in sheet.nodes
        if node.node.level == 1 or (node.node.kind == "dimension" and node.status != NOT_APPLICABLE)
    ]
    for indicator in sheet.indicators:
        rows += indicator_rows(judge, sheet.unit, indicator, leaves[indicator.node.code])
    opinions = appraisal_rows(judge.scheme, survey, sheet.unit.code, sheet.appraisal, earlier)
    return [*rows, *opinions, *sheet.adjustments.rows]


def _unit_rows(judge: Judge, sheets: list[Sheet], inputs: Inputs) -> list[out.MartRow]:
    scheme = judge.scheme
    before: dict[str, dict[str, Fraction]] = {}
    for row in inputs.rows("build__previous_bounds"):
        before.setdefault(row["pool_code"], {})[row["grade_code"]] = Fraction(row["lower_bound"])
    found = list(_pools(scheme, sheets, before))
    graded = _grades(scheme, sheets, [(group, pool) for group, pool, _ in found])
    previous = {row["unit_id"]: row["grade_final"] for row in inputs.rows("build__previous_results")}
    rated = dict.fromkeys(scheme.participants.values(), 0)
    for sheet in sheets:
        rated[sheet.unit.group] += sheet.unit.code in graded
    rows: list[out.MartRow] = [
        unit_row(
            sheet,
            scheme,
            graded.get(sheet.unit.code),
            rated[sheet.unit.group],
            previous=previous.get(sheet.unit.unit_id),
            limits=_limits(scheme, sheet),
        )
        for sheet in sheets
    ]
    for group, pool, breaks in found:
        rows += _bound_rows(scheme, group, pool, breaks, before.get(pool.code, {}))
    return rows


def _evaluate_year(judge: Judge, inputs: Inputs, results: out.Results) -> None:
    survey, cases = read_survey(inputs, judge.scheme), read_cases(inputs)
    sheets = [
        build_sheet(judge, unit, survey.of(unit.code), cases.get(unit.code, {}))
        for unit in judge.participants
    ]
    before = inputs.rows("build__previous_appraisal")
    for sheet in sheets:
        earlier = {
            (row["respondent_group"], row["topic_code"]): row
            for row in before
            if row["unit_id"] == sheet.unit.unit_id
        }
        results.add(_sheet_rows(judge, sheet, survey, earlier))
    results.add(_unit_rows(judge, sheets, inputs))
    for row in results.of(out.UnitRow):
        results.add(action_rows(judge, row))
    by_code = {unit.code: unit for unit in judge.participants}
    scores = [(by_code[row.unit_code], row) for row in results.of(out.IndicatorRow)]
    found = [results.of(kind) for kind in (out.UnitRow, out.IndicatorRow, out.NodeRow)]
    results.add(influence_rows(judge.scheme, *found))
    results.add(alignment_rows(judge.scheme))
    results.add(treated_rows(scores))
    results.add(figure_counts(judge.scheme, scores))
    weak = weak_rows(judge.scheme, scores)
    results.add(weak)
    _mend(judge, inputs, weak, {s.unit.code: s.appraisal for s in sheets}, results)


def _mend(
    judge: Judge,
    inputs: Inputs,
    weak: list[out.WeakRow],
    appraisals: dict[str, Appraisal],
    results: out.Results,
) -> None:
    """Add what the results lead to: where comments go, what is to be mended, what was objected to, who is interviewed."""
    said = comment_rows(inputs, judge.scheme)
    results.add(row for row, _ in said)
    items = [*weak_items(judge.scheme, weak, appraisals), *comment_items(judge.scheme, said)]
    results.add(mending_rows(inputs, judge.scheme, items))
    results.add(objection_rows(inputs, judge.scheme))
    results.add(interview_rows(judge.scheme, judge.participants, appraisals, items))


ANNUAL = (
    out.PartRow,
    out.IndicatorRow,
    out.NodeRow,
    out.AppraisalRow,
    out.AdjustmentRow,
    out.UnitRow,
    out.BoundRow,
    out.ActionRow,
    out.WeakRow,
    out.TreatedRow,
    out.FigureCountRow,
    out.InfluenceRow,
    out.CorrelationRow,
    out.AlignmentRow,
    out.CoverageRow,
    out.RectificationRow,
    out.ReportRow,
    out.ObjectionRow,
    out.OverdueRow,
    out.InterviewRow,
    out.CommentRow,
)


def evaluate(folder: Path) -> out.Results:
    """Work out what the mart of a build ought to hold.

    Args:
        folder: The build's `inputs/`.

    Returns:
        The rows by mart table: monitoring always, everything else for an annual build.
    """
    inputs = Inputs(folder)
    units = read_units(inputs)
    judge = Judge(read_scheme(inputs), units, read_figures(inputs, units), inputs.year)
    results = out.Results()
    results.cover(out.MonitoringRow, out.AlertRow, out.ReleaseRow)
    quarter = inputs.quarter or 4
    monitored = monitoring_rows(judge, quarter)
    results.add(monitored)
    results.add(alert_rows(judge, monitored, quarter))
    annual = inputs.parameters["release_kind"] == "annual"
    if annual:
        results.cover(*ANNUAL)
        _evaluate_year(judge, inputs, results)
    rated = [row for row in results.of(out.UnitRow) if row.result_status == "rated"]
    results.add(
        [
            out.ReleaseRow(
                release_id=inputs.parameters["release_id"],
                evaluation_year=inputs.year,
                input_count=len(inputs.submissions),
                unit_count=len(judge.participants),
                rated_unit_count=len(rated) if annual else None,
            )
        ]
    )
    return results
