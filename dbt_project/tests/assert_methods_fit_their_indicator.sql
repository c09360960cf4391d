-- A method that can't use what it is given would leave every unit without a score, or score what nobody meant: completion needs a plain
-- value and a target or an interval, efficacy two standards that differ, bands a table that exists, interval-type an interval. One that
-- goes against the indicator's direction would score the worse unit higher.
with band_tables as (
    select distinct band_table from {{ ref('stg_efficiency_office__scheme__bands') }}
),

methods as (
    select
        methods.*,
        band_tables.band_table is not null as has_bands,
        settings.history_years,
        -- 1 where more of the measure is better: an inverse ratio falls when the value rises, and less of a distance is better.
        case
            when methods.direction = 'interval' then -1
            when (methods.direction = 'higher') = (methods.basis <> 'inverse_ratio') then 1
            when methods.direction is not null then -1
        end as measure_sign
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
    or (method_code = 'efficacy' and measure_sign * (satisfactory_value - unacceptable_value) < 0)
    or (method_code = 'step' and (measure_sign * step_score < 0 or measure_sign * step_score_below < 0))
    or (method_code in ('target_completion', 'zscore', 'rank', 'interval') and step_score < 0)
    or (method_code = 'interval' and step_score_below < 0)
    or (method_code in ('minmax', 'percentile', 'distance') and score_low > score_high)
    or (
        basis = 'inverse_ratio'
        and direction in ('higher', 'lower')
        and (method_code in ('decreasing_margin', 'minmax', 'zscore', 'rank', 'percentile') or variant in ('by_rank', 'by_percentile'))
    )
    or (method_code = 'banded' and not has_bands)
    or (reference_kind = 'own_past_2' and history_years < 2)
    or (reference_kind = 'own_past_3' and history_years < 3)
