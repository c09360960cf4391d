-- One row per unit, indicator and part: the value and what it is held against, each with its cell.
with build as (
    select period_year from {{ ref('int_build__parameters') }}
),

annual_values as (
    select * from {{ ref('int_indicator__annual_values') }}
),

expected as (
    select
        participants.unit_code,
        methods.*
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__methods') }} as methods on participants.group_code = methods.group_code
),

this_year as (
    select annual_values.*
    from annual_values
    inner join build on annual_values.period_year = build.period_year
),

last_year as (
    select annual_values.*
    from annual_values
    inner join build on annual_values.period_year = build.period_year - 1
),

city as (
    select this_year.*
    from this_year
    inner join {{ ref('int_unit__register') }} as register
        on this_year.unit_code = register.unit_code and register.unit_level = 'city'
),

targets as (
    select
        targets.unit_code,
        targets.indicator_code,
        targets.target_value,
        targets.submission_id,
        targets.sheet_name,
        columns.column_letter || cast(targets.row_number as {{ dbt.type_string() }}) as cell_address
    from {{ ref('stg_efficiency_office__scheme__targets') }} as targets
    left join {{ source('landing', 'build__columns') }} as columns
        on
            targets.submission_id = columns.submission_id
            and columns.table_name = 'targets'
            and columns.field_name = 'target_value'
),

group_sums as (
    select
        participants.group_code,
        this_year.indicator_code,
        sum(this_year.indicator_value) as value_sum,
        count(this_year.indicator_value) as value_count,
        max(case when this_year.is_synthetic then 1 else 0 end) as synthetic_count
    from this_year
    inner join {{ ref('int_unit__participants') }} as participants on this_year.unit_code = participants.unit_code
    where this_year.indicator_value is not null
    group by participants.group_code, this_year.indicator_code
),

group_means as (
    select
        group_code,
        indicator_code,
        value_count,
        synthetic_count,
        {{ div_half_up('value_sum', 'value_count') }} as mean_value
    from group_sums
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
    cast(case expected.reference_kind
        when 'target' then targets.target_value
        when 'own_past' then last_year.indicator_value
        when 'city' then city.indicator_value
        when 'group_mean' then group_means.mean_value
    end as decimal(24, 12)) as reference_value,
    cast(case when expected.reference_kind = 'group_mean' then group_means.value_count end as integer)
        as reference_unit_count,
    case expected.reference_kind
        when 'target' then targets.submission_id
        when 'own_past' then last_year.submission_id
        when 'city' then city.submission_id
    end as reference_submission_id,
    case expected.reference_kind
        when 'target' then targets.sheet_name
        when 'own_past' then last_year.sheet_name
        when 'city' then city.sheet_name
    end as reference_sheet,
    case expected.reference_kind
        when 'target' then targets.cell_address
        when 'own_past' then last_year.cell_address
        when 'city' then city.cell_address
    end as reference_cell,
    case expected.reference_kind
        when 'target' then cast(targets.target_value as {{ dbt.type_string() }})
        when 'own_past' then last_year.raw_text
        when 'city' then city.raw_text
    end as reference_raw_text,
    coalesce(
        case expected.reference_kind
            when 'own_past' then last_year.is_synthetic
            when 'city' then city.is_synthetic
            when 'group_mean' then group_means.synthetic_count = 1
        end,
        false
    ) as reference_is_synthetic
from expected
inner join {{ ref('int_scheme__nodes') }} as nodes on expected.indicator_code = nodes.node_code
left join this_year
    on expected.unit_code = this_year.unit_code and expected.indicator_code = this_year.indicator_code
left join last_year
    on expected.unit_code = last_year.unit_code and expected.indicator_code = last_year.indicator_code
left join city on expected.indicator_code = city.indicator_code
left join targets
    on expected.unit_code = targets.unit_code and expected.indicator_code = targets.indicator_code
left join group_means
    on expected.group_code = group_means.group_code and expected.indicator_code = group_means.indicator_code
