select
    cast(unit_id as {{ dbt.type_string() }}) as unit_id,
    cast(respondent_group as {{ dbt.type_string() }}) as respondent_group,
    cast(topic_code as {{ dbt.type_string() }}) as topic_code,
    cast(asked_zh as {{ dbt.type_string() }}) as asked_zh,
    cast(mean_score as decimal(24, 12)) as mean_score,
    cast(standard_error as decimal(24, 12)) as standard_error
from {{ source('landing', 'build__previous_appraisal') }}
