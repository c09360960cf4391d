select
    cast(unit_id as {{ dbt.type_string() }}) as unit_id,
    cast(source_code as {{ dbt.type_string() }}) as source_code,
    cast(composite_error as decimal(24, 12)) as composite_error,
    cast(mean_rank_shift as decimal(24, 12)) as mean_rank_shift,
    cast(variance_share as decimal(24, 12)) as variance_share,
    cast(rank_variance_share as decimal(24, 12)) as rank_variance_share
from {{ source('landing', 'build__uncertainty_source') }}
