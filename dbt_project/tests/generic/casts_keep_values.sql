{# Fails for each column in which casting lost a value: the source has more filled cells than the model. #}
{% test casts_keep_values(model, source_relation, columns) %}
with landed as (
    select {% for staged, landed in columns.items() %}count({{ landed }}) as {{ staged }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ source_relation }}
),

staged as (
    select {% for staged in columns %}count({{ staged }}) as {{ staged }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ model }}
)

{% for staged in columns %}
select '{{ staged }}' as column_name, landed.{{ staged }} as landed_count, staged.{{ staged }} as staged_count
from landed cross join staged
where landed.{{ staged }} <> staged.{{ staged }}
{{ 'union all' if not loop.last }}
{% endfor %}
{% endtest %}
