{#
  Fails for each value that does not stand in the other model in the same year (its period's year). A missing value passes:
  whether it may be missing is another test's matter, and so does one of those that are allowed besides. Names are compared as name_key
  does. A build has the scheme of its own year alone, so what refers to a scheme is judged in that year, as it was in the years before.
#}
{% test relationships_in_year(model, column_name, to, field, besides=[]) %}
{%- set is_name = field.endswith('_name_zh') -%}
{%- set is_of_scheme = '__scheme__' in to | string -%}
with known as (
    select distinct
        {{ year_of('period_code') }} as period_year,
        {{ name_key(field) if is_name else field }} as known_value
    from {{ to }}
)

select distinct
    child.submission_id,
    child.{{ column_name }} as unknown_value
from {{ model }} as child
left join known
    on
        {{ year_of('child.period_code') }} = known.period_year
        and {{ name_key('child.' ~ column_name) if is_name else 'child.' ~ column_name }} = known.known_value
{%- if is_of_scheme %}
inner join {{ ref('int_build__parameters') }} as build on {{ year_of('child.period_code') }} = build.period_year
{%- endif %}
where
    child.{{ column_name }} is not null and known.known_value is null
    {%- for value in besides %}
    and child.{{ column_name }} <> '{{ value }}'
    {%- endfor %}
{% endtest %}
