-- Nineteen counties and zones with results of a plausible size; $release, $kind and $period are put in by the tests.
create temp table u as
select i, case when i <= 13 then '3501' || printf('%02d', i) else '3502' || printf('%02d', i) end as unit_code,
    case when i <= 13 then 'county' else 'zone' end as group_code, case when i <= 13 then '甲乙丙丁戊己庚辛壬癸子丑寅'[i] || '山县' else '南北中新临滨'[i - 13] || '港开发区' end as name_zh
from range(1, 20) as t (i);

insert into marts.dim_unit by name
select '$release' as release_id, 'U' || i as unit_id, unit_code, name_zh as unit_name_zh, 'Unit ' || i as unit_name_en,
    group_code as unit_level, '350000' as parent_code, group_code, if(group_code = 'county', '县（市、区）', '开发区') as group_name_zh,
    if(group_code = 'county', 'Counties and districts', 'Development zones') as group_name_en,
    if(group_code = 'county', 1, 2) as group_sort_order, true as is_evaluated
from u
union all by name
select '$release' as release_id, 'U0' as unit_id, '350000' as unit_code, '样本市' as unit_name_zh, 'Sample City' as unit_name_en,
    'city' as unit_level, false as is_evaluated;

insert into marts.dim_indicator by name
select '$release' as release_id, * from (values
    ('I', null, 1, 'indicators', '指标考核', 'Indicator assessment', null, null, null, null, 'I'),
    ('P', null, 1, 'appraisal', '公众评议', 'Public appraisal', null, null, null, null, 'P'),
    ('D1', 'I', 2, 'dimension', '经济发展', 'Economy', null, null, null, 'D1', 'I'),
    ('GDP_GROWTH', 'D1', 3, 'indicator', '地区生产总值增速', 'GDP growth', '%', 'higher', 'rate', 'D1', 'I'),
    ('NEW_JOBS', 'D1', 3, 'indicator', '城镇新增就业', 'New urban jobs', '人', 'higher', 'flow', 'D1', 'I')
) as t (node_code, parent_code, node_level, node_kind, node_name_zh, node_name_en, unit_of_measure, direction, accumulation,
    dimension_code, component_code);

insert into marts.dim_period by name
select '$release' as release_id, '2020' as period_code, 'year' as period_kind, 2020 as period_year,
    date '2020-01-01' as start_date, date '2020-12-31' as end_date;

create temp table r as
select *, 70 + i * 1.07 as composite, rank() over (partition by group_code order by i = 3, i desc) as rank_in_group,
    case when i >= 15 then 'A' when i >= 5 then 'B' else 'C' end as grade
from u;

insert into marts.fct_unit_result by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, 'U' || i as unit_id, group_code,
    composite + 1 as indicator_component_score, composite - 2 as appraisal_score, composite as weighted_score,
    0.5 as deduction_points, 1 as bonus_points, 0 as aggregation_difference, 0.003 as rounding_difference, 'A' as next_grade,
    85 - round(composite, 2) as gap_to_next_grade, round(composite, 2) as composite_score, rank_in_group,
    count(*) over (partition by group_code) as group_unit_count, grade as grade_threshold,
    if(i = 15, 'B', grade) as grade_after_quota, if(i = 15, 'B', grade) as grade_final,
    case if(i = 15, 'B', grade) when 'A' then '优秀' when 'B' then '良好' else '一般' end as grade_final_name_zh,
    'B' as grade_previous, if(i = 15, '优秀名额已满', '得分达到界线') as grade_reason_zh,
    if(i = 15, 'Quota of A is used up', 'By threshold') as grade_reason_en, 'rated' as result_status
from r where i <> 3
union all by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, 'U3' as unit_id, group_code, 'held' as result_status,
    '缺少 2020 年就业数据' as hold_reason_zh, 'No employment figures for 2020' as hold_reason_en
from r where i = 3;

insert into marts.fct_dimension_score by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, n.node_code, n.node_level, n.node_kind, r.composite + n.plus as score,
    100 * n.weight as weight, n.weight as effective_weight, n.weight * (r.composite + n.plus) as points
from r cross join (values ('I', 1, 'indicators', 1, 0.6), ('P', 1, 'appraisal', -2, 0.4), ('D1', 2, 'dimension', 1, 0.6))
    as n (node_code, node_level, node_kind, plus, weight);

insert into marts.fct_indicator_score by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, n.code as indicator_code,
    if(n.code = 'NEW_JOBS', 4000 + 100 * i, 3 + 0.1 * i) as indicator_value, if(n.code = 'NEW_JOBS', 4500, 4) as target_value,
    if(n.code = 'NEW_JOBS', 3900 + 110 * i, 6 + 0.1 * i) as baseline_value,
    'as_delivered' as value_treatment, 60 + 2 * i as score, 0.3 as effective_weight,
    if(n.code = 'GDP_GROWTH', 5.1, null) as city_value, 50 as weight, 0.3 * (60 + 2 * i) as points, 'scored' as score_status, 'statistics.county_accounts.2020.0123456789ab' as value_submission_id,
    '表1' as value_sheet, 'E' || (i + 4) as value_cell
from r cross join (values ('GDP_GROWTH'), ('NEW_JOBS')) as n (code);

insert into marts.fct_indicator_score_part by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, indicator_code, 'target' as part_code,
    'target_completion' as method_code, 'target' as reference_kind, 'value' as basis, 1 as share, 0 as floor_score, 110 as cap_score, score as raw_score, score as part_score, 'used' as part_status
from marts.fct_indicator_score;

-- A small cell of the deputies is withheld in every fourth unit.
insert into marts.fct_public_appraisal by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, g.code as respondent_group, t.code as topic_code,
    g.zh as respondent_group_name_zh, g.en as respondent_group_name_en, t.zh as topic_name_zh, t.en as topic_name_en,
    if(is_small, 3, 20 + i) as response_count, if(is_small, 3, 18 + i) as valid_answer_count, if(is_small, null, 75 + i * 0.5) as mean_score,
    if(is_small, null, 60 + i * 0.5) as satisfaction_rate_pct,
    if(is_small, null, 71 + i * 0.5) as interval_low, if(is_small, null, 79 + i * 0.5) as interval_high,
    if(is_small, null, 74 + i * 0.5) as previous_mean_score, if(is_small, null, false) as is_change_significant, g.weight as group_weight,
    true as is_counted, is_small as is_suppressed
from r
cross join (values ('RESIDENTS', '城乡居民', 'Residents', 60), ('DEPUTIES', '人大代表', 'Deputies', 40), ('ALL', '全部主体', 'All', 100))
    as g (code, zh, en, weight)
cross join (values ('Q1', '服务态度', 'Attitude'), ('ALL', '总体', 'Overall')) as t (code, zh, en)
cross join lateral (select g.code = 'DEPUTIES' and t.code = 'Q1' and r.i % 4 = 0 as is_small) as s;

insert into marts.dim_grade_bound by name
select '$release' as release_id, 2020 as evaluation_year, g.code as group_code, g.code as pool_code, b.grade_code, b.grade_name_zh,
    'thresholds' as bound_basis, b.lower_bound, false as is_guarded
from (values ('county'), ('zone')) as g (code)
cross join (values ('A', '优秀', 85), ('B', '良好', 75), ('C', '一般', 60), ('D', '差', 0)) as b (grade_code, grade_name_zh, lower_bound);

insert into marts.fct_adjustment by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, 'INSPECTION' as item_code, 'deduction' as item_kind,
    '察访核验扣分' as item_name_zh, 'Inspection' as item_name_en, 2 as case_count, 0.25 as points_per_case, 0.5 as points
from r where i in (2, 4);

insert into marts.fct_adjustment_record by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, 'INSPECTION' as item_code, n.no as record_no, 1 as case_count,
    '察访记录' as sheet_name, 'F' || (i + 3 * n.no) as cell_address
from r cross join (values (1), (2)) as n (no) where i in (2, 4);

insert into marts.fct_monitoring by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, 'NEW_JOBS' as indicator_code, '2020Q' || q.n as period_code,
    (4000 + 100 * i) * q.n / 4 as cumulative_value, 4500 as target_value, 25 * q.n * (4000 + 100 * i) / 4500 as progress_pct,
    25 * q.n as expected_pct, (3900 + 110 * i) * q.n / 4 as previous_year_value,
    case when i > 4 then 'on_track' when i > 1 then 'at_risk' else 'behind' end as monitoring_status, 'time' as path_kind,
    case when q.n < 4 then 4000 + 100 * i end as forecast_value, case when q.n < 4 then 3900 + 100 * i end as forecast_low,
    case when q.n < 4 then 4100 + 100 * i end as forecast_high, 19 as forecast_error_count,
    case when q.n < 4 then 'interval' else 'year_over' end as forecast_status,
    case when q.n < 4 then case when i > 4 then 'on_target' when i > 3 then 'likely_missed' else 'very_likely_missed' end end
        as forecast_outlook
from r cross join range(1, 5) as q (n)
where 'annual' = '$kind' or '2020Q' || q.n <= '$period';

insert into marts.rpt_monitoring_alert by name
select m.* exclude (path_kind, previous_year_value, forecast_error_count, forecast_status), 'behind' as alert_kind,
    '进度滞后' as alert_zh, 'Behind' as alert_en, 'at_risk' as previous_status
from marts.fct_monitoring as m
where m.monitoring_status = 'behind' and m.period_code = case when '$kind' = 'annual' then '2020Q4' else '$period' end;

insert into marts.fct_accountability_action by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, 'CRITICISM' as action_code, '通报批评' as action_zh,
    'Circular criticism' as action_en, 'C' as trigger_grade, 1 as consecutive_years, 30 as deadline_days, 120 as staff_persons
from r where grade = 'C' and i <> 3;

insert into marts.rpt_weak_indicator by name
select '$release' as release_id, 2020 as evaluation_year, r.unit_code, r.name_zh as unit_name_zh, r.group_code, 'GDP_GROWTH' as indicator_code,
    '地区生产总值增速' as indicator_name_zh, 60 + 2 * i as score, 74 as group_mean_score, 0.3 * (40 - 2 * i) as lost_points, 1 as rank_in_unit
from r where 60 + 2 * i < 70 and i <> 3;

insert into marts.fct_rectification_item by name
select '$release' as release_id, 2020 as evaluation_year, '2020-' || unit_code || '-weak_indicator-GDP_GROWTH' as item_no, unit_code,
    'weak_indicator' as item_source, indicator_name_zh as source_name_zh, score as observed_score, 70 as threshold_score, 30 as due_days,
    date '2021-03-31' as due_date, case when unit_code = '350101' then 'overdue' else 'open' end as item_state,
    case when unit_code = '350101' then 3 end as overdue_days, date '2021-04-03' as state_date, 'GDP_GROWTH' as source_code,
    date '2021-04-02' as report_date, '已安排专人办理' as progress_text, 40 as progress_pct
from marts.rpt_weak_indicator;

insert into marts.rpt_interview_list by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, unit_name_zh, group_code, '主要领导' as interview_leaders_zh,
    false as is_score_low, true as is_lowest_in_group, false as has_weak_topics, false as has_weak_indicators, 61.5 as appraisal_score,
    '服务态度' as lowest_topic_name_zh, 60.25 as lowest_topic_score
from marts.rpt_weak_indicator where unit_code = '350101';

insert into marts.fct_rank_uncertainty_source by name
select '$release' as release_id, 2020 as evaluation_year, unit_code, group_code, s.source as source_code, s.shift as mean_rank_shift, s.share as variance_share, 1 - s.share as rank_variance_share
from r cross join (values ('survey', 0.437, 0.6184), ('leave_one_out', 1.25, 0.4222), ('interplay', null, -0.0406)) as s (source, shift, share)
where 'annual' = '$kind' and i <> 3;

insert into marts.fct_node_influence by name
select '$release' as release_id, 2020 as evaluation_year, g.code as group_code, n.code as node_code, 3 as unit_count, 3 as scored_unit_count,
    n.weight as mean_effective_weight, 30 as mean_points, 5.25 as score_standard_deviation, 0.81 as composite_correlation, n.share as variance_share
from (values ('county'), ('zone')) as g (code)
cross join (values ('GDP_GROWTH', 0.4321, 0.7654), ('NEW_JOBS', 0.3, -0.05)) as n (code, weight, share)
where 'annual' = '$kind';

insert into marts.fct_indicator_correlation by name
select '$release' as release_id, 2020 as evaluation_year, 'county' as group_code, 'GDP_GROWTH' as indicator_code,
    'NEW_JOBS' as other_indicator_code, 6 as unit_count, -0.9346 as correlation, 'opposed' as correlation_status
where 'annual' = '$kind';

insert into marts.fct_indicator_alignment by name
select '$release' as release_id, 2020 as evaluation_year, g.code as group_code, p.code as superior_code, p.level as superior_level_code,
    p.zh as superior_name_zh, p.code as superior_name_en, 12.25 as weight, p.source as source_code, p.kind <> 'none' as is_covered,
    p.kind as coverage_kind, case when p.kind = 'none' then 0 else 1 end as indicator_count,
    case when p.kind <> 'none' then 'GDP_GROWTH' end as indicator_codes_text, case when p.kind <> 'none' then '地区生产总值增速' end as indicator_names_zh,
    case when p.kind <> 'none' then 'GDP growth' end as indicator_names_en, case when g.code <> 'ALL' then 10 end as own_weight_pct
from (values ('county'), ('zone'), ('ALL')) as g (code)
cross join (values ('P_GDP', 'province', '省经济增长', null, 'descended'), ('P_ENERGY', 'province', '资源消耗指数', null, 'none'),
    ('C_GDP', 'city', '市经济增长', 'P_GDP', 'direct')) as p (code, level, zh, source, kind)
where 'annual' = '$kind';

insert into marts.rpt_alignment_coverage by name
select '$release' as release_id, 2020 as evaluation_year, p.level as superior_level_code, g.code as group_code, 2 as superior_count,
    1 as covered_count, 50 as covered_count_pct, 63.635 as covered_weight_pct, 2 as indicator_count, 1 as unmatched_count,
    case when g.code <> 'ALL' then 27.125 end as unmatched_weight_pct, 'NEW_JOBS' as unmatched_codes_text, '无对应的新增就业' as unmatched_names_zh,
    'New jobs' as unmatched_names_en
from (values ('county'), ('zone'), ('ALL')) as g (code)
cross join (values ('province'), ('city')) as p (level)
where 'annual' = '$kind';

insert into marts.meta_input by name
select '$release' as release_id, 'statistics.county_accounts.2020.' || k as submission_id, 'statistics' as bureau_code,
    'county_accounts' as dataset_code, '2020' as period_code, '2020年年报.xlsx' as file_name, repeat('ab', 32) as file_sha256, 19 as row_count
from (values ('0123456789ab'), ('ba9876543210')) as t (k);

insert into marts.meta_release by name
select '$release' as release_id, '$kind' as release_kind, '$period' as period_code, 2020 as evaluation_year, true as is_synthetic,
    '演示数据，不是正式结果' as notice_zh, 'sample data, not an official result' as notice_en, 'test' as code_version,
    2 as input_count, 19 as unit_count;
