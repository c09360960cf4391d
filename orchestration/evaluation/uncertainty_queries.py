"""What draws ask of a build's intermediate tables; what becomes of the answers is decided in `uncertainty_inputs`."""

SETTINGS = """
select u.*, a.appraisal_interval, o.composite_rule, o.geometric_zero, o.geometric_floor, s.rank_on, s.quota_ties,
  s.indicator_decimals, s.dimension_decimals, s.component_decimals, s.composite_decimals, s.composite_floor, s.composite_cap
from intermediate.int_uncertainty__settings as u, intermediate.int_appraisal__settings as a,
  intermediate.int_scheme__optional_settings as o, intermediate.int_scheme__settings as s
"""
UNITS = """
select c.unit_code, p.unit_id, c.group_code, c.composite_score, r.rank_in_group, g.grade_computed, g.pool_code, t.grade_cap,
  c.bonus_points - c.deduction_points as adjustment, a.score_unrounded as appraisal_unrounded, e.standard_error,
  e.degrees_of_freedom, ties.* exclude (unit_code)
from intermediate.int_scoring__composites as c
inner join intermediate.int_unit__participants as p on c.unit_code = p.unit_code
inner join intermediate.int_grading__ranks as r on c.unit_code = r.unit_code
inner join intermediate.int_grading__grades as g on c.unit_code = g.unit_code
left join intermediate.int_adjustment__totals as t on c.unit_code = t.unit_code
left join intermediate.int_appraisal__scores as a on c.unit_code = a.unit_code
left join intermediate.int_appraisal__errors as e
  on c.unit_code = e.unit_code and e.respondent_group = 'ALL' and e.topic_code = 'ALL'
left join intermediate.int_grading__tie_breakers as ties on c.unit_code = ties.unit_code
where c.result_status = 'rated'
order by c.group_code, p.unit_id
"""
COMPONENTS = """
select unit_code, component_code, node_kind, weight, score from intermediate.int_scoring__components
order by component_code
"""
BOUNDS = "select pool_code, grade_code, lower_bound from intermediate.int_grading__bounds"
ALLOWED = "select pool_code, grade_code, units_allowed from intermediate.int_grading__quotas"
APPRAISAL = "select group_code, floor_score, cap_score from intermediate.int_scheme__node_rules where node_kind = 'appraisal'"
TIES = "select node_code from staging.stg_efficiency_office__scheme__tie_breakers order by order_no"
LIMITS = """
select l.limit_no, l.node_code, l.group_code, l.score_below, l.grade_cap, n.unit_code, n.score
from staging.stg_efficiency_office__scheme__grade_limits as l
inner join intermediate.int_grading__node_scores as n on l.node_code = n.node_code
where n.score is not null
order by l.limit_no, n.unit_code
"""
ALTERNATIVES = "select * from intermediate.int_uncertainty__alternatives order by alternative"
TREE = """
select w.node_code, w.parent_code, w.node_level, w.node_kind, w.weight, n.aggregation_rule, n.floor_score, n.cap_score
from intermediate.int_scheme__weights as w
inner join intermediate.int_scheme__node_rules as n on w.group_code = n.group_code and w.node_code = n.node_code
where w.group_code = ? and w.node_kind in ('indicators', 'dimension', 'indicator')
order by w.node_level desc, w.node_code
"""
# In units of the twelfth decimal; what has left or has no score weighs nothing.
NODE_FIGURES = """
select n.unit_code, n.node_code, cast(n.score * 1000000000000 as bigint) as score,
  cast(case when n.node_status = 'scored' then n.applied_weight * 1000000000000 else 0 end as bigint) as applied_weight
from intermediate.int_scoring__nodes as n
inner join intermediate.int_scoring__composites as c on n.unit_code = c.unit_code
where c.result_status = 'rated' and c.group_code = ?
"""
