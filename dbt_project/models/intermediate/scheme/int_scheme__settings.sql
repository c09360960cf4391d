-- One row: each setting of the scheme in its type. A setting that is missing or is no number becomes null and is refused by a test.
with one_row as (
    select
        max(case when setting_code = 'indicator_decimals' then setting_value end) as indicator_decimals,
        max(case when setting_code = 'dimension_decimals' then setting_value end) as dimension_decimals,
        max(case when setting_code = 'component_decimals' then setting_value end) as component_decimals,
        max(case when setting_code = 'composite_decimals' then setting_value end) as composite_decimals,
        max(case when setting_code = 'min_answers_per_group' then setting_value end) as min_answers_per_group,
        max(case when setting_code = 'rectification_days' then setting_value end) as rectification_days,
        max(case when setting_code = 'rank_on' then setting_value end) as rank_on,
        max(case when setting_code = 'rank_ties' then setting_value end) as rank_ties,
        max(case when setting_code = 'quota_ties' then setting_value end) as quota_ties,
        max(case when setting_code = 'not_applicable_rule' then setting_value end) as not_applicable_rule,
        max(case when setting_code = 'appraisal_fallback' then setting_value end) as appraisal_fallback,
        max(case when setting_code = 'composite_floor' then setting_value end) as composite_floor,
        max(case when setting_code = 'composite_cap' then setting_value end) as composite_cap,
        max(case when setting_code = 'weak_score_below' then setting_value end) as weak_score_below,
        max(case when setting_code = 'weak_topic_below' then setting_value end) as weak_topic_below,
        max(case when setting_code = 'at_risk_share' then setting_value end) as at_risk_share
    from {{ ref('stg_efficiency_office__scheme__settings') }}
),

ties as (
    select count(*) as tie_breaker_count
    from {{ ref('stg_efficiency_office__scheme__tie_breakers') }}
)

select
    cast({{ to_bigint('one_row.indicator_decimals') }} as integer) as indicator_decimals,
    cast({{ to_bigint('one_row.dimension_decimals') }} as integer) as dimension_decimals,
    cast({{ to_bigint('one_row.component_decimals') }} as integer) as component_decimals,
    cast({{ to_bigint('one_row.composite_decimals') }} as integer) as composite_decimals,
    cast({{ to_bigint('one_row.min_answers_per_group') }} as integer) as min_answers_per_group,
    cast({{ to_bigint('one_row.rectification_days') }} as integer) as rectification_days,
    one_row.rank_on,
    one_row.rank_ties,
    cast(ties.tie_breaker_count as integer) as tie_breaker_count,
    one_row.quota_ties,
    one_row.not_applicable_rule,
    one_row.appraisal_fallback,
    {{ to_decimal('one_row.composite_floor') }} as composite_floor,
    {{ to_decimal('one_row.composite_cap') }} as composite_cap,
    {{ to_decimal('one_row.weak_score_below') }} as weak_score_below,
    {{ to_decimal('one_row.weak_topic_below') }} as weak_topic_below,
    {{ to_decimal('one_row.at_risk_share') }} as at_risk_share
from one_row
cross join ties
