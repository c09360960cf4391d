with {{ rows_of_respondents(ref('stg_efficiency_office__scheme__answer_scale')) }}

select
    answering_group as respondent_group,
    answer_zh,
    answer_score,
    case when answer_score is not null then counts_as_satisfied = 'yes' end as is_satisfied
from held
