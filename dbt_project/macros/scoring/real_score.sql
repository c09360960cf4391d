{#
  A score that is no fraction, from binary floating point: 8 decimals where they are sure, below 1,000; 2 from there on; undefined beyond a
  million, where neither the digits nor the types that scores are kept in would hold it (docs/method.md, section 2).
#}
{% macro real_score(number) -%}
case
                        when abs({{ number }}) < 1000 then cast({{ number }} as decimal(24, 8))
                        when abs({{ number }}) <= 1000000 then cast(cast({{ number }} as decimal(24, 2)) as decimal(24, 8))
                    end
{%- endmacro %}
