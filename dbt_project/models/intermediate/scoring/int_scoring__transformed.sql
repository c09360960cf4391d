-- The transformed value of every unit of a group, and of the city for that group, in the evaluated year and those before it.
with build as (
    select
        parameters.period_year,
        settings.history_years
    from {{ ref('int_build__parameters') }} as parameters
    cross join {{ ref('int_scheme__optional_settings') }} as settings
),

-- Read for whoever divides by it or is divided by it; the figures themselves are taken from the table, once.
annual_values as (
    select
        annual.unit_code,
        annual.indicator_code,
        annual.indicator_value,
        annual.is_synthetic,
        build.period_year - annual.period_year as years_ago
    from {{ ref('int_indicator__annual_values') }} as annual
    inner join build
        on annual.period_year <= build.period_year and annual.period_year >= build.period_year - build.history_years
),

cities as (
    select unit_code from {{ ref('int_unit__register') }}
    where unit_level = 'city'
),

dividing as (
    select distinct denominator_code from {{ ref('int_scheme__treatments') }}
),

denominators as (
    select annual_values.*
    from annual_values
    inner join dividing on annual_values.indicator_code = dividing.denominator_code
),

city_values as (
    select annual_values.*
    from annual_values
    inner join cities on annual_values.unit_code = cities.unit_code
),

averaged as (
    select distinct indicator_code from {{ ref('int_scheme__treatments') }}
    where transform = 'mean_of_years'
),

-- Over the years up to each: only of figures whose mean is asked for.
running as (
    select
        annual_values.unit_code,
        annual_values.indicator_code,
        annual_values.years_ago,
        sum(annual_values.indicator_value) over (
            partition by annual_values.unit_code, annual_values.indicator_code order by annual_values.years_ago desc nulls last
            rows between unbounded preceding and current row
        ) as sum_of_years,
        count(annual_values.indicator_value) over (
            partition by annual_values.unit_code, annual_values.indicator_code order by annual_values.years_ago desc nulls last
            rows between unbounded preceding and current row
        ) as number_of_years
    from annual_values
    inner join averaged on annual_values.indicator_code = averaged.indicator_code
),

growing as (
    select distinct indicator_code from {{ ref('int_scheme__treatments') }}
    where transform in ('growth_pct', 'change')
),

-- What stood a year before each figure: only of figures whose growth or change is asked for.
years_before as (
    select
        annual_values.unit_code,
        annual_values.indicator_code,
        annual_values.indicator_value,
        annual_values.is_synthetic,
        annual_values.years_ago - 1 as years_ago
    from annual_values
    inner join growing on annual_values.indicator_code = growing.indicator_code
),

figures as (
    select
        treatments.group_code,
        treatments.transform,
        treatments.then_transform,
        treatments.denominator_code,
        false as is_city,
        annual.*,
        build.period_year - annual.period_year as years_ago
    from {{ ref('int_indicator__annual_values') }} as annual
    inner join build
        on annual.period_year <= build.period_year and annual.period_year >= build.period_year - build.history_years
    -- A left join, so that the unit's group is known before its treatments are looked up, in whatever order inner joins are taken.
    left join {{ ref('int_unit__participants') }} as participants on annual.unit_code = participants.unit_code
    inner join {{ ref('int_scheme__treatments') }} as treatments
        on participants.group_code = treatments.group_code and annual.indicator_code = treatments.indicator_code
    union all
    select
        treatments.group_code,
        treatments.transform,
        treatments.then_transform,
        treatments.denominator_code,
        true as is_city,
        annual.*,
        build.period_year - annual.period_year as years_ago
    from {{ ref('int_indicator__annual_values') }} as annual
    inner join build
        on annual.period_year <= build.period_year and annual.period_year >= build.period_year - build.history_years
    inner join cities on annual.unit_code = cities.unit_code
    inner join {{ ref('int_scheme__treatments') }} as treatments on annual.indicator_code = treatments.indicator_code
),

beside as (
    select
        figures.*,
        denominators.indicator_value as denominator_value,
        coalesce(denominators.is_synthetic, false) as denominator_is_synthetic,
        city_values.indicator_value as city_value,
        running.sum_of_years,
        running.number_of_years,
        years_before.indicator_value as year_before_value,
        coalesce(years_before.is_synthetic, false) as year_before_is_synthetic
    from figures
    left join denominators
        on
            figures.unit_code = denominators.unit_code
            and figures.denominator_code = denominators.indicator_code
            and figures.years_ago = denominators.years_ago
    left join city_values
        on figures.indicator_code = city_values.indicator_code and figures.years_ago = city_values.years_ago
    left join running
        on
            figures.unit_code = running.unit_code
            and figures.indicator_code = running.indicator_code
            and figures.years_ago = running.years_ago
    left join years_before
        on
            figures.unit_code = years_before.unit_code
            and figures.indicator_code = years_before.indicator_code
            and figures.years_ago = years_before.years_ago
),

transformed_once as (
    select
        *,
        cast(case when indicator_value is not null then {{ transformed(
            'transform', 'indicator_value', 'denominator_value', 'city_value', div_half_up('sum_of_years', 'number_of_years'),
            'year_before_value'
        ) }} end as decimal(24, 12)) as first_transformed
    from beside
)

select
    group_code,
    unit_code,
    indicator_code,
    cast(years_ago as integer) as years_ago,
    is_city,
    transform,
    then_transform,
    indicator_value,
    value_status,
    missing_reason,
    vintage,
    denominator_value,
    cast({{ then_transformed('then_transform', 'first_transformed') }} as decimal(24, 12)) as transformed_value,
    submission_id,
    sheet_name,
    cell_address,
    raw_text,
    is_synthetic
    or (transform = 'per' and denominator_is_synthetic)
    or (transform in ('growth_pct', 'change') and year_before_is_synthetic) as is_synthetic
from transformed_once
