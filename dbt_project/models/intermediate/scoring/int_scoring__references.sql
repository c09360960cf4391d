-- One row per unit, indicator and part: the value and what it is held against, each with its cell.
with build as (
    select period_year from {{ ref('int_build__parameters') }}
),

annual_values as (
    select
        annual.*,
        build.period_year - annual.period_year as years_ago
    from {{ ref('int_indicator__annual_values') }} as annual
    cross join build
),

expected as (
    select
        participants.unit_code,
        methods.*
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__methods') }} as methods on participants.group_code = methods.group_code
),

-- Everything that a value may be held against, in one shape; a part takes the row of its kind.
candidates as (
    select
        'target' as reference_kind,
        unit_code,
        indicator_code,
        cast(target_value as decimal(24, 12)) as reference_value,
        submission_id,
        sheet_name,
        cell_address,
        raw_text,
        is_synthetic
    from {{ ref('int_scheme__targets') }}
    union all
    select
        'own_past' as reference_kind,
        unit_code,
        indicator_code,
        cast(indicator_value as decimal(24, 12)) as reference_value,
        submission_id,
        sheet_name,
        cell_address,
        raw_text,
        is_synthetic
    from annual_values
    where years_ago = 1
),

city as (
    select
        annual_values.*,
        cast(annual_values.indicator_value as decimal(24, 12)) as reference_value
    from annual_values
    inner join {{ ref('int_unit__register') }} as register
        on annual_values.unit_code = register.unit_code and register.unit_level = 'city'
    where annual_values.years_ago = 0
),

this_year as (
    select * from annual_values
    where years_ago = 0
)

select
    expected.unit_code,
    expected.group_code,
    expected.indicator_code,
    expected.part_code,
    expected.share,
    expected.reference_kind,
    expected.basis,
    expected.method_code,
    expected.base_score,
    expected.step_score,
    expected.satisfactory_value,
    expected.unacceptable_value,
    expected.band_table,
    expected.floor_score,
    expected.cap_score,
    expected.fallback,
    nodes.direction,
    this_year.indicator_value,
    this_year.value_status,
    this_year.submission_id as value_submission_id,
    this_year.sheet_name as value_sheet,
    this_year.cell_address as value_cell,
    cast(coalesce(candidates.reference_value, city.reference_value, group_means.mean_value) as decimal(24, 12))
        as reference_value,
    group_means.unit_count as reference_unit_count,
    coalesce(candidates.submission_id, city.submission_id) as reference_submission_id,
    coalesce(candidates.sheet_name, city.sheet_name) as reference_sheet,
    coalesce(candidates.cell_address, city.cell_address) as reference_cell,
    coalesce(candidates.raw_text, city.raw_text) as reference_raw_text,
    coalesce(candidates.is_synthetic, city.is_synthetic, group_means.is_synthetic, false) as reference_is_synthetic
from expected
inner join {{ ref('int_scheme__nodes') }} as nodes on expected.indicator_code = nodes.node_code
left join this_year
    on expected.unit_code = this_year.unit_code and expected.indicator_code = this_year.indicator_code
left join candidates
    on
        expected.unit_code = candidates.unit_code
        and expected.indicator_code = candidates.indicator_code
        and expected.reference_kind = candidates.reference_kind
left join city
    on expected.indicator_code = city.indicator_code and expected.reference_kind = 'city'
left join {{ ref('int_scoring__group_means') }} as group_means
    on
        expected.group_code = group_means.group_code
        and expected.indicator_code = group_means.indicator_code
        and expected.reference_kind = 'group_mean'
