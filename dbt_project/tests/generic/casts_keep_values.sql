{# Fails for each submission and column in which staging lost a value: the landed table has more filled cells than the model. #}
{% test casts_keep_values(model, landed, columns) %}
with landed as (
    select
        _submission_id as submission_id,
        {% for staged, source_column in columns.items() %}
        count({{ source_column }}) as {{ staged }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ landed }}
    group by _submission_id
),

staged as (
    select
        submission_id,
        {% for staged in columns %}
        count({{ staged }}) as {{ staged }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ model }}
    group by submission_id
)

{% for staged in columns %}
select
    landed.submission_id,
    '{{ staged }}' as column_name,
    landed.{{ staged }} - coalesce(staged.{{ staged }}, 0) as values_lost
from landed
left join staged on landed.submission_id = staged.submission_id
where landed.{{ staged }} > coalesce(staged.{{ staged }}, 0)
{{ 'union all' if not loop.last }}
{% endfor %}
{% endtest %}
