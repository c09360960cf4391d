{# Fails for each of the columns that is null in any row, with the number of such rows: one scan instead of one not_null each. #}
{% test columns_are_filled(model, columns) %}
with counted as (
    select
        count(*) as row_count,
        {% for column in columns %}
        count({{ column }}) as {{ column }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ model }}
)

{% for column in columns %}
select
    '{{ column }}' as column_name,
    row_count - {{ column }} as empty_cells
from counted
where {{ column }} < row_count
{{ 'union all' if not loop.last }}
{% endfor %}
{% endtest %}
