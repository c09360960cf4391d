-- A method that can't use what it is given would leave every unit without a score: completion needs a plain value and a direction,
-- efficacy two standards that differ, bands a table that exists.
with methods as (
    select
        methods.*,
        nodes.direction,
        bands.band_table is not null as has_bands
    from {{ ref('int_scheme__methods') }} as methods
    inner join {{ ref('int_scheme__nodes') }} as nodes on methods.indicator_code = nodes.node_code
    left join (select distinct band_table from {{ ref('stg_efficiency_office__scheme__bands') }}) as bands
        on methods.band_table = bands.band_table
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
