with {{ rows_of_respondents(ref('stg_efficiency_office__scheme__answer_scale')) }}

select
    answering_group as respondent_group,
    answer_zh,
    answer_score
from held
