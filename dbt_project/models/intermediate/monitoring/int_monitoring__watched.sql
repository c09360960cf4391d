-- What is monitored: each participating unit's indicators that accumulate and that its group weighs.
select
    participants.unit_code,
    nodes.node_code as indicator_code,
    nodes.accumulation,
    coalesce(nodes.direction, 'higher') as direction,
    coalesce(nodes.progress_path, 'time') as progress_path,
    weights.weight,
    targets.target_value,
    targets.submission_id as target_submission_id,
    targets.sheet_name as target_sheet,
    targets.cell_address as target_cell
from {{ ref('int_unit__participants') }} as participants
inner join {{ ref('int_scheme__weights') }} as weights on participants.group_code = weights.group_code
inner join {{ ref('int_scheme__nodes') }} as nodes on weights.node_code = nodes.node_code
left join {{ ref('int_scheme__targets') }} as targets
    on participants.unit_code = targets.unit_code and nodes.node_code = targets.indicator_code
where nodes.accumulation is not null
