{# Fails unless the model has exactly the expected number of rows. #}
{% test row_count_is(model, expected) %}
select count(*) as row_count
from {{ model }}
having count(*) <> {{ expected }}
{% endtest %}
