-- What tells equal composites apart: a unit's scores on the nodes that the scheme names, in their order. No row in the sheet, no unit here.
with scores as (
    select
        unit_code,
        component_code as node_code,
        score
    from {{ ref('int_scoring__components') }}
    union all
    select
        unit_code,
        node_code,
        score
    from {{ ref('int_scoring__nodes') }}
    where node_kind = 'dimension'
    union all
    select
        unit_code,
        indicator_code as node_code,
        score
    from {{ ref('int_scoring__indicators') }}
)

select
    scores.unit_code,
    {%- for place in range(1, 6) %}
    cast(max(case when named.order_no = {{ place }} then scores.score end) as decimal(24, 12)) as tie_{{ place }}_score
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
from scores
inner join {{ ref('stg_efficiency_office__scheme__tie_breakers') }} as named on scores.node_code = named.node_code
group by scores.unit_code
