with {{ rows_of_respondents(ref('stg_efficiency_office__scheme__topics')) }}

select
    answering_group as respondent_group,
    topic_code,
    weight
from held
