{# Fails for each key under which two different values are given: nobody but the bureaus can say which one holds. #}
{% test figures_agree(model, column_name, by) %}
select
    {{ by | join(', ') }},
    min({{ column_name }}) as one_value,
    max({{ column_name }}) as other_value
from {{ model }}
group by {{ by | join(', ') }}
having min({{ column_name }}) <> max({{ column_name }})
{% endtest %}
