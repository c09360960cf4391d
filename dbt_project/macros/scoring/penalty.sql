{# An indicator scored on a value that was filled in loses the scheme's penalty, but not below zero; a score below zero stays. #}
{% macro less_penalty(score, penalty) -%}
case
            when {{ penalty }} = 0 then {{ score }}
            when {{ score }} < {{ penalty }} then least({{ score }}, 0)
            else {{ score }} - {{ penalty }}
        end
{%- endmacro %}
