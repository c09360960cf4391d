-- What a draw may do otherwise than the scheme, and the choice of the scheme that it stands against.
select
    alternative,
    case
        when alternative in ('arithmetic', 'geometric') then 'rule'
        when alternative in ('minmax', 'zscore', 'rank') then 'normalisation'
        when alternative = 'leave_one_out' then 'leave_one_out'
    end as source_code,
    probability_pct,
    score_low,
    score_high,
    base_score,
    step_score
from {{ ref('stg_efficiency_office__scheme__uncertainty_alternatives') }}
