-- A method that can't use what it is given would leave every unit without a score: completion needs a plain value and a direction,
-- efficacy two standards that differ, bands a table that exists.
with band_tables as (
    select distinct band_table from {{ ref('stg_efficiency_office__scheme__bands') }}
),

methods as (
    select
        methods.*,
        nodes.direction,
        band_tables.band_table is not null as has_bands
    from {{ ref('int_scheme__methods') }} as methods
    inner join {{ ref('int_scheme__nodes') }} as nodes on methods.indicator_code = nodes.node_code
    left join band_tables on methods.band_table = band_tables.band_table
)

select
    group_code,
    indicator_code,
    part_code,
    method_code
from methods
where
    (
        method_code in ('target_completion', 'achieved')
        and (basis <> 'value' or direction is null or direction not in ('higher', 'lower'))
    )
    or (method_code = 'efficacy' and satisfactory_value = unacceptable_value)
    or (method_code = 'banded' and not has_bands)
