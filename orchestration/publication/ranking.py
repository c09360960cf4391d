"""The results of an annual release as rows to show: group by group, best first. What they look like is decided elsewhere."""

from orchestration.publication.release import Release
from orchestration.results import Row, open_release

RANKING = """
select
    r.unit_code, u.unit_name_zh, u.unit_name_en, r.group_code, u.group_name_zh, u.group_name_en, u.group_sort_order,
    r.rank_in_group, r.group_unit_count, r.composite_score, r.indicator_component_score, r.appraisal_score,
    r.deduction_points, r.bonus_points, r.grade_threshold, r.grade_after_quota, r.grade_final, r.grade_final_name_zh,
    r.grade_previous, r.grade_reason_zh, r.grade_reason_en, r.result_status, r.hold_reason_zh, r.hold_reason_en
from fct_unit_result as r
inner join dim_unit as u on r.unit_code = u.unit_code
order by u.group_sort_order, r.group_code, r.rank_in_group nulls last, r.unit_code
"""


def ranking(release: Release) -> list[Row]:
    """Return one row per evaluated unit of an annual release, held units at the end of their group."""
    with open_release(release.folder) as tables:
        return tables.rows(RANKING)
