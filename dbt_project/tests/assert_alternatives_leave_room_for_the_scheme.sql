-- Alternatives to one choice of the scheme are drawn instead of it, so their probabilities sum to 100 per cent at most.
select
    source_code,
    sum(probability_pct) as probability_sum
from {{ ref('int_uncertainty__alternatives') }}
group by source_code
having sum(probability_pct) > 100
