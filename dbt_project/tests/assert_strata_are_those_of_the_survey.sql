-- The population of a stratum that the survey does not have would correct no standard error. Where the survey's file names no strata,
-- those of units that nobody has judged are known too.
with survey as (
    select
        responses.stratum_code,
        responses.response_no
    from {{ ref('stg_survey__responses') }} as responses
    inner join {{ ref('int_build__parameters') }} as build
        on {{ year_of('responses.period_code') }} = build.period_year
),

named as (
    select distinct stratum_code from survey
    where stratum_code is not null
),

known as (
    select stratum_code from named
    union
    select
        case
            when settings.appraisal_strata = 'whole' then 'ALL'
            else participants.unit_code || '-' || respondent_groups.respondent_group
        end as stratum_code
    from {{ ref('int_unit__participants') }} as participants
    inner join {{ ref('int_scheme__respondent_groups') }} as respondent_groups on participants.group_code = respondent_groups.group_code
    cross join {{ ref('int_appraisal__settings') }} as settings
    where not exists (select 1 from named)
)

select strata.stratum_code
from {{ ref('stg_efficiency_office__scheme__strata') }} as strata
left join known on strata.stratum_code = known.stratum_code
where known.stratum_code is null
