-- Where respondents were drawn within clusters and judge several units, responses without a respondent's mark count as so many respondents.
with unmarked as (
    select
        weighted.stratum_code,
        weighted.cluster_code,
        sum(weighted.response_count) as response_count,
        count(distinct weighted.unit_code) as unit_count
    from {{ ref('int_appraisal__weighted') }} as weighted
    inner join {{ ref('int_appraisal__clusters') }} as clusters
        on weighted.stratum_code = clusters.stratum_code and weighted.cluster_code = clusters.cluster_code
    where weighted.element_code is null
    group by weighted.stratum_code, weighted.cluster_code
)

select
    stratum_code,
    cluster_code,
    response_count
from unmarked
where unit_count > 1
