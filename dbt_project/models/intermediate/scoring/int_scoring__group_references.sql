-- What a group's units have on an indicator: over those with a scored value that enters statistics, each unit itself included.
with settings as (
    select quantile_definition from {{ ref('int_scheme__optional_settings') }}
),

sums as (
    select
        group_code,
        indicator_code,
        sum(scored_value) as value_sum,
        count(*) as value_count,
        min(scored_value) as smallest_value,
        max(scored_value) as largest_value,
        max(case when is_synthetic then 1 else 0 end) as synthetic
    from {{ ref('int_scoring__values') }}
    where is_in_statistics
    group by group_code, indicator_code
),

ranked as (
    select
        measured.group_code,
        measured.indicator_code,
        measured.scored_value,
        row_number() over (
            partition by measured.group_code, measured.indicator_code order by measured.scored_value
        ) as place,
        sums.value_count
    from {{ ref('int_scoring__values') }} as measured
    inner join sums on measured.group_code = sums.group_code and measured.indicator_code = sums.indicator_code
    where measured.is_in_statistics
),

neighbours as (
    select
        ranked.group_code,
        ranked.indicator_code,
        ranked.value_count,
        settings.quantile_definition,
        {{ quartile_neighbour(2, 'ranked.scored_value', 'ranked.place', 'ranked.value_count', 'settings.quantile_definition', 0) }}
            as neighbour_below,
        {{ quartile_neighbour(2, 'ranked.scored_value', 'ranked.place', 'ranked.value_count', 'settings.quantile_definition', 1) }}
            as neighbour_above
    from ranked
    cross join settings
    group by ranked.group_code, ranked.indicator_code, ranked.value_count, settings.quantile_definition
)

select
    sums.group_code,
    sums.indicator_code,
    cast(sums.value_sum as decimal(38, 12)) as value_sum,
    cast(sums.value_count as integer) as value_count,
    cast({{ div_half_up('sums.value_sum', 'sums.value_count') }} as decimal(24, 12)) as mean_value,
    {{ quartile(2, 'neighbours.neighbour_below', 'neighbours.neighbour_above', 'sums.value_count', 'neighbours.quantile_definition') }}
        as median_value,
    sums.smallest_value,
    sums.largest_value,
    sums.synthetic = 1 as is_synthetic
from sums
inner join neighbours on sums.group_code = neighbours.group_code and sums.indicator_code = neighbours.indicator_code
