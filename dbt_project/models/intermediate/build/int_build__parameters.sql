select
    release_kind,
    period_code,
    period_year,
    {{ quarter_of('period_code') }} as period_quarter,
    release_id,
    previous_release_id,
    is_synthetic,
    code_version
from {{ source('landing', 'build__parameters') }}
