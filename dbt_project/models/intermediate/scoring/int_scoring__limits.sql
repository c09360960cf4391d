-- Per group and indicator: how many units have a value, what may stand in for a missing one, and beyond what a value is an outlier.
with settings as (
    select quantile_definition from {{ ref('int_scheme__optional_settings') }}
),

expected as (
    select
        treatments.group_code,
        treatments.indicator_code,
        treatments.missing_rule,
        treatments.outlier_rule,
        treatments.outlier_test,
        treatments.outlier_parameter,
        transformed.transformed_value,
        coalesce(transformed.is_synthetic, false) as is_synthetic,
        coalesce(transformed.value_status, 'missing') <> 'not_applicable' as is_applicable
    from {{ ref('int_scheme__treatments') }} as treatments
    inner join {{ ref('int_unit__participants') }} as participants on treatments.group_code = participants.group_code
    left join {{ ref('int_scoring__transformed') }} as transformed
        on
            treatments.group_code = transformed.group_code
            and treatments.indicator_code = transformed.indicator_code
            and participants.unit_code = transformed.unit_code
            and transformed.years_ago = 0
            and not transformed.is_city
),

counts as (
    select
        group_code,
        indicator_code,
        sum(case when is_applicable then 1 else 0 end) as expected_count,
        count(transformed_value) as value_count,
        max(case when transformed_value is not null and is_synthetic then 1 else 0 end) as synthetic,
        cast({{ div_half_up('sum(transformed_value)', 'count(transformed_value)') }} as decimal(24, 12)) as mean_value,
        max(transformed_value) - min(transformed_value) as value_range,
        sum(transformed_value) as value_sum
    from expected
    group by group_code, indicator_code
),

{%- set distance = distance_in_ranges('expected.transformed_value', 'counts.value_sum', 'counts.value_count', 'counts.value_range') %}

ranked as (
    select
        expected.group_code,
        expected.indicator_code,
        expected.outlier_rule,
        expected.outlier_test,
        expected.outlier_parameter,
        expected.transformed_value,
        row_number() over (
            partition by expected.group_code, expected.indicator_code order by expected.transformed_value
        ) as place,
        counts.value_count,
        -- The square of the distance from the mean, in squares of the range; nothing is far where all values are one.
        case when counts.value_range = 0 then 0 else {{ float_product(distance, distance) }} end as distance_square
    from expected
    inner join counts
        on expected.group_code = counts.group_code and expected.indicator_code = counts.indicator_code
    -- Sorted only where a median or a limit is asked for.
    where
        expected.transformed_value is not null
        and (expected.outlier_rule <> 'leave' or expected.missing_rule = 'group_median')
),

neighbours as (
    select
        ranked.group_code,
        ranked.indicator_code,
        ranked.value_count,
        settings.quantile_definition,
        {%- for quarter in (1, 2, 3) %}
        {%- for side in (0, 1) %}
        {{ quartile_neighbour(
            quarter, 'ranked.transformed_value', 'ranked.place', 'ranked.value_count', 'settings.quantile_definition', side
        ) }} as neighbour_{{ quarter }}_{{ side }},
        {%- endfor %}
        {%- endfor %}
        sum(ranked.distance_square) as square_sum
    from ranked
    cross join settings
    group by ranked.group_code, ranked.indicator_code, ranked.value_count, settings.quantile_definition
),

quartiles as (
    select
        group_code,
        indicator_code,
        square_sum,
    {%- for quarter in (1, 2, 3) %}
        {{ quartile(
            quarter, 'neighbour_' ~ quarter ~ '_0', 'neighbour_' ~ quarter ~ '_1', 'value_count', 'quantile_definition'
        ) }} as quartile_{{ quarter }}{{ ',' if not loop.last }}
    {%- endfor %}
    from neighbours
),

{%- set lost_degrees = "case when ranked.outlier_test = 'population_sd_fences' then 0 else 1 end" %}

fenced as (
    select
        ranked.*,
        case
            when ranked.outlier_test = 'points'
                then ranked.place > ranked.outlier_parameter and ranked.place <= ranked.value_count - ranked.outlier_parameter
            when ranked.outlier_test = 'skew_kurtosis'
                then ranked.place > tails.low_count and ranked.place <= ranked.value_count - tails.high_count
            when ranked.outlier_test = 'quartile_fences'
                then
                    ranked.transformed_value >= quartiles.quartile_1
                    - {{ times('ranked.outlier_parameter', '(quartiles.quartile_3 - quartiles.quartile_1)') }}
                    and ranked.transformed_value <= quartiles.quartile_3
                    + {{ times('ranked.outlier_parameter', '(quartiles.quartile_3 - quartiles.quartile_1)') }}
            -- Without a standard deviation, the sample's of one value, nothing is known to lie inside and there are no limits.
            -- Distances are compared squared and not to the last digit: both of two values lie on the fences that their deviation draws.
            when ranked.outlier_test in ('sd_fences', 'population_sd_fences')
                then
                    ranked.value_count > {{ lost_degrees }}
                    and {{ float_product('ranked.distance_square', '(ranked.value_count - ' ~ lost_degrees ~ ')') }}
                    <= {{ float_product(
                        float_product('ranked.outlier_parameter', 'ranked.outlier_parameter'),
                        told_from('quartiles.square_sum')
                    ) }}
        end as is_inside
    from ranked
    inner join quartiles
        on ranked.group_code = quartiles.group_code and ranked.indicator_code = quartiles.indicator_code
    left join {{ ref('int_scoring__tails') }} as tails
        on ranked.group_code = tails.group_code and ranked.indicator_code = tails.indicator_code
),

-- The outermost values that are none: what lies beyond them is an outlier, and is brought back to them where the scheme winsorises.
insides as (
    select
        group_code,
        indicator_code,
        min(case when is_inside then transformed_value end) as lower_limit,
        max(case when is_inside then transformed_value end) as upper_limit
    from fenced
    where outlier_rule <> 'leave'
    group by group_code, indicator_code
)

select
    counts.group_code,
    counts.indicator_code,
    cast(counts.expected_count as integer) as expected_count,
    cast(counts.value_count as integer) as value_count,
    counts.mean_value,
    quartiles.quartile_2 as median_value,
    insides.lower_limit,
    insides.upper_limit,
    counts.synthetic = 1 as is_synthetic
from counts
left join quartiles
    on counts.group_code = quartiles.group_code and counts.indicator_code = quartiles.indicator_code
left join insides
    on counts.group_code = insides.group_code and counts.indicator_code = insides.indicator_code
