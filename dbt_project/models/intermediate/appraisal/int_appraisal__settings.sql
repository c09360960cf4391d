-- One row: the settings of the appraisal that a scheme may leave out, each with what then holds.
with one_row as (
    select
        max(case when setting_code = 'appraisal_strata' then setting_value end) as appraisal_strata,
        max(case when setting_code = 'appraisal_interval' then setting_value end) as appraisal_interval,
        max(case when setting_code = 'duplicate_rule' then setting_value end) as duplicate_rule,
        max(case when setting_code = 'straight_line_rule' then setting_value end) as straight_line_rule,
        max(case when setting_code = 'straight_line_topics' then setting_value end) as straight_line_topics,
        max(case when setting_code = 'identical_limit' then setting_value end) as identical_limit,
        max(case when setting_code = 'identical_least' then setting_value end) as identical_least
    from {{ ref('stg_efficiency_office__scheme__settings') }}
)

select
    coalesce(appraisal_strata, 'by_group') as appraisal_strata,
    coalesce(appraisal_interval, 't') as appraisal_interval,
    coalesce(duplicate_rule, 'keep') as duplicate_rule,
    coalesce(straight_line_rule, 'keep') as straight_line_rule,
    cast({{ to_bigint("coalesce(straight_line_topics, '3')") }} as integer) as straight_line_topics,
    cast({{ to_bigint("coalesce(identical_limit, '5')") }} as integer) as identical_limit,
    cast({{ to_bigint("coalesce(identical_least, '5')") }} as integer) as identical_least
from one_row
