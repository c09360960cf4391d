{# Fails for each group whose sum of a column differs from the total; a group without rows has nothing to fail. #}
{% test sums_to(model, column_name, by, total, condition='true', tolerance='0') %}
select {{ by | join(', ') }}, sum({{ column_name }}) as found
from {{ model }}
where {{ condition }}
group by {{ by | join(', ') }}
having abs(sum({{ column_name }}) - ({{ total }})) > {{ tolerance }}
{% endtest %}
