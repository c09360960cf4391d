{# Fails for each row in which the expression is not true: false and unknown both fail, so a null can't hide a breach. #}
{% test holds(model, expression) %}
select * from {{ model }}
where case when {{ expression }} then 0 else 1 end = 1
{% endtest %}
