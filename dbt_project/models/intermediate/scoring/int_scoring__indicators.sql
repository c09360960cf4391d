with build as (
    select period_year from {{ ref('int_build__parameters') }}
),

expected as (
    select
        participants.unit_code,
        participants.group_code,
        weights.node_code as indicator_code,
        weights.parent_code as dimension_code,
        weights.weight
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__weights') }} as weights
        on participants.group_code = weights.group_code and weights.node_kind = 'indicator'
),

part_sums as (
    select
        unit_code,
        indicator_code,
        sum(case when part_status in ('used', 'zeroed') then share * part_score end) as weighted_sum,
        sum(case when part_status in ('used', 'zeroed') then share end) as share_sum,
        sum(case when part_status in ('used', 'zeroed') then 1 else 0 end) as parts_used,
        sum(case when part_status = 'held' then 1 else 0 end) as parts_held,
        max(case when reference_is_synthetic then 1 else 0 end) as synthetic_references
    from {{ ref('int_scoring__parts') }}
    group by unit_code, indicator_code
),

annual_values as (
    select
        annual.*,
        build.period_year - annual.period_year as years_ago
    from {{ ref('int_indicator__annual_values') }} as annual
    cross join build
),

city_units as (
    select unit_code from {{ ref('int_unit__register') }}
    where unit_level = 'city'
),

city as (
    select
        annual_values.indicator_code,
        annual_values.indicator_value
    from annual_values
    inner join city_units on annual_values.unit_code = city_units.unit_code
    where annual_values.years_ago = 0
),

scored as (
    select
        expected.*,
        this_year.indicator_value,
        this_year.vintage as value_vintage,
        this_year.value_status,
        this_year.is_synthetic,
        this_year.submission_id as value_submission_id,
        this_year.sheet_name as value_sheet,
        this_year.cell_address as value_cell,
        this_year.raw_text as value_raw_text,
        last_year.indicator_value as baseline_value,
        city.indicator_value as city_value,
        coalesce(part_sums.parts_used, 0) as parts_used,
        coalesce(part_sums.synthetic_references, 0) as synthetic_references,
        case
            when coalesce(part_sums.parts_held, 0) = 0
                then {{ weighted_mean('part_sums.weighted_sum', 'part_sums.share_sum') }}
        end as score_unrounded
    from expected
    left join part_sums
        on expected.unit_code = part_sums.unit_code and expected.indicator_code = part_sums.indicator_code
    left join annual_values as this_year
        on
            expected.unit_code = this_year.unit_code
            and expected.indicator_code = this_year.indicator_code
            and this_year.years_ago = 0
    left join annual_values as last_year
        on
            expected.unit_code = last_year.unit_code
            and expected.indicator_code = last_year.indicator_code
            and last_year.years_ago = 1
    left join city on expected.indicator_code = city.indicator_code
)

select
    scored.unit_code,
    scored.group_code,
    scored.indicator_code,
    scored.dimension_code,
    scored.weight,
    scored.indicator_value,
    scored.value_vintage,
    targets.target_value,
    scored.baseline_value,
    scored.city_value,
    cast(scored.score_unrounded as decimal(24, 12)) as score_unrounded,
    {{ round_half_up('scored.score_unrounded', 'settings.indicator_decimals') }} as score,
    case
        when scored.value_status = 'not_applicable' then 'not_applicable'
        when scored.score_unrounded is null then 'missing'
        else 'scored'
    end as score_status,
    cast(scored.parts_used as integer) as parts_used,
    -- Targets come with the scheme; a synthetic one makes the score synthetic as well.
    coalesce(scored.is_synthetic, false)
    or scored.synthetic_references = 1
    or coalesce(targets.data_nature = 'synthetic', false) as is_synthetic,
    scored.value_submission_id,
    scored.value_sheet,
    scored.value_cell,
    scored.value_raw_text
from scored
cross join {{ ref('int_scheme__settings') }} as settings
left join {{ ref('stg_efficiency_office__scheme__targets') }} as targets
    on scored.unit_code = targets.unit_code and scored.indicator_code = targets.indicator_code
