-- A method that can't use what it is given would leave every unit without a score, or score what nobody meant: completion needs a plain
-- value and a target or an interval, efficacy two standards that differ, bands a table that exists, interval-type an interval.
with band_tables as (
    select distinct band_table from {{ ref('stg_efficiency_office__scheme__bands') }}
),

methods as (
    select
        methods.*,
        band_tables.band_table is not null as has_bands,
        settings.history_years
    from {{ ref('int_scheme__methods') }} as methods
    cross join {{ ref('int_scheme__optional_settings') }} as settings
    left join band_tables on methods.band_table = band_tables.band_table
)

select
    group_code,
    indicator_code,
    part_code,
    method_code
from methods
where
    (direction is null and method_code not in ('efficacy', 'banded', 'step'))
    or (method_code in ('achieved', 'target_completion') and (basis <> 'value' or (reference_kind = 'none') <> (direction = 'interval')))
    or (method_code = 'target_completion' and direction = 'interval' and (range_lower <= 0 or step_score is not null))
    or (condition_kind is not null and direction is null)
    or (condition_kind = 'exceeded' and direction = 'interval')
    or (method_code = 'interval' and direction <> 'interval')
    or (direction = 'interval' and (range_lower is null or range_upper is null or range_lower > range_upper))
    or (direction = 'interval' and (goalpost_low < 0 or reference_kind in ('group_best', 'group_worst')))
    or (direction = 'interval' and method_code = 'distance' and reference_kind <> 'none')
    or (method_code = 'distance' and basis <> 'value')
    or goalpost_low >= goalpost_high
    or (variant = 'twice_less' and direction <> 'lower')
    or (method_code = 'interval' and step_score is null and step_score_below is not null)
    or (method_code = 'efficacy' and satisfactory_value = unacceptable_value)
    or (method_code = 'banded' and not has_bands)
    or (reference_kind = 'own_past_2' and history_years < 2)
    or (reference_kind = 'own_past_3' and history_years < 3)
