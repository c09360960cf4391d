"""Collects everything that a release says of one unit (and one indicator); every row is as published, nothing is worked out."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from orchestration.explain.compared import Compared, read_compared
from orchestration.explain.corrections import Place, read_corrections
from orchestration.explain.finding import find_indicator, find_unit
from orchestration.explain.progress_record import SOURCES, read_progress
from orchestration.results.release_tables import ReleaseTables, Row, open_release

QUERIES = {
    "scores": "select s.*, i.node_name_zh, i.node_name_en, i.parent_code from fct_dimension_score as s "
    "inner join dim_indicator as i on s.node_code = i.node_code where s.unit_code = $unit "
    "order by s.node_level, s.weight desc, s.node_code",
    "indicators": "select s.*, i.node_name_zh, i.node_name_en, i.unit_of_measure, i.direction "
    "from fct_indicator_score as s inner join dim_indicator as i on s.indicator_code = i.node_code "
    "where s.unit_code = $unit order by s.dimension_code, s.weight desc, s.indicator_code",
    "parts": "select * from fct_indicator_score_part where unit_code = $unit "
    "order by indicator_code, case split_part(part_code, '_', 1) when 'target' then 1 when 'vertical' then 2 else 3 end, part_code",
    "appraisal": "select * from fct_public_appraisal where unit_code = $unit and topic_code = 'ALL' "
    "order by respondent_group = 'ALL', group_weight desc, respondent_group",
    "topics": "select * from fct_public_appraisal where unit_code = $unit and topic_code <> 'ALL' "
    "and respondent_group = 'ALL' order by length(topic_code), topic_code",
    "group_topics": "select * from fct_public_appraisal where unit_code = $unit and topic_code <> 'ALL' "
    "and respondent_group <> 'ALL' order by respondent_group, length(topic_code), topic_code",
    "adjustments": "select * from fct_adjustment where unit_code = $unit order by item_kind, item_code",
    "ceilings": "select node_code, node_kind from dim_indicator "
    "where node_kind in ('deduction', 'bonus') and $unit is not null order by node_code",
    "actions": "select * from fct_accountability_action where unit_code = $unit order by action_code",
    "rectifications": "select * from fct_rectification_item where unit_code = $unit order by item_source, source_code",
}
# By what they are told as, the table and the question; releases made before there were such tables have none.
LATER = {
    "figures": (
        "fct_indicator_figure",
        (
            "select f.* from fct_indicator_figure as f inner join dim_unit as u on f.unit_code = u.unit_code "
            "inner join fct_indicator_score as s on f.indicator_code = s.indicator_code and s.unit_code = $unit "
            "where f.unit_code = $unit or not u.is_evaluated "
            "order by f.unit_code <> $unit, f.years_ago, f.figure_role desc, f.source_indicator_code"
        ),
    ),
    "records": (
        "fct_adjustment_record",
        "select * from fct_adjustment_record where unit_code = $unit order by item_code, record_no",
    ),
    "interviews": ("rpt_interview_list", "select * from rpt_interview_list where unit_code = $unit"),
    "objections": (
        "fct_objection",
        "select * from fct_objection where unit_code = $unit order by objection_no",
    ),
    "certainty": ("fct_rank_uncertainty", "select * from fct_rank_uncertainty where unit_code = $unit"),
    "certainty_sources": (
        "fct_rank_uncertainty_source",
        (
            "select * from fct_rank_uncertainty_source where unit_code = $unit "
            "order by rank_variance_share desc nulls last, source_code"
        ),
    ),
    "alignments": (
        "fct_indicator_alignment",
        (
            "select a.* from fct_indicator_alignment as a inner join dim_unit as u on a.group_code = u.group_code "
            "where u.unit_code = $unit order by a.superior_level_code desc, a.superior_code"
        ),
    ),
    "figure_counts": ("fct_figure_count", "select * from fct_figure_count where unit_code = $unit"),
    "changes": ("rpt_change_review", "select * from rpt_change_review where unit_code = $unit"),
    "comments": (
        "fct_comment",
        (
            "select * from fct_comment where responsible_unit_code = $unit and item_no is not null "
            "order by item_no, comment_submission_id, length(comment_cell), comment_cell"
        ),
    ),
    "scheme_cells": (
        "meta_scheme_cell",
        (
            "select c.* from meta_scheme_cell as c inner join dim_unit as u on u.unit_code = $unit and (c.unit_code is null "
            "or c.unit_code = u.unit_code) and (c.group_code is null or c.group_code in ('*', u.group_code)) "
            "order by c.table_code, c.row_number, length(c.cell_address), c.cell_address"
        ),
    ),
    "settings": ("meta_setting", "select * from meta_setting where $unit is not null order by setting_code"),
    "bounds": (
        "dim_grade_bound",
        (
            "select b.* from dim_grade_bound as b inner join fct_unit_result as r on b.pool_code = r.pool_code "
            "where r.unit_code = $unit order by b.grade_code"
        ),
    ),
}


@dataclass(frozen=True)
class Explanation:
    """What a release holds about one unit; every row is as published.

    Attributes:
        unit: The unit's row of dim_unit.
        result: Its row of fct_unit_result.
        release: The row of meta_release.
        scores: Its components and dimensions, with names.
        indicators: Its indicators, with names; one only when one was asked for.
        parts: The parts of these indicators.
        figures: Figures that these rest on beside their values and references, those of the city last; none in releases from before.
        appraisal: The public appraisal per respondent group, all topics together.
        topics: The same per topic, over all respondent groups.
        group_topics: The same per respondent group and topic.
        adjustments: Deductions, bonus and vetoes.
        ceilings: The components that hold their points.
        records: What those rest on, cell by cell.
        actions: What the grade leads to.
        rectifications: What the unit must mend, and how far it is.
        interviews: Why its leaders are interviewed; none where they are not.
        objections: What it objected to, with answers and decisions.
        certainty: How sure its rank and grade are; none where nothing is known to vary.
        alignments: The superior's indicators, with those of the unit's group that carry them; none where the scheme names none.
        certainty_sources: What that comes from, the largest share first.
        figure_counts: How many figures its components and dimensions require, have and lack; none in releases from before.
        changes: Its row on the list of changes that may mean nothing; none where it is not on it.
        comments: The comments that its rectification items come from.
        bounds: The bounds of the grades in its pool.
        scheme_cells: The scheme's numbers that hold for it or its group, with their cells; none in releases from before.
        settings: The settings in force; none in releases from before.
        compared: Whom its parts were compared with, where they are few; only when an indicator was asked for.
        quarters: Its progress through the year, by indicator and quarter; of one indicator only when one was asked for.
        alerts: Alerts of the last quarter; likewise.
        inputs: All submissions by their id, for naming files.
        sources: The submissions that what is shown rests on.
        corrections: The corrections of the release's figures, by submission, sheet and cell.
        indicator: The indicator that was asked for, or None.
    """

    unit: Row
    result: Row
    release: Row
    scores: list[Row]
    indicators: list[Row]
    parts: list[Row]
    figures: list[Row]
    appraisal: list[Row]
    topics: list[Row]
    group_topics: list[Row]
    adjustments: list[Row]
    ceilings: list[Row]
    records: list[Row]
    actions: list[Row]
    rectifications: list[Row]
    interviews: list[Row]
    objections: list[Row]
    certainty: list[Row]
    alignments: list[Row]
    certainty_sources: list[Row]
    figure_counts: list[Row]
    changes: list[Row]
    comments: list[Row]
    bounds: list[Row]
    scheme_cells: list[Row]
    settings: list[Row]
    compared: Compared
    quarters: list[Row]
    alerts: list[Row]
    inputs: dict[str, Row]
    sources: list[Row]
    corrections: dict[Place, Row]
    indicator: str | None

    def parts_of(self, indicator: str) -> list[Row]:
        """Return the parts of one indicator."""
        return [part for part in self.parts if part["indicator_code"] == indicator]


def _sources(inputs: dict[str, Row], release: Row, found: dict[str, list[Row]], whole: bool) -> list[Row]:
    """Return the submissions behind the rows that are shown; the whole unit rests on its survey and its scheme too."""
    columns = ("reference_submission_id", "first_submission_id", "submission_id", *SOURCES)
    of_all: Iterable[str] = ("adjustments", "records") if whole else ()
    shown: Iterable[str] = ("indicators", "parts", "figures", "quarters", *of_all)
    used = {row.get(column) for name in shown for row in found[name] for column in columns}
    used.add(release["scheme_submission_id"])
    if whole:
        used |= {
            name
            for name, row in inputs.items()
            if row["dataset_code"] == "responses" and row["period_code"] == release["period_code"]
        }
    return [row for name, row in sorted(inputs.items()) if name in used]


def _collect(
    tables: ReleaseTables, unit: Row, indicator: str | None, corrections: dict[Place, Row]
) -> Explanation:
    code = unit["unit_code"]
    found = {name: tables.rows(query, unit=code) for name, query in QUERIES.items()}
    for name, (table, query) in LATER.items():
        found[name] = tables.rows(query, unit=code) if tables.has(table) else []
    # The city's are kept once, for whoever compares with it: here, where one of the unit's own parts of the indicator does.
    compares = {part["indicator_code"] for part in found["parts"] if part["reference_kind"] == "city"}
    found["figures"] = [
        row for row in found["figures"] if row["unit_code"] == code or row["indicator_code"] in compares
    ]
    found["quarters"], found["alerts"] = read_progress(tables, code, indicator)
    if indicator is not None:
        for name in ("indicators", "parts", "figures"):
            found[name] = [row for row in found[name] if row["indicator_code"] == indicator]
    compared = read_compared(tables, unit, found["parts"]) if indicator and found["scheme_cells"] else {}
    (release,) = tables.rows("select * from meta_release")
    (result,) = tables.rows("select * from fct_unit_result where unit_code = $unit", unit=code)
    inputs = {row["submission_id"]: row for row in tables.rows("select * from meta_input")}
    return Explanation(
        unit=unit,
        result=result,
        release=release,
        inputs=inputs,
        sources=_sources(inputs, release, found, whole=indicator is None),
        corrections=corrections,
        compared=compared,
        indicator=indicator,
        **found,
    )


def explain(release: Path, unit: str, indicator: str | None = None) -> Explanation:
    """Collect what a release says of a unit.

    Args:
        release: The release's folder.
        unit: Code, internal id or name of the unit, also a former one.
        indicator: Code or name of one indicator, to take that one apart.

    Raises:
        UserError: There is no such unit or indicator; the message names the nearest.
    """
    with open_release(release) as tables:
        found = find_unit(tables, unit)
        asked = find_indicator(tables, found, indicator) if indicator else None
        return _collect(tables, found, asked, read_corrections(release))
