-- The value that is scored, for every unit and indicator with a weight in its group, and what was done to the delivered one.
with undelivered as (
    select
        participants.group_code,
        participants.unit_code,
        treatments.indicator_code
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__treatments') }} as treatments on participants.group_code = treatments.group_code
    left join {{ ref('int_scoring__transformed') }} as transformed
        on
            participants.unit_code = transformed.unit_code
            and treatments.indicator_code = transformed.indicator_code
            and transformed.years_ago = 0
            and not transformed.is_city
    where transformed.unit_code is null
),

this_year as (
    select
        group_code,
        unit_code,
        indicator_code,
        indicator_value,
        denominator_value,
        transformed_value,
        value_status,
        missing_reason,
        vintage,
        submission_id,
        sheet_name,
        cell_address,
        raw_text,
        is_synthetic
    from {{ ref('int_scoring__transformed') }}
    where years_ago = 0 and not is_city
    union all
    select
        group_code,
        unit_code,
        indicator_code,
        cast(null as decimal(24, 6)) as indicator_value,
        cast(null as decimal(24, 6)) as denominator_value,
        cast(null as decimal(24, 12)) as transformed_value,
        cast(null as {{ dbt.type_string() }}) as value_status,
        cast(null as {{ dbt.type_string() }}) as missing_reason,
        cast(null as {{ dbt.type_string() }}) as vintage,
        cast(null as {{ dbt.type_string() }}) as submission_id,
        cast(null as {{ dbt.type_string() }}) as sheet_name,
        cast(null as {{ dbt.type_string() }}) as cell_address,
        cast(null as {{ dbt.type_string() }}) as raw_text,
        false as is_synthetic
    from undelivered
),

-- What every row has is looked up by left joins, so that the rows themselves stay the side that is read by all threads.
beside as (
    select
        participants.is_in_statistics as is_counted,
        treatments.*,
        this_year.unit_code,
        this_year.indicator_value,
        this_year.denominator_value,
        this_year.transformed_value,
        this_year.value_status,
        this_year.missing_reason,
        this_year.vintage,
        this_year.submission_id,
        this_year.sheet_name,
        this_year.cell_address,
        this_year.raw_text,
        this_year.is_synthetic as value_is_synthetic,
        last_year.indicator_value as baseline_value,
        last_year.transformed_value as carried_value,
        coalesce(last_year.is_synthetic, false) as carried_is_synthetic,
        limits.mean_value,
        limits.median_value,
        limits.is_synthetic as group_is_synthetic,
        limits.lower_limit,
        limits.upper_limit,
        coalesce(100 * limits.value_count < treatments.min_available_pct * limits.expected_count, false) as has_too_few_units
    from this_year
    left join {{ ref('int_scheme__treatments') }} as treatments
        on this_year.group_code = treatments.group_code and this_year.indicator_code = treatments.indicator_code
    left join {{ ref('int_scoring__limits') }} as limits
        on this_year.group_code = limits.group_code and this_year.indicator_code = limits.indicator_code
    left join {{ ref('int_unit__participants') }} as participants on this_year.unit_code = participants.unit_code
    left join {{ ref('int_scoring__transformed') }} as last_year
        on
            this_year.unit_code = last_year.unit_code
            and this_year.indicator_code = last_year.indicator_code
            and last_year.years_ago = 1
            and not last_year.is_city
),

treated as (
    select
        *,
        case
            when value_status = 'not_applicable' then 'as_delivered'
            when has_too_few_units then 'too_few_units'
            when transformed_value is null and missing_rule in ('reweight', 'zero')
                then case missing_rule when 'reweight' then 'reweighted' else 'zero' end
            when transformed_value is null and missing_rule = 'group_mean' and mean_value is not null then 'group_mean'
            when transformed_value is null and missing_rule = 'group_median' and median_value is not null then 'group_median'
            when transformed_value is null and missing_rule = 'carry_forward' and carried_value is not null
                then 'carried_forward'
            when (transformed_value < lower_limit or transformed_value > upper_limit) and outlier_rule = 'winsorise'
                then 'winsorised'
            when (transformed_value < lower_limit or transformed_value > upper_limit) and outlier_rule = 'trim' then 'trimmed'
            else 'as_delivered'
        end as value_treatment
    from beside
)

select
    unit_code,
    group_code,
    indicator_code,
    transform,
    then_transform,
    denominator_code,
    denominator_value,
    indicator_value,
    baseline_value,
    coalesce(missing_reason, case when value_status is null then 'not_delivered' end) as missing_reason,
    value_treatment,
    cast(case value_treatment
        when 'group_mean' then mean_value
        when 'group_median' then median_value
        when 'carried_forward' then carried_value
        when 'winsorised' then {{ clip('transformed_value', 'lower_limit', 'upper_limit') }}
        else transformed_value
    end as decimal(24, 12)) as scored_value,
    case when value_treatment in ('group_mean', 'group_median', 'carried_forward') then missing_penalty_points else 0 end
        as penalty_points,
    transformed_value,
    case when outlier_rule <> 'leave' then outlier_test end as outlier_test,
    case when outlier_rule <> 'leave' then outlier_parameter end as outlier_parameter,
    lower_limit as outlier_low,
    upper_limit as outlier_high,
    -- Scored by its parts, not scored at all, or zero without looking at any part.
    case
        when value_status = 'not_applicable' or value_treatment = 'reweighted' then 'not_applicable'
        when value_treatment = 'too_few_units' and too_few_rule = 'reweight' then 'not_applicable'
        when value_treatment = 'too_few_units' then 'missing'
        when value_treatment = 'zero' then 'zero'
        else 'by_parts'
    end as scoring_status,
    is_counted and value_treatment in ('as_delivered', 'winsorised') and transformed_value is not null as is_in_statistics,
    vintage,
    submission_id,
    sheet_name,
    cell_address,
    raw_text,
    case value_treatment
        when 'carried_forward' then carried_is_synthetic
        when 'group_mean' then group_is_synthetic
        when 'group_median' then group_is_synthetic
        else value_is_synthetic
    end as is_synthetic
from treated
