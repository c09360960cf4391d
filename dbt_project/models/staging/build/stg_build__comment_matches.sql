select
    cast(submission_id as {{ dbt.type_string() }}) as submission_id,
    cast(row_number as bigint) as row_number,
    {{ to_bigint('rule_no') }} as rule_no,
    cast(met_words as {{ dbt.type_string() }}) as met_words
from {{ source('landing', 'build__comment_matches') }}
