-- Post-stratification to one attribute, raking to several: the weights of each combination are brought to the margins in turn.
{%- set steps = 240 %}
{%- set attributes = ['1', '2', '3'] %}
with {{ repeating() }} start as (
    select
        compositions.*,
        {{ each(attributes, "margins_#.population_share as share_#") }},
        compositions.mass as calibrated_mass,
        cast(0 as integer) as step
    from {{ ref('int_appraisal__compositions') }} as compositions
    {{ each(
        attributes,
        "left join " ~ ref('int_appraisal__margins') ~ " as margins_#"
        ~ " on compositions.unit_code = margins_#.unit_code and compositions.respondent_group = margins_#.respondent_group"
        ~ " and compositions.category_# = margins_#.category and margins_#.attribute_number = #",
        ''
    ) }}
    where compositions.calibration_status = 'calibrated'
),

steps as (
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        share_1,
        share_2,
        share_3,
        mass,
        calibrated_mass,
        step
    from start
    union all
    select
        unit_code,
        respondent_group,
        category_1,
        category_2,
        category_3,
        share_1,
        share_2,
        share_3,
        mass,
        case
            when case step % 3 when 0 then share_1 when 1 then share_2 else share_3 end is null then calibrated_mass
            else {{ div_half_up(
                'cast(1000000 * calibrated_mass * case step % 3 when 0 then share_1 when 1 then share_2 else share_3 end '
                ~ 'as decimal(38, 12))',
                'sum(calibrated_mass) over (partition by unit_code, respondent_group, '
                ~ 'case step % 3 when 0 then category_1 when 1 then category_2 else category_3 end)'
            ) }}
        end as calibrated_mass,
        step + 1 as step
    from steps
    where step < {{ steps }}
),

-- How far the margins are off at the end, in parts of a million; nothing at all where a category has lost its last weight.
missed as (
    select
        *,
        {{ each(
            attributes,
            "case when share_# is null then 0 else abs(sum(calibrated_mass) over "
            ~ "(partition by unit_code, respondent_group, category_#) - 1000000 * share_#) end as missed_#"
        ) }}
    from steps
    where step = {{ steps }}
),

judged as (
    select
        *,
        min(case when calibrated_mass is not null and greatest(missed_1, missed_2, missed_3) <= 0.001 then 1 else 0 end) over (
            partition by unit_code, respondent_group
        ) as has_converged
    from missed
)

select
    unit_code,
    respondent_group,
    category_1,
    category_2,
    category_3,
    share_1,
    share_2,
    share_3,
    mass,
    calibrated_mass,
    {{ div_half_up('calibrated_mass', 'mass') }} as weight_factor
from judged
where has_converged = 1
