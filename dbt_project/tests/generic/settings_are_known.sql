{# Fails for each setting of the scheme that is not in the list: an unknown one is refused, never ignored. #}
{% test settings_are_known(model, settings, known) %}
select
    settings.setting_code,
    settings.setting_value
from {{ settings }} as settings
where settings.setting_code not in ({% for setting in known %}'{{ setting }}'{{ ', ' if not loop.last }}{% endfor %})
{% endtest %}
