select
    release_kind,
    period_code,
    period_year,
    period_quarter,
    release_id,
    previous_release_id,
    is_synthetic,
    code_version,
    state_date
from {{ ref('stg_build__parameters') }}
