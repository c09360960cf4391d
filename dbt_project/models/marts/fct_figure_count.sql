-- How many indicators each component and dimension of a unit requires at any depth below it, which of their figures are there, and why not.
with indicators as (
    select
        node_code,
        parent_code
    from {{ ref('int_scheme__nodes') }}
    where node_kind = 'indicator'
),

above_1 as (
    select
        node_code,
        parent_code as above_code
    from indicators
),
{%- for level in (2, 3, 4) %}

above_{{ level }} as (
    select
        below.node_code,
        nodes.parent_code as above_code
    from above_{{ level - 1 }} as below
    inner join {{ ref('int_scheme__nodes') }} as nodes on below.above_code = nodes.node_code
    where nodes.parent_code is not null
),
{%- endfor %}

-- Every node that an indicator stands below.
above as (
    {%- for level in (1, 2, 3, 4) %}
    {%- if level > 1 %}
    union all
    {%- endif %}
    select * from above_{{ level }}
    {%- endfor %}
),

counts as (
    select
        scores.release_id,
        scores.evaluation_year,
        scores.unit_code,
        above.above_code as node_code,
        count(*) as indicators_required,
        sum(case when scores.score_status = 'scored' then 1 else 0 end) as indicators_scored,
        sum(case when scores.indicator_value is not null then 1 else 0 end) as figures_present,
        sum(case when scores.missing_reason = 'not_applicable' then 1 else 0 end) as figures_not_applicable,
        sum(case when scores.missing_reason = 'not_delivered' then 1 else 0 end) as figures_not_delivered,
        sum(case when scores.missing_reason = 'not_published' then 1 else 0 end) as figures_not_published,
        sum(case when scores.missing_reason = 'not_produced' then 1 else 0 end) as figures_not_produced,
        sum(case when scores.missing_reason = 'suppressed' then 1 else 0 end) as figures_suppressed,
        sum(case when scores.missing_reason = 'too_small' then 1 else 0 end) as figures_too_small,
        sum(case when scores.missing_reason = 'too_new' then 1 else 0 end) as figures_too_new,
        sum(case when scores.missing_reason = 'refused' then 1 else 0 end) as figures_refused
    from {{ ref('fct_indicator_score') }} as scores
    inner join above on scores.indicator_code = above.node_code
    group by scores.release_id, scores.evaluation_year, scores.unit_code, above.above_code
)

select
    release_id,
    evaluation_year,
    unit_code,
    node_code,
    cast(indicators_required as integer) as indicators_required,
    cast(indicators_scored as integer) as indicators_scored,
    cast(figures_present as integer) as figures_present,
    cast(figures_not_applicable as integer) as figures_not_applicable,
    cast(figures_not_delivered as integer) as figures_not_delivered,
    cast(figures_not_published as integer) as figures_not_published,
    cast(figures_not_produced as integer) as figures_not_produced,
    cast(figures_suppressed as integer) as figures_suppressed,
    cast(figures_too_small as integer) as figures_too_small,
    cast(figures_too_new as integer) as figures_too_new,
    cast(figures_refused as integer) as figures_refused
from counts
order by unit_code, node_code
