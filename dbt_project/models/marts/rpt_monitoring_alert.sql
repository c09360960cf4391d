with build as (
    select
        *,
        coalesce(period_quarter, 4) as watched_quarter
    from {{ ref('int_build__parameters') }}
),

progress as (
    select
        progress.*,
        case progress.monitoring_status when 'on_track' then 1 when 'at_risk' then 2 when 'behind' then 3 end as status_place
    from {{ ref('int_monitoring__progress') }} as progress
),

compared as (
    select
        watched.unit_code,
        watched.indicator_code,
        build.release_id,
        build.period_year,
        {{ quarter_code('build.period_year', 'build.watched_quarter') }} as period_code,
        progress.cumulative_value,
        watched.target_value,
        progress.progress_pct,
        progress.expected_pct,
        progress.monitoring_status,
        befores.monitoring_status as previous_status,
        progress.status_place > befores.status_place as has_fallen_back,
        outlook.forecast_value,
        outlook.forecast_low,
        outlook.forecast_high,
        outlook.forecast_outlook
    from {{ ref('int_monitoring__watched') }} as watched
    cross join build
    left join progress
        on
            watched.unit_code = progress.unit_code
            and watched.indicator_code = progress.indicator_code
            and build.watched_quarter = progress.period_quarter
    left join progress as befores
        on
            watched.unit_code = befores.unit_code
            and watched.indicator_code = befores.indicator_code
            and build.watched_quarter - 1 = befores.period_quarter
    left join {{ ref('int_monitoring__outlook') }} as outlook
        on
            progress.unit_code = outlook.unit_code
            and progress.indicator_code = outlook.indicator_code
            and progress.period_code = outlook.period_code
),

kinds as (
    select
        'behind' as alert_kind,
        '进度滞后' as alert_zh,
        'Behind' as alert_en
    union all
    select
        'forecast_misses_target' as alert_kind,
        '预计完不成年度目标' as alert_zh,
        'Likely to miss the target of the year' as alert_en
    union all
    select
        'fell_back' as alert_kind,
        '进度较上季度变差' as alert_zh,
        'Fell back since the quarter before' as alert_en
    union all
    select
        'value_missing' as alert_kind,
        '逾期未报数值' as alert_zh,
        'A value is overdue' as alert_en
)

select
    compared.release_id,
    compared.period_year as evaluation_year,
    compared.unit_code,
    compared.indicator_code,
    compared.period_code,
    kinds.alert_kind,
    kinds.alert_zh,
    kinds.alert_en,
    compared.cumulative_value,
    compared.target_value,
    compared.progress_pct,
    compared.expected_pct,
    compared.monitoring_status,
    compared.previous_status,
    compared.forecast_value,
    compared.forecast_low,
    compared.forecast_high,
    compared.forecast_outlook,
    case when compared.cumulative_value is null then coalesce(reasons.missing_reason, 'not_delivered') end as missing_reason
from compared
cross join kinds
left join {{ ref('int_monitoring__reasons') }} as reasons
    on
        case when compared.cumulative_value is null then compared.unit_code end = reasons.unit_code
        and compared.indicator_code = reasons.indicator_code
        and compared.period_code = reasons.period_code
where
    (kinds.alert_kind = 'behind' and compared.monitoring_status = 'behind')
    or (
        kinds.alert_kind = 'forecast_misses_target'
        and compared.forecast_outlook in ('likely_missed', 'very_likely_missed')
    )
    or (kinds.alert_kind = 'fell_back' and compared.has_fallen_back)
    or (
        kinds.alert_kind = 'value_missing'
        and compared.cumulative_value is null
        and not coalesce(reasons.is_not_applicable, false)
    )
order by compared.unit_code, compared.indicator_code, kinds.alert_kind
