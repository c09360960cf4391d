"""What the method page asks of a release's tables: the scheme as it was applied, group by group."""

GROUPS = """
select distinct group_code, group_name_zh, group_name_en, group_sort_order
from dim_unit
where is_evaluated
order by group_sort_order, group_code
"""

TREE = """
select node_code, parent_code, node_level, node_kind, node_name_zh, node_name_en, unit_of_measure, direction
from dim_indicator
order by
    node_level,
    case node_kind when 'indicators' then 1 when 'appraisal' then 2 when 'deduction' then 3 when 'bonus' then 4 else 5 end,
    node_code
"""

WEIGHTS = """
select distinct u.group_code, s.node_code, s.weight
from fct_dimension_score as s
inner join dim_unit as u on s.unit_code = u.unit_code
union
select distinct u.group_code, s.indicator_code, s.weight
from fct_indicator_score as s
inner join dim_unit as u on s.unit_code = u.unit_code
"""

METHODS = """
select distinct
    i.node_name_zh, i.node_name_en, p.indicator_code, p.part_code, p.share, p.method_code, p.reference_kind, p.basis, p.floor_score,
    p.cap_score, u.group_code
from fct_indicator_score_part as p
inner join dim_unit as u on p.unit_code = u.unit_code
inner join dim_indicator as i on p.indicator_code = i.node_code
order by p.indicator_code, p.part_code, p.method_code, p.reference_kind, p.share, u.group_code
"""

BOUNDS = """
select group_code, peer_name_zh, peer_name_en, grade_code, grade_name_zh, bound_basis, lower_bound, is_guarded
from dim_grade_bound
order by group_code, pool_code, grade_code
"""

RESPONDENTS = """
select distinct u.group_code, a.respondent_group, a.respondent_group_name_zh, a.respondent_group_name_en, a.group_weight
from fct_public_appraisal as a
inner join dim_unit as u on a.unit_code = u.unit_code
where a.respondent_group <> 'ALL'
order by a.respondent_group, u.group_code
"""

INFLUENCE = """
select
    f.group_code, f.node_code, i.node_name_zh, i.node_name_en, f.unit_count, 100 * f.mean_effective_weight as weight_pct,
    100 * f.variance_share as variance_pct, 0 as zero, f.composite_correlation, f.score_standard_deviation
from fct_node_influence as f
inner join dim_indicator as i on f.node_code = i.node_code
order by f.group_code, f.mean_effective_weight desc nulls last, f.node_code
"""

REPEATED = """
select
    c.group_code, one.node_name_zh as one_zh, one.node_name_en as one_en, other.node_name_zh as other_zh,
    other.node_name_en as other_en, c.unit_count, c.correlation, c.correlation_status
from fct_indicator_correlation as c
inner join dim_indicator as one on c.indicator_code = one.node_code
inner join dim_indicator as other on c.other_indicator_code = other.node_code
where c.correlation_status in ('redundant', 'opposed')
order by c.group_code, abs(c.correlation) desc, c.indicator_code, c.other_indicator_code
"""

ALIGNMENT = """
select
    a.superior_level_code, a.superior_code, a.superior_name_zh, a.superior_name_en, a.weight, a.is_covered, a.coverage_kind,
    a.indicator_names_zh, a.indicator_names_en, s.superior_name_zh as source_zh, s.superior_name_en as source_en,
    (select count(*) from fct_indicator_alignment as g where g.superior_code = a.superior_code and g.group_code <> 'ALL' and g.is_covered)
        as group_count
from fct_indicator_alignment as a
left join fct_indicator_alignment as s on a.source_code = s.superior_code and s.group_code = 'ALL'
where a.group_code = 'ALL'
order by a.superior_level_code desc, a.is_covered, a.weight desc, a.superior_code
"""

COVERAGE = """
select
    superior_level_code, group_code, superior_count, covered_count, covered_count_pct, covered_weight_pct, indicator_count,
    unmatched_count, unmatched_weight_pct, unmatched_names_zh, unmatched_names_en
from rpt_alignment_coverage
order by superior_level_code desc, group_code = 'ALL' desc, group_code
"""

SETTINGS = """
select s.setting_code, s.setting_value, s.is_said, i.file_name, s.setting_sheet, s.setting_cell
from meta_setting as s
left join meta_input as i on s.setting_submission_id = i.submission_id
order by s.setting_code
"""
