with topics as (
    select
        topic_code,
        topic_name_zh,
        topic_name_en
    from {{ ref('int_scheme__topics') }}
    union all
    select
        'ALL' as topic_code,
        '总体' as topic_name_zh,
        'All topics' as topic_name_en
),

groups as (
    select
        groups.*,
        names.respondent_group_name_zh,
        names.respondent_group_name_en,
        coalesce(likeness.identical_count, 0) as identical_count
    from {{ ref('int_appraisal__groups') }} as groups
    inner join {{ ref('int_scheme__respondent_groups') }} as names
        on groups.group_code = names.group_code and groups.respondent_group = names.respondent_group
    left join {{ ref('int_appraisal__likeness') }} as likeness
        on groups.unit_code = likeness.unit_code and groups.respondent_group = likeness.respondent_group
),

calibrations as (
    select distinct
        compositions.unit_code,
        compositions.respondent_group,
        case
            when compositions.calibration_status = 'calibrated' and calibration.unit_code is null then 'not_converged'
            else compositions.calibration_status
        end as calibration_status
    from {{ ref('int_appraisal__compositions') }} as compositions
    left join {{ ref('int_appraisal__calibration') }} as calibration
        on compositions.unit_code = calibration.unit_code and compositions.respondent_group = calibration.respondent_group
),

said as (
    select
        unit_code,
        respondent_group,
        topic_code,
        valid_answer_count,
        mean_score,
        satisfaction_rate_pct
    from {{ ref('int_appraisal__cells') }}
    union all
    select
        unit_code,
        respondent_group,
        'ALL' as topic_code,
        valid_response_count as valid_answer_count,
        mean_score,
        satisfaction_rate_pct
    from groups
),

rows_of_groups as (
    select
        said.*,
        questions.asked_zh
    from said
    left join {{ ref('int_appraisal__questions') }} as questions
        on said.respondent_group = questions.respondent_group and said.topic_code = questions.topic_code
),

-- A unit as a whole: the respondent groups that count and are asked the topic, together.
units as (
    select
        asked.unit_code,
        asked.topic_code,
        sum(case when groups.is_counted then groups.response_count else 0 end) as response_count,
        sum(case when groups.is_counted then asked.valid_answer_count else 0 end) as valid_answer_count,
        sum(case when groups.is_counted then groups.duplicate_count else 0 end) as duplicate_count,
        sum(case when groups.is_counted then groups.straight_line_count else 0 end) as straight_line_count,
        sum(case when groups.is_counted then groups.left_out_count else 0 end) as left_out_count,
        sum(case when groups.is_counted then groups.identical_count else 0 end) as identical_count,
        sum(case when groups.is_counted then groups.group_weight else 0 end) as group_weight,
        sum(case when groups.is_counted then 1 else 0 end) > 0 as is_counted
    from rows_of_groups as asked
    inner join groups on asked.unit_code = groups.unit_code and asked.respondent_group = groups.respondent_group
    group by asked.unit_code, asked.topic_code
),

-- What the respondent groups that weigh were asked, once where they were asked alike; whether enough of them answered is another matter.
asked_of_units as (
    select
        unit_code,
        topic_code,
        {{ dbt.listagg('asked_zh', "'；'", 'order by asked_zh') }} as asked_zh
    from (
        select distinct
            rows_of_groups.unit_code,
            rows_of_groups.topic_code,
            rows_of_groups.asked_zh
        from rows_of_groups
        inner join groups on rows_of_groups.unit_code = groups.unit_code and rows_of_groups.respondent_group = groups.respondent_group
        where groups.group_weight > 0
    ) as asked
    group by unit_code, topic_code
),

rows_of_units as (
    select
        units.*,
        asked_of_units.asked_zh,
        coalesce(topic_means.mean_score, scores.score_unrounded) as mean_score,
        coalesce(topic_means.satisfaction_rate_pct, scores.satisfaction_rate_pct) as satisfaction_rate_pct
    from units
    left join asked_of_units on units.unit_code = asked_of_units.unit_code and units.topic_code = asked_of_units.topic_code
    left join {{ ref('int_appraisal__topics') }} as topic_means
        on units.unit_code = topic_means.unit_code and units.topic_code = topic_means.topic_code
    left join {{ ref('int_appraisal__scores') }} as scores
        on case when units.topic_code = 'ALL' then units.unit_code end = scores.unit_code
),

measured as (
    select
        rows_of_groups.unit_code,
        rows_of_groups.respondent_group,
        groups.respondent_group_name_zh,
        groups.respondent_group_name_en,
        rows_of_groups.topic_code,
        rows_of_groups.asked_zh,
        groups.response_count,
        rows_of_groups.valid_answer_count,
        groups.duplicate_count,
        groups.straight_line_count,
        groups.identical_count,
        groups.left_out_count,
        rows_of_groups.mean_score,
        rows_of_groups.satisfaction_rate_pct,
        groups.group_weight,
        groups.effective_group_weight,
        groups.is_counted,
        coalesce(calibrations.calibration_status, 'none') as calibration_status
    from rows_of_groups
    inner join groups on rows_of_groups.unit_code = groups.unit_code and rows_of_groups.respondent_group = groups.respondent_group
    left join calibrations
        on rows_of_groups.unit_code = calibrations.unit_code and rows_of_groups.respondent_group = calibrations.respondent_group
    union all
    select
        unit_code,
        'ALL' as respondent_group,
        '全部主体' as respondent_group_name_zh,
        'All respondent groups' as respondent_group_name_en,
        topic_code,
        asked_zh,
        response_count,
        valid_answer_count,
        duplicate_count,
        straight_line_count,
        identical_count,
        left_out_count,
        mean_score,
        satisfaction_rate_pct,
        group_weight,
        case when is_counted then cast(1 as decimal(24, 12)) else cast(0 as decimal(24, 12)) end as effective_group_weight,
        is_counted,
        'none' as calibration_status
    from rows_of_units
),

published as (
    select
        measured.unit_code,
        measured.respondent_group,
        measured.respondent_group_name_zh,
        measured.respondent_group_name_en,
        measured.topic_code,
        measured.asked_zh,
        measured.response_count,
        measured.valid_answer_count,
        measured.duplicate_count,
        measured.straight_line_count,
        measured.identical_count,
        measured.left_out_count,
        measured.group_weight,
        measured.effective_group_weight,
        measured.is_counted,
        measured.calibration_status,
        suppressions.is_suppressed,
        case when not suppressions.is_suppressed then measured.mean_score end as mean_score,
        case when not suppressions.is_rate_suppressed then measured.satisfaction_rate_pct end as satisfaction_rate_pct,
        case when not suppressions.is_suppressed then errors.standard_error end as standard_error,
        case when not suppressions.is_suppressed then errors.degrees_of_freedom end as degrees_of_freedom,
        case when not suppressions.is_suppressed then errors.interval_half_width end as interval_half_width,
        case when not suppressions.is_suppressed then errors.design_effect end as design_effect
    from measured
    inner join {{ ref('int_appraisal__suppressions') }} as suppressions
        on
            measured.unit_code = suppressions.unit_code
            and measured.respondent_group = suppressions.respondent_group
            and measured.topic_code = suppressions.topic_code
    left join {{ ref('int_appraisal__errors') }} as errors
        on
            measured.unit_code = errors.unit_code
            and measured.respondent_group = errors.respondent_group
            and measured.topic_code = errors.topic_code
),

-- A mean says something of last year's only where the same was asked and counted in the same way.
earlier as (
    select
        published.*,
        case when previous.mean_score is not null then published.asked_zh = previous.asked_zh end as is_asked_as_before,
        previous.mean_score as earlier_mean_score,
        previous.standard_error as earlier_standard_error
    from published
    inner join {{ ref('int_unit__participants') }} as participants on published.unit_code = participants.unit_code
    left join {{ ref('stg_build__previous_appraisal') }} as previous
        on
            participants.unit_id = previous.unit_id
            and published.respondent_group = previous.respondent_group
            and published.topic_code = previous.topic_code
),

comparable as (
    select
        *,
        case when is_asked_as_before then earlier_mean_score end as previous_mean_score,
        case when is_asked_as_before then earlier_standard_error end as previous_standard_error
    from earlier
),

compared as (
    select
        *,
        mean_score - previous_mean_score as mean_change,
        {{ float_root(
            float_product('standard_error', 'standard_error')
            ~ ' + ' ~ float_product('previous_standard_error', 'previous_standard_error')
        ) }} as change_error
    from comparable
)

select
    build.release_id,
    build.period_year as evaluation_year,
    compared.unit_code,
    compared.respondent_group,
    compared.respondent_group_name_zh,
    compared.respondent_group_name_en,
    compared.topic_code,
    topics.topic_name_zh,
    topics.topic_name_en,
    compared.asked_zh,
    cast(compared.response_count as integer) as response_count,
    cast(compared.valid_answer_count as integer) as valid_answer_count,
    cast(compared.duplicate_count as integer) as duplicate_count,
    cast(compared.straight_line_count as integer) as straight_line_count,
    cast(compared.identical_count as integer) as identical_count,
    cast(compared.left_out_count as integer) as left_out_count,
    compared.mean_score,
    compared.satisfaction_rate_pct,
    compared.standard_error,
    compared.degrees_of_freedom,
    {{ as_statistic('compared.mean_score - compared.interval_half_width') }} as interval_low,
    {{ as_statistic('compared.mean_score + compared.interval_half_width') }} as interval_high,
    compared.design_effect,
    compared.calibration_status,
    compared.is_asked_as_before,
    case when compared.mean_score is not null then compared.previous_mean_score end as previous_mean_score,
    {{ as_statistic('compared.mean_change') }} as mean_change,
    {{ as_statistic('compared.change_error') }} as change_standard_error,
    abs(compared.mean_change) > {{ float_product(normal_975(), 'compared.change_error') }} as is_change_significant,
    cast(compared.group_weight as decimal(10, 4)) as group_weight,
    compared.effective_group_weight,
    compared.is_counted,
    compared.is_suppressed
from compared
cross join {{ ref('int_build__parameters') }} as build
inner join topics on compared.topic_code = topics.topic_code
order by compared.unit_code, compared.respondent_group, compared.topic_code
