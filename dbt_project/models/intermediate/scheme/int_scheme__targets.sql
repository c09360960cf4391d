-- The year's targets, and what of a challenge is beyond them, with the cell that each stands in.
select
    targets.unit_code,
    targets.indicator_code,
    targets.target_value,
    targets.submission_id,
    targets.sheet_name,
    targets.row_number,
    {{ cell_address('columns.column_letter', 'targets.row_number') }} as cell_address,
    coalesce(cells.raw_text, targets.target_value_text) as raw_text,
    targets.challenge_value,
    {{ cell_address('challenge_columns.column_letter', 'targets.row_number') }} as challenge_cell_address,
    coalesce(challenge_cells.raw_text, targets.challenge_value_text) as challenge_raw_text,
    targets.data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_efficiency_office__scheme__targets') }} as targets
left join {{ ref('stg_build__columns') }} as columns
    on
        targets.submission_id = columns.submission_id
        and columns.table_name = 'targets'
        and columns.field_name = 'target_value'
left join {{ ref('stg_build__cells') }} as cells
    on
        targets.submission_id = cells.submission_id
        and cells.table_name = 'targets'
        and cells.field_name = 'target_value'
        and targets.row_number = cells.row_number
left join {{ ref('stg_build__columns') }} as challenge_columns
    on
        targets.submission_id = challenge_columns.submission_id
        and challenge_columns.table_name = 'targets'
        and challenge_columns.field_name = 'challenge_value'
left join {{ ref('stg_build__cells') }} as challenge_cells
    on
        targets.submission_id = challenge_cells.submission_id
        and challenge_cells.table_name = 'targets'
        and challenge_cells.field_name = 'challenge_value'
        and targets.row_number = challenge_cells.row_number
