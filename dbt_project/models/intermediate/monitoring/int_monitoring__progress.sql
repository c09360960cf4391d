-- The cumulative value of each quarter against the year's target, for units whose group weighs the indicator.
with build as (
    select * from {{ ref('int_build__parameters') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by unit_code, indicator_code, period_code order by vintage_rank desc nulls last
        ) as choice
    from {{ ref('int_indicator__facts') }}
    where period_quarter is not null and indicator_value is not null
),

latest as (
    select * from ranked
    where choice = 1
),

watched as (
    select
        latest.*,
        nodes.accumulation
    from latest
    inner join build
        on
            latest.period_year = build.period_year
            and latest.period_quarter <= coalesce(build.period_quarter, 4)
    inner join {{ ref('int_unit__participants') }} as participants on latest.unit_code = participants.unit_code
    inner join {{ ref('int_scheme__weights') }} as weights
        on participants.group_code = weights.group_code and latest.indicator_code = weights.node_code
    inner join {{ ref('int_scheme__nodes') }} as nodes on latest.indicator_code = nodes.node_code
    where nodes.accumulation is not null
),

measured as (
    select
        watched.*,
        targets.target_value,
        earlier.indicator_value as previous_year_value,
        case
            when targets.target_value > 0
                then {{ div_half_up('100 * watched.indicator_value', 'targets.target_value') }}
        end as progress_pct,
        cast(case when watched.accumulation = 'flow' then 25 * watched.period_quarter else 100 end as decimal(24, 12))
            as expected_pct
    from watched
    left join {{ ref('int_scheme__targets') }} as targets
        on watched.unit_code = targets.unit_code and watched.indicator_code = targets.indicator_code
    left join latest as earlier
        on
            watched.unit_code = earlier.unit_code
            and watched.indicator_code = earlier.indicator_code
            and watched.period_year - 1 = earlier.period_year
            and watched.period_quarter = earlier.period_quarter
)

select
    measured.unit_code,
    measured.indicator_code,
    measured.period_code,
    measured.indicator_value as cumulative_value,
    measured.target_value,
    measured.progress_pct,
    measured.expected_pct,
    measured.previous_year_value,
    case
        when measured.progress_pct is null then 'no_target'
        when measured.progress_pct >= measured.expected_pct then 'on_track'
        when measured.progress_pct >= settings.at_risk_share * measured.expected_pct then 'at_risk'
        else 'behind'
    end as monitoring_status,
    measured.submission_id,
    measured.sheet_name,
    measured.cell_address
from measured
cross join {{ ref('int_scheme__settings') }} as settings
