-- What tells equal composites apart: a unit's scores on the nodes that the scheme names, in their order. No row in the sheet, no unit here.
select
    scores.unit_code,
    {%- for place in range(1, 6) %}
    cast(max(case when named.order_no = {{ place }} then scores.score end) as decimal(24, 12)) as tie_{{ place }}_score
    {%- if not loop.last %},{% endif %}
    {%- endfor %}
from {{ ref('int_grading__node_scores') }} as scores
inner join {{ ref('stg_efficiency_office__scheme__tie_breakers') }} as named on scores.node_code = named.node_code
group by scores.unit_code
