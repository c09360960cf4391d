-- What a transform, of the year and of those before, a carried value and a mean of years before make of the figures that are published as
-- theirs is what was scored.
with scores as (
    select * from {{ ref('fct_indicator_score') }}
    where
        transform in ('per', 'share_of_city', 'mean_of_years', 'growth_pct', 'change')
        or value_treatment = 'carried_forward'
),

behind as (
    select
        unit_code,
        indicator_code,
        max(case when figure_role = 'divisor' and years_ago = 0 then figure_value end) as divisor,
        max(case when figure_role = 'city' and years_ago = 0 then figure_value end) as city,
        sum(case when figure_role = 'own' then figure_value end) as sum_before,
        count(case when figure_role = 'own' then figure_value end) as number_before,
        max(case when figure_role = 'own' and years_ago = 1 then figure_value end) as year_before,
        max(case when figure_role = 'own' and years_ago = 1 then transformed_value end) as last_value,
        sum(case when figure_role = 'own' then transformed_value end) as transformed_sum,
        count(case when figure_role = 'own' then transformed_value end) as transformed_number
    from {{ ref('fct_indicator_figure') }}
    group by unit_code, indicator_code
),

beside as (
    select
        scores.*,
        behind.divisor,
        behind.city,
        behind.year_before,
        behind.last_value,
        scores.indicator_value + coalesce(behind.sum_before, 0) as sum_of_years,
        1 + coalesce(behind.number_before, 0) as number_of_years
    from scores
    left join behind on scores.unit_code = behind.unit_code and scores.indicator_code = behind.indicator_code
),

transformed_once as (
    select
        *,
        cast(case when indicator_value is not null then {{ transformed(
            'transform', 'indicator_value', 'divisor', 'city', div_half_up('sum_of_years', 'number_of_years'), 'year_before'
        ) }} end as decimal(24, 12)) as first_transformed
    from beside
),

recomputed as (
    select
        *,
        cast({{ then_transformed('then_transform', 'first_transformed') }} as decimal(24, 12)) as recomputed_value
    from transformed_once
),

-- Growth and change of years before, which an own past, a mean, a pool or a carried value takes.
earlier as (
    select
        years.unit_code,
        years.indicator_code,
        scores.transform,
        years.transformed_value,
        scores.then_transform,
        cast({{ transformed(
            'scores.transform', 'years.figure_value', 'null', 'null', 'null', 'years_before.figure_value'
        ) }} as decimal(24, 12)) as first_transformed
    from {{ ref('fct_indicator_figure') }} as years
    inner join scores on years.unit_code = scores.unit_code and years.indicator_code = scores.indicator_code
    left join {{ ref('fct_indicator_figure') }} as years_before
        on
            years.unit_code = years_before.unit_code
            and years.indicator_code = years_before.indicator_code
            and years.years_ago + 1 = years_before.years_ago
            and years_before.figure_role = 'own'
    where scores.transform in ('growth_pct', 'change') and years.figure_role = 'own' and years.transformed_value is not null
),

earlier_recomputed as (
    select
        *,
        cast({{ then_transformed('then_transform', 'first_transformed') }} as decimal(24, 12)) as recomputed_value
    from earlier
),

averaged as (
    select
        parts.unit_code,
        parts.indicator_code,
        parts.part_code,
        parts.reference_value,
        parts.reference_unit_count,
        behind.transformed_number as number_of_years,
        cast({{ div_half_up('behind.transformed_sum', 'behind.transformed_number') }} as decimal(24, 12)) as recomputed_value
    from {{ ref('fct_indicator_score_part') }} as parts
    left join behind on parts.unit_code = behind.unit_code and parts.indicator_code = behind.indicator_code
    where parts.reference_kind = 'own_past_mean'
)

select
    unit_code,
    indicator_code,
    transform as rests_on,
    transformed_value as published_value,
    recomputed_value
from recomputed
where
    transform in ('per', 'share_of_city', 'mean_of_years', 'growth_pct', 'change')
    and transformed_value is distinct from recomputed_value
union all
select
    unit_code,
    indicator_code,
    transform as rests_on,
    transformed_value as published_value,
    recomputed_value
from earlier_recomputed
where transformed_value is distinct from recomputed_value
union all
select
    unit_code,
    indicator_code,
    value_treatment as rests_on,
    scored_value as published_value,
    last_value as recomputed_value
from recomputed
where value_treatment = 'carried_forward' and scored_value is distinct from last_value
union all
select
    unit_code,
    indicator_code,
    part_code as rests_on,
    reference_value as published_value,
    recomputed_value
from averaged
where
    reference_value is distinct from recomputed_value
    or reference_unit_count is distinct from cast(nullif(number_of_years, 0) as integer)
