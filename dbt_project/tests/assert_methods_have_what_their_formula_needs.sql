-- A method without its parameters, or with ones that it can't use, would leave every unit without a score, or give one by accident.
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
    floor_score > cap_score
    or (basis <> 'value' and reference_kind = 'none')
    or (
        method_code in ('target_completion', 'achieved')
        and (reference_kind = 'none' or basis <> 'value' or direction is null or direction not in ('higher', 'lower'))
    )
    or (method_code = 'step' and (base_score is null or step_score is null))
    or (
        method_code = 'efficacy'
        and (satisfactory_value is null or unacceptable_value is null or satisfactory_value = unacceptable_value)
    )
    or (method_code = 'banded' and not has_bands)
