-- What is weak is reported, what is reported is mended: scores below the bound, the report and the items are the same.
with weak as (
    select
        scores.unit_code,
        scores.indicator_code
    from {{ ref('fct_indicator_score') }} as scores
    cross join {{ ref('int_scheme__settings') }} as settings
    where scores.score < settings.weak_score_below
),

items as (
    select
        unit_code,
        source_code as indicator_code
    from {{ ref('fct_rectification_item') }}
    where item_source = 'weak_indicator'
)

select
    coalesce(weak.unit_code, reported.unit_code, items.unit_code) as unit_code,
    coalesce(weak.indicator_code, reported.indicator_code, items.indicator_code) as indicator_code
from weak
full outer join {{ ref('rpt_weak_indicator') }} as reported
    on weak.unit_code = reported.unit_code and weak.indicator_code = reported.indicator_code
full outer join items
    on
        coalesce(weak.unit_code, reported.unit_code) = items.unit_code
        and coalesce(weak.indicator_code, reported.indicator_code) = items.indicator_code
where weak.unit_code is null or reported.unit_code is null or items.unit_code is null
