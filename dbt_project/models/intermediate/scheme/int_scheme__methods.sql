-- What the scheme says of a part stands here once, under a number, however many groups it holds for: what is looked up for every unit is
-- small then.
with in_use as (
    select distinct
        method_group,
        indicator_code
    from {{ ref('int_scheme__method_groups') }}
)

select
    cast(row_number() over (order by methods.group_code, methods.indicator_code, methods.part_code) as integer) as method_no,
    methods.group_code,
    methods.indicator_code,
    methods.part_code,
    nodes.direction,
    {{ exact_cast('methods.share', 'decimal(10, 4)') }} as share,
    methods.reference_kind,
    methods.basis,
    methods.method_code,
    cast(methods.base_score as decimal(24, 12)) as base_score,
    cast(methods.step_score as decimal(24, 12)) as step_score,
    cast(methods.satisfactory_value as decimal(24, 12)) as satisfactory_value,
    cast(methods.unacceptable_value as decimal(24, 12)) as unacceptable_value,
    methods.band_table,
    cast(methods.floor_score as decimal(24, 12)) as floor_score,
    cast(methods.cap_score as decimal(24, 12)) as cap_score,
    methods.fallback,
    methods.variant,
    case
        when methods.method_code in ('zscore', 'rank', 'percentile') then coalesce(methods.pool, 'group')
        when methods.method_code in ('minmax', 'distance') and (methods.goalpost_low is null or methods.goalpost_high is null)
            then coalesce(methods.pool, 'group')
        when methods.method_code = 'banded' and methods.variant in ('by_rank', 'by_percentile')
            then coalesce(methods.pool, 'group')
    end as pool,
    cast(methods.range_lower as decimal(24, 12)) as range_lower,
    cast(methods.range_upper as decimal(24, 12)) as range_upper,
    cast(methods.outer_lower as decimal(24, 12)) as outer_lower,
    cast(methods.outer_upper as decimal(24, 12)) as outer_upper,
    cast(coalesce(methods.step_score_below, methods.step_score) as decimal(24, 12)) as step_score_below,
    cast(methods.step_width as decimal(24, 12)) as step_width,
    cast(methods.goalpost_low as decimal(24, 12)) as goalpost_low,
    cast(methods.goalpost_high as decimal(24, 12)) as goalpost_high,
    cast(coalesce(methods.score_low, 0) as decimal(24, 12)) as score_low,
    cast(coalesce(methods.score_high, 100) as decimal(24, 12)) as score_high,
    methods.choice_set,
    methods.choice_rule,
    cast(
        coalesce(methods.divisor_increment, case when methods.method_code = 'decreasing_margin' then methods.step_score end)
        as decimal(24, 12)
    ) as divisor_increment,
    methods.condition_kind,
    settings.part_decimals
from {{ ref('stg_efficiency_office__scheme__methods') }} as methods
inner join in_use on methods.indicator_code = in_use.indicator_code and methods.group_code = in_use.method_group
inner join {{ ref('int_scheme__nodes') }} as nodes on methods.indicator_code = nodes.node_code
cross join {{ ref('int_scheme__optional_settings') }} as settings
