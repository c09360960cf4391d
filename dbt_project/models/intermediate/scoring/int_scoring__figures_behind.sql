-- The delivered figures that a scored value or a reference rests on beside those whose cell stands with them: divisors, the city's where a
-- share of it is taken, and years before where growth, a mean, a pool or a carried value looks back.
with build as (
    select
        parameters.period_year,
        settings.history_years
    from {{ ref('int_build__parameters') }} as parameters
    cross join {{ ref('int_scheme__optional_settings') }} as settings
),

years as (
    {%- for years_ago in range(21) %}
    select {{ years_ago }} as years_ago
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

cities as (
    select unit_code from {{ ref('int_unit__register') }}
    where unit_level = 'city'
),

-- Such a pool takes the earlier years of all groups that have a row for the part, whatever their own row compares with.
pools_of_all_years as (
    select distinct
        indicator_code,
        part_code
    from {{ ref('int_scheme__methods') }}
    where pool = 'all_years'
),

looking_back as (
    select
        group_methods.group_code,
        group_methods.indicator_code,
        max(case when methods.reference_kind = 'own_past' then 1 else 0 end) as is_first_used,
        max(case when methods.reference_kind = 'own_past_2' then 1 else 0 end) as is_second_used,
        max(case when methods.reference_kind = 'own_past_3' then 1 else 0 end) as is_third_used,
        max(case
            when methods.reference_kind = 'own_past_mean' or methods.pool = 'group_years' then 1
            when pools_of_all_years.part_code is not null then 1
            else 0
        end) as is_every_used,
        max(case when methods.reference_kind = 'city' then 1 else 0 end) as is_city_used
    from {{ ref('int_scheme__group_methods') }} as group_methods
    inner join {{ ref('int_scheme__methods') }} as methods on group_methods.method_no = methods.method_no
    left join pools_of_all_years
        on
            group_methods.indicator_code = pools_of_all_years.indicator_code
            and group_methods.part_code = pools_of_all_years.part_code
    group by group_methods.group_code, group_methods.indicator_code
),

-- Years of an indicator that are looked at in a group beyond the cells that stand with the value and the reference.
asked as (
    select
        treatments.group_code,
        treatments.indicator_code,
        treatments.transform,
        treatments.denominator_code,
        looking_back.is_city_used,
        years.years_ago
    from {{ ref('int_scheme__treatments') }} as treatments
    cross join years
    cross join build
    inner join looking_back
        on treatments.group_code = looking_back.group_code and treatments.indicator_code = looking_back.indicator_code
    where
        years.years_ago <= build.history_years
        and case
            when treatments.transform = 'mean_of_years' or looking_back.is_every_used = 1 then true
            when treatments.transform in ('per', 'share_of_city')
                then
                    case years.years_ago
                        when 0 then true
                        when 1 then looking_back.is_first_used = 1
                        when 2 then looking_back.is_second_used = 1
                        when 3 then looking_back.is_third_used = 1
                        else false
                    end
            -- The year before the evaluated one always; of an own past its year, and the one before that.
            when treatments.transform in ('growth_pct', 'change')
                then
                    case years.years_ago
                        when 0 then false
                        when 1 then true
                        when 2 then looking_back.is_first_used = 1 or looking_back.is_second_used = 1
                        when 3 then looking_back.is_second_used = 1 or looking_back.is_third_used = 1
                        when 4 then looking_back.is_third_used = 1
                        else false
                    end
            else false
        end
),

looked_at as (
    select
        participants.unit_code,
        asked.indicator_code,
        asked.transform,
        asked.denominator_code,
        asked.years_ago
    from {{ ref('int_unit__participants') }} as participants
    inner join asked on participants.group_code = asked.group_code
    union
    select
        unit_code,
        indicator_code,
        transform,
        denominator_code,
        1 as years_ago
    from {{ ref('int_scoring__values') }}
    where value_treatment = 'carried_forward'
    union
    -- A carried growth rests on two years before.
    select
        unit_code,
        indicator_code,
        transform,
        denominator_code,
        2 as years_ago
    from {{ ref('int_scoring__values') }}
    where value_treatment = 'carried_forward' and transform in ('growth_pct', 'change')
    union
    select
        cities.unit_code,
        asked.indicator_code,
        asked.transform,
        asked.denominator_code,
        asked.years_ago
    from cities
    inner join asked on asked.is_city_used = 1
    where
        asked.transform = 'mean_of_years'
        or (asked.transform = 'per' and asked.years_ago = 0)
        or (asked.transform in ('growth_pct', 'change') and asked.years_ago = 1)
),

sources as (
    select
        unit_code,
        indicator_code,
        years_ago,
        'own' as figure_role,
        unit_code as source_unit_code,
        indicator_code as source_indicator_code
    from looked_at
    where years_ago > 0
    union all
    select
        unit_code,
        indicator_code,
        years_ago,
        'divisor' as figure_role,
        unit_code as source_unit_code,
        denominator_code as source_indicator_code
    from looked_at
    where transform = 'per'
    union all
    select
        looked_at.unit_code,
        looked_at.indicator_code,
        looked_at.years_ago,
        'city' as figure_role,
        cities.unit_code as source_unit_code,
        looked_at.indicator_code as source_indicator_code
    from looked_at
    cross join cities
    where looked_at.transform = 'share_of_city'
),

-- Two groups may treat the city's figure in different ways.
figures as (
    select distinct * from sources
)

select
    figures.unit_code,
    figures.indicator_code,
    cast(figures.years_ago as integer) as years_ago,
    figures.figure_role,
    figures.source_unit_code,
    figures.source_indicator_code,
    annual.indicator_value as figure_value,
    -- A growth that nothing looks at is not told: the year that it starts from does not stand here.
    case
        when transformed.transform in ('growth_pct', 'change') and years_before.unit_code is null then null
        when figures.figure_role = 'own' then transformed.transformed_value
    end as transformed_value,
    annual.missing_reason,
    annual.submission_id,
    annual.sheet_name,
    annual.cell_address,
    annual.raw_text
from figures
cross join build
inner join {{ ref('int_indicator__annual_values') }} as annual
    on
        figures.source_unit_code = annual.unit_code
        and figures.source_indicator_code = annual.indicator_code
        and build.period_year - figures.years_ago = annual.period_year
left join {{ ref('int_scoring__transformed') }} as transformed
    on
        figures.unit_code = transformed.unit_code
        and figures.indicator_code = transformed.indicator_code
        and figures.years_ago = transformed.years_ago
        and not transformed.is_city
left join figures as years_before
    on
        figures.unit_code = years_before.unit_code
        and figures.indicator_code = years_before.indicator_code
        and figures.years_ago + 1 = years_before.years_ago
        and years_before.figure_role = 'own'
