-- How many of a group's lowest and highest values of an indicator are outliers by skewness and kurtosis. As long as both are beyond their
-- bounds, the outermost value on the side to which the values are skewed is brought back to the next one, as often as the scheme allows.
{%- set clipped_value = 'least(greatest(ranked.transformed_value, clips.lower_end), clips.upper_end)' %}
with {{ repeating() }} asked as (
    select
        group_code,
        indicator_code,
        outlier_parameter
    from {{ ref('int_scheme__treatments') }}
    where outlier_test = 'skew_kurtosis' and outlier_rule <> 'leave'
),

ranked as (
    select
        asked.group_code,
        asked.indicator_code,
        asked.outlier_parameter,
        transformed.transformed_value,
        row_number() over (partition by asked.group_code, asked.indicator_code order by transformed.transformed_value) as place,
        count(*) over (partition by asked.group_code, asked.indicator_code) as value_count
    from asked
    inner join {{ ref('int_unit__participants') }} as participants on asked.group_code = participants.group_code
    inner join {{ ref('int_scoring__transformed') }} as transformed
        on
            asked.group_code = transformed.group_code
            and asked.indicator_code = transformed.indicator_code
            and participants.unit_code = transformed.unit_code
    where transformed.years_ago = 0 and not transformed.is_city and transformed.transformed_value is not null
),

-- Every number of lowest and of highest values that may be brought back, and the ends that are then left.
clips as (
    select
        lows.group_code,
        lows.indicator_code,
        lows.place - 1 as low_count,
        highs.value_count - highs.place as high_count,
        lows.transformed_value as lower_end,
        highs.transformed_value as upper_end
    from ranked as lows
    inner join ranked as highs
        on
            lows.group_code = highs.group_code
            and lows.indicator_code = highs.indicator_code
            and lows.place <= highs.place
            and lows.place <= lows.outlier_parameter + 1
            and highs.value_count - highs.place <= highs.outlier_parameter
            and lows.place - 1 + highs.value_count - highs.place <= lows.outlier_parameter
),

clipped as (
    select
        clips.group_code,
        clips.indicator_code,
        clips.low_count,
        clips.high_count,
        ranked.value_count,
        {{ clipped_value }} as clipped_value,
        sum({{ clipped_value }}) over (
            partition by clips.group_code, clips.indicator_code, clips.low_count, clips.high_count
        ) as value_sum,
        clips.upper_end - clips.lower_end as value_range
    from clips
    inner join ranked on clips.group_code = ranked.group_code and clips.indicator_code = ranked.indicator_code
),

-- Distances from the mean, in ranges; where all values are one there are none, and nothing is skewed.
distances as (
    select
        *,
        {{ distance_in_ranges('clipped_value', 'value_sum', 'value_count', 'value_range') }} as distance
    from clipped
),

squares as (
    select
        *,
        {{ float_product('distance', 'distance') }} as distance_square
    from distances
),

moments as (
    select
        group_code,
        indicator_code,
        low_count,
        high_count,
        value_count,
        sum(distance_square) as squares,
        sum({{ float_product('distance_square', 'distance') }}) as cubes,
        sum({{ float_product('distance_square', 'distance_square') }}) as fourth_powers
    from squares
    group by group_code, indicator_code, low_count, high_count, value_count
),

-- Skewness and excess kurtosis of a sample, without bias (G1, G2); G1 stays squared. Neither is known below four values.
shapes as (
    select
        group_code,
        indicator_code,
        low_count,
        high_count,
        cubes < 0 as is_skewed_low,
        {{ float_product(
            float_quotient(float_product('cubes', 'cubes'), float_product('squares', float_product('squares', 'squares'))),
            float_quotient(
                'value_count * value_count * (value_count - 1)', 'case when value_count > 3 then (value_count - 2) * (value_count - 2) end'
            )
        ) }} as skewness_square,
        {{ float_product(
            float_product(
                'value_count + 1', float_product('value_count', float_quotient('fourth_powers', float_product('squares', 'squares'))) ~ ' - 3'
            ) ~ ' + 6',
            float_quotient('value_count - 1', 'case when value_count > 3 then (value_count - 2) * (value_count - 3) end')
        ) }} as kurtosis
    from moments
),

-- Not to the last digit: what can't be told from a bound is within it.
judged as (
    select
        shapes.group_code,
        shapes.indicator_code,
        shapes.low_count,
        shapes.high_count,
        shapes.is_skewed_low,
        coalesce(
            shapes.skewness_square
            > {{ told_from(float_product('settings.outlier_skewness', 'settings.outlier_skewness')) }}
            and shapes.kurtosis > {{ told_from('settings.outlier_kurtosis') }},
            false
        ) as has_outlier
    from shapes
    cross join {{ ref('int_scheme__optional_settings') }} as settings
),

steps as (
    select
        group_code,
        indicator_code,
        low_count,
        high_count
    from judged
    where low_count = 0 and high_count = 0
    union all
    select
        steps.group_code,
        steps.indicator_code,
        steps.low_count + case when judged.is_skewed_low then 1 else 0 end as low_count,
        steps.high_count + case when judged.is_skewed_low then 0 else 1 end as high_count
    from steps
    inner join judged
        on
            steps.group_code = judged.group_code
            and steps.indicator_code = judged.indicator_code
            and steps.low_count = judged.low_count
            and steps.high_count = judged.high_count
    inner join asked on steps.group_code = asked.group_code and steps.indicator_code = asked.indicator_code
    where judged.has_outlier and steps.low_count + steps.high_count < asked.outlier_parameter
)

select
    group_code,
    indicator_code,
    cast(max(low_count) as integer) as low_count,
    cast(max(high_count) as integer) as high_count
from steps
group by group_code, indicator_code
