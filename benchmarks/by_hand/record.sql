-- The benchmark's scheme by hand, with the whole record: every column of every row that the models publish of parts, indicators,
-- dimensions and grades, in exact decimals. Knows that each indicator is judged against its target, its past and its group.
{{ arithmetic }}
set memory_limit = '{{ memory }}';
set threads = 2;
create schema marts;
create table build as
select release_id, cast(period_year as integer) as evaluation_year from read_parquet('{{ inputs }}/build__parameters/*.parquet');
create table facts as
with located as (
    select
    evaluated.unit_code, figures.indicator_code, cast(figures._period as integer) as period_year, number(figures.result_value) as x,
    figures._vintage as vintage, figures._submission_id as submission_id, figures._sheet as sheet_name,
    letters.column_letter || figures._row as cell_address, figures.result_value as raw_text, figures._data_nature = 'synthetic' as is_synthetic
from read_parquet('{{ inputs }}/{{ results }}/*.parquet') as figures
join read_parquet('{{ inputs }}/efficiency_office__unit_register__units/*.parquet') as register
    on figures.unit_code = register.unit_code and figures._period = register._period
join read_parquet('{{ inputs }}/efficiency_office__unit_register__units/*.parquet') as evaluated
    on register.unit_id = evaluated.unit_id and evaluated._period = '2020'
join read_parquet('{{ inputs }}/build__columns/*.parquet') as letters
    on figures._submission_id = letters.submission_id and letters.field_name = 'result_value'
), chosen as (
    select *, row_number() over (
        partition by unit_code, indicator_code, period_year
        order by case vintage when 'revised' then 1 when 'final' then 2 when 'preliminary' then 3 else 4 end, submission_id, cell_address
    ) as choice
    from located
)
select * exclude (choice) from chosen where choice = 1;
create table beside as
select
    members.group_code, now.*, before.x as b, before.submission_id as past_submission_id, before.sheet_name as past_sheet,
    before.cell_address as past_cell, before.raw_text as past_raw_text, before.is_synthetic as past_is_synthetic,
    number(targets.target_value) as t, targets._submission_id as target_submission_id, targets._sheet as target_sheet,
    letters.column_letter || targets._row as target_cell, targets.target_value as target_raw_text,
    targets._data_nature = 'synthetic' as target_is_synthetic
from facts as now
join read_parquet('{{ inputs }}/{{ scheme }}participants/*.parquet') as members using (unit_code)
left join facts as before
    on now.unit_code = before.unit_code and now.indicator_code = before.indicator_code and before.period_year = 2019
left join read_parquet('{{ inputs }}/{{ scheme }}targets/*.parquet') as targets
    on now.unit_code = targets.unit_code and now.indicator_code = targets.indicator_code
left join read_parquet('{{ inputs }}/build__columns/*.parquet') as letters
    on targets._submission_id = letters.submission_id and letters.field_name = 'target_value'
where now.period_year = 2020;
create table pools as
select group_code, indicator_code, cast(count(*) as integer) as n, cast(min(x) as decimal(24, 12)) as low, cast(max(x) as decimal(24, 12)) as high
from beside
group by all;
create table marts.fct_indicator_score_part as
with {% for part, share, reference, basis, method, base, step, pool, cap in (
    ('target', '0.5', 'target', 'value', 'target_completion', 'null', 'null', 'null', 110),
    ('vertical', '0.3', 'own_past', 'growth_pct', 'step', '80', '0.5', 'null', 110),
    ('horizontal', '0.2', 'none', 'value', 'minmax', 'null', 'null', "'group'", 100),
) %}
{{ part }}_measured as (
    select
        beside.*, pools.n, pools.low, pools.high,
        cast({{ {'target': 't', 'vertical': 'b', 'horizontal': 'null'}[part] }} as decimal(24, 12)) as reference_value,
        cast({{ 'quotient(100 * x, b) - 100' if part == 'vertical' else 'x' }} as decimal(24, 12)) as measure
    from beside join pools using (group_code, indicator_code)
),
{{ part }}_scored as (
    select
        *,
        cast({{ {
            'target': 'quotient(100 * x, t)', 'vertical': '80 + 0.5 * measure', 'horizontal': '60 + quotient(40 * (x - low), high - low)'
        }[part] }} as decimal(24, 12)) as raw_score
    from {{ part }}_measured
){{ ',' if not loop.last }}
{% endfor %}
{% for part, share, reference, basis, method, base, step, pool, cap in (
    ('target', '0.5', 'target', 'value', 'target_completion', 'null', 'null', 'null', 110),
    ('vertical', '0.3', 'own_past', 'growth_pct', 'step', '80', '0.5', 'null', 110),
    ('horizontal', '0.2', 'none', 'value', 'minmax', 'null', 'null', "'group'", 100),
) %}
{%- set cell = {'target': 'target_', 'vertical': 'past_'}.get(part) %}
select
    release_id, evaluation_year, unit_code, indicator_code, '{{ part }}' as part_code, cast({{ share }} as decimal(10, 4)) as share,
    cast({{ share }} as decimal(24, 12)) as effective_share, cast(null as varchar) as choice_set, cast(null as varchar) as choice_rule, '{{ reference }}' as reference_kind,
    '{{ basis }}' as basis, '{{ method }}' as method_code, cast(null as varchar) as variant,
    cast({{ base }} as decimal(24, 12)) as base_score, cast({{ step }} as decimal(24, 12)) as step_score,
    cast({{ step }} as decimal(24, 12)) as step_score_below,
    cast(null as decimal(24, 12)) as step_width, cast(null as decimal(24, 12)) as divisor_increment,
    cast(null as varchar) as condition_kind, cast(null as decimal(24, 12)) as condition_target, cast(null as boolean) as is_condition_met,
    {% for name in ('satisfactory_value', 'unacceptable_value', 'range_lower', 'range_upper', 'outer_lower', 'outer_upper', 'goalpost_low', 'goalpost_high') -%}
    cast(null as decimal(24, 12)) as {{ name }}, {% endfor %}
    cast({{ 60 if part == 'horizontal' else 0 }} as decimal(24, 12)) as score_low, cast(100 as decimal(24, 12)) as score_high,
    cast(null as varchar) as band_table, cast(null as integer) as band_no,
    {% for name in ('band_lower', 'band_upper', 'band_score_at_lower', 'band_score_at_upper') -%}
    cast(null as decimal(24, 12)) as {{ name }}, {% endfor %}
    {{ pool }} as pool,
    {% if part == 'horizontal' %}n as pool_count, low as pool_low, high as pool_high,{% else -%}
    cast(null as integer) as pool_count, cast(null as decimal(24, 12)) as pool_low, cast(null as decimal(24, 12)) as pool_high,{% endif %}
    cast(null as decimal(24, 12)) as pool_mean, cast(null as decimal(24, 12)) as pool_deviation,
    cast(null as decimal(24, 12)) as position_in_pool, cast(0 as decimal(24, 12)) as floor_score,
    cast({{ cap }} as decimal(24, 12)) as cap_score, 'hold' as fallback, x as indicator_value, cast(x as decimal(24, 12)) as scored_value,
    reference_value, cast(null as integer) as reference_unit_count, measure, raw_score,
    cast(greatest(0, least({{ cap }}, raw_score)) as decimal(24, 12)) as part_score, 'used' as part_status,
    submission_id as value_submission_id, sheet_name as value_sheet, cell_address as value_cell,
    {% for name in ('submission_id', 'sheet', 'cell', 'raw_text') -%}
    {{ cell ~ name if cell else 'cast(null as varchar)' }} as reference_{{ name }}{{ ', ' if not loop.last }}{% endfor %}
from {{ part }}_scored cross join build
{{ 'union all' if not loop.last }}
{%- endfor %};
create table weights as
select weights.group_code, weights.node_code, nodes.parent_code, nodes.node_level, number(weights.weight) as weight,
    sum(number(weights.weight)) over (partition by weights.group_code, nodes.parent_code) as sibling_sum
from read_parquet('{{ inputs }}/{{ scheme }}weights/*.parquet') as weights
join read_parquet('{{ inputs }}/{{ scheme }}nodes/*.parquet') as nodes using (node_code);
create table tree as
select own.*, above.weight as above_weight, above.sibling_sum as above_sum,
    case own.node_level
        when '1' then cast(1 as decimal(24, 12))
        when '2' then quotient(own.weight, own.sibling_sum)
        else quotient(cast(own.weight as decimal(18, 4)) * cast(above.weight as decimal(18, 4)), cast(own.sibling_sum as decimal(18, 4)) * cast(above.sibling_sum as decimal(18, 4)))
    end as effective_weight
from weights as own
left join weights as above on own.group_code = above.group_code and own.parent_code = above.node_code;
create table marts.fct_indicator_score as
with sums as (
    select unit_code, indicator_code, cast(sum(share * part_score) as decimal(24, 12)) as score_unrounded
    from marts.fct_indicator_score_part
    group by all
)
select
    release_id, evaluation_year, unit_code, indicator_code, parent_code as dimension_code, x as indicator_value,
    cast(x as decimal(24, 12)) as scored_value, 'none' as transform, 'none' as then_transform, cast(null as varchar) as denominator_code,
    cast(null as decimal(24, 6)) as denominator_value, 'as_delivered' as value_treatment, cast(0 as decimal(24, 12)) as penalty_points,
    cast(x as decimal(24, 12)) as transformed_value, cast(null as varchar) as outlier_test, cast(null as decimal(24, 6)) as outlier_parameter,
    cast(null as decimal(24, 12)) as outlier_low, cast(null as decimal(24, 12)) as outlier_high,
    vintage as value_vintage, t as target_value, b as baseline_value, cast(null as decimal(24, 6)) as city_value, score_unrounded,
    cast(round(score_unrounded, 4) as decimal(24, 12)) as score, cast(weight as decimal(10, 4)) as weight,
    cast(weight as decimal(24, 12)) as applied_weight, effective_weight,
    cast(effective_weight * cast(round(score_unrounded, 4) as decimal(24, 12)) as decimal(24, 12)) as points, 'scored' as score_status,
    'available' as availability_status, 3 as parts_used, is_synthetic or past_is_synthetic or target_is_synthetic as is_synthetic,
    cast(null as varchar) as missing_reason, submission_id as value_submission_id,
    sheet_name as value_sheet, cell_address as value_cell, raw_text as value_raw_text
from beside
join sums using (unit_code, indicator_code)
join tree on beside.group_code = tree.group_code and beside.indicator_code = tree.node_code
cross join build;
create table marts.fct_dimension_score as
with dimensions as (
    select members.group_code, scores.unit_code, scores.dimension_code as node_code,
        quotient(sum(scores.score * scores.weight), sum(scores.weight)) as score_unrounded, count(*) as children
    from marts.fct_indicator_score as scores
    join read_parquet('{{ inputs }}/{{ scheme }}participants/*.parquet') as members using (unit_code)
    group by all
), rounded as (
    select *, cast(round(score_unrounded, 4) as decimal(24, 12)) as score from dimensions
), components as (
    select group_code, unit_code, 'I' as node_code, quotient(sum(score * tree.weight), sum(tree.weight)) as score_unrounded, count(*) as children
    from rounded
    join tree using (group_code, node_code)
    group by group_code, unit_code
), nodes as (
    select * from rounded
    union all
    select *, cast(round(score_unrounded, 4) as decimal(24, 12)) as score from components
)
select
    release_id, evaluation_year, unit_code, node_code, parent_code, cast(node_level as integer) as node_level,
    case node_level when '1' then 'indicators' else 'dimension' end as node_kind, cast(weight as decimal(10, 4)) as weight,
    cast(case node_level when '1' then null else weight end as decimal(24, 12)) as applied_weight, effective_weight,
    'scored' as node_status, 'arithmetic' as aggregation_rule, cast(100 as decimal(24, 12)) as availability_pct,
    cast(null as decimal(24, 6)) as min_availability_pct, cast(children as integer) as available_count, cast(null as integer) as min_available_count,
    false as is_below_minimum, score_unrounded, cast(null as decimal(24, 12)) as floor_score, cast(null as decimal(24, 12)) as cap_score, 'none' as bound_status, score as linear_score, score,
    cast(effective_weight * score as decimal(24, 12)) as points, cast(0 as decimal(24, 12)) as aggregation_difference
from nodes
join tree using (group_code, node_code)
cross join build;
create table results as
with composites as (
    select group_code, unit_code, cast(least(105, greatest(0, round(score, 2))) as decimal(24, 12)) as composite_score
    from marts.fct_dimension_score
    join read_parquet('{{ inputs }}/{{ scheme }}participants/*.parquet') using (unit_code)
    where node_level = 1
), ranked as (
    select *, rank() over (partition by group_code order by composite_score desc) as place, count(*) over (partition by group_code) as n
    from composites
)
select *, case
    when composite_score >= 85 and place <= round(n * 0.3) then 'A' when composite_score >= 75 and place <= round(n * 0.7) then 'B'
    when composite_score >= 60 then 'C' else 'D' end as grade
from ranked;
