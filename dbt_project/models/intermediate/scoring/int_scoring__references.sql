-- One row per unit, indicator and part that is scored: the value and what it is held against, with its cell.
with conditional as (
    select distinct indicator_code from {{ ref('int_scheme__methods') }}
    where condition_kind is not null
),

conditions as (
    select
        targets.unit_code,
        targets.indicator_code,
        targets.target_value
    from {{ ref('int_scheme__targets') }} as targets
    inner join conditional on targets.indicator_code = conditional.indicator_code
),

expected as (
    select
        measured.unit_code,
        measured.group_code,
        measured.scored_value,
        measured.is_in_statistics,
        measured.is_synthetic as value_is_synthetic,
        cast(case when methods.condition_kind is not null then conditions.target_value end as decimal(24, 12)) as condition_target,
        group_methods.indicator_code,
        group_methods.part_code,
        group_methods.method_no,
        methods.direction,
        methods.method_code,
        methods.variant,
        methods.pool,
        methods.basis,
        methods.range_lower,
        methods.range_upper,
        methods.reference_kind,
        methods.condition_kind
    from {{ ref('int_scoring__values') }} as measured
    inner join {{ ref('int_scheme__group_methods') }} as group_methods
        on measured.group_code = group_methods.group_code and measured.indicator_code = group_methods.indicator_code
    left join {{ ref('int_scheme__methods') }} as methods on group_methods.method_no = methods.method_no
    left join conditions
        on measured.unit_code = conditions.unit_code and measured.indicator_code = conditions.indicator_code
    where measured.scoring_status = 'by_parts'
),

-- Everything of a cell of its own that a value may be held against, in one shape; a part takes the row of its kind.
candidates as (
    select
        'target' as reference_kind,
        unit_code,
        indicator_code,
        cast(target_value as decimal(24, 12)) as reference_value,
        submission_id,
        sheet_name,
        cell_address,
        raw_text,
        is_synthetic
    from {{ ref('int_scheme__targets') }}
    union all
    select
        'challenge' as reference_kind,
        unit_code,
        indicator_code,
        cast(challenge_value as decimal(24, 12)) as reference_value,
        submission_id,
        sheet_name,
        challenge_cell_address as cell_address,
        challenge_raw_text as raw_text,
        is_synthetic
    from {{ ref('int_scheme__targets') }}
    where challenge_value is not null
    union all
    select
        case years_ago when 1 then 'own_past' when 2 then 'own_past_2' when 3 then 'own_past_3' end as reference_kind,
        unit_code,
        indicator_code,
        transformed_value as reference_value,
        submission_id,
        sheet_name,
        cell_address,
        raw_text,
        is_synthetic
    from {{ ref('int_scoring__transformed') }}
    where years_ago between 1 and 3 and not is_city
),

-- The kind stands on both sides of each join below: a condition on one side alone would compare every row with every other.
city as (
    select
        *,
        'city' as reference_kind
    from {{ ref('int_scoring__transformed') }}
    where is_city and years_ago = 0
),

averaged as (
    select distinct
        group_methods.group_code,
        group_methods.indicator_code
    from {{ ref('int_scheme__group_methods') }} as group_methods
    inner join {{ ref('int_scheme__methods') }} as methods on group_methods.method_no = methods.method_no
    where methods.reference_kind = 'own_past_mean'
),

past as (
    select
        'own_past_mean' as reference_kind,
        transformed.unit_code,
        transformed.indicator_code,
        count(transformed.transformed_value) as value_count,
        {{ div_half_up('sum(transformed.transformed_value)', 'count(transformed.transformed_value)') }} as mean_value,
        max(case when transformed.transformed_value is not null and transformed.is_synthetic then 1 else 0 end) = 1
            as is_synthetic
    from {{ ref('int_scoring__transformed') }} as transformed
    inner join averaged
        on transformed.group_code = averaged.group_code and transformed.indicator_code = averaged.indicator_code
    where transformed.years_ago > 0 and not transformed.is_city
    group by transformed.unit_code, transformed.indicator_code
),

-- References that are taken from the units of the group stand beside every part; the mean of the others leaves the unit's own value out.
beside as (
    select
        expected.*,
        case when expected.reference_kind like 'group%' then group_references.value_count end
        - case when expected.reference_kind = 'group_mean_others' and expected.is_in_statistics then 1 else 0 end
            as group_unit_count,
        cast(case expected.reference_kind
            when 'group_mean' then group_references.mean_value
            when 'group_mean_others' then {{ div_half_up(
                '(group_references.value_sum - case when expected.is_in_statistics then expected.scored_value else 0 end)',
                '(group_references.value_count - case when expected.is_in_statistics then 1 else 0 end)'
            ) }}
            when 'group_median' then group_references.median_value
            when 'group_best'
                then case expected.direction
                    when 'higher' then group_references.largest_value when 'lower' then group_references.smallest_value
                end
            when 'group_worst' then case expected.direction
                when 'higher' then group_references.smallest_value when 'lower' then group_references.largest_value
            end
        end as decimal(24, 12)) as group_value,
        case when expected.reference_kind like 'group%' then group_references.is_synthetic end as group_is_synthetic
    from expected
    left join {{ ref('int_scoring__group_references') }} as group_references
        on expected.group_code = group_references.group_code and expected.indicator_code = group_references.indicator_code
)

select
    beside.unit_code,
    beside.group_code,
    beside.indicator_code,
    beside.part_code,
    beside.method_no,
    beside.direction,
    beside.method_code,
    beside.variant,
    beside.pool,
    beside.basis,
    beside.range_lower,
    beside.range_upper,
    beside.reference_kind,
    beside.condition_kind,
    beside.condition_target,
    beside.scored_value,
    beside.is_in_statistics,
    beside.value_is_synthetic,
    cast(
        coalesce(candidates.reference_value, city.transformed_value, past.mean_value, beside.group_value)
        as decimal(24, 12)
    ) as reference_value,
    cast(case
        when beside.group_value is not null then beside.group_unit_count
        when past.mean_value is not null then past.value_count
    end as integer) as reference_unit_count,
    coalesce(candidates.submission_id, city.submission_id) as reference_submission_id,
    coalesce(candidates.sheet_name, city.sheet_name) as reference_sheet,
    coalesce(candidates.cell_address, city.cell_address) as reference_cell,
    coalesce(candidates.raw_text, city.raw_text) as reference_raw_text,
    coalesce(candidates.is_synthetic, city.is_synthetic, past.is_synthetic, beside.group_is_synthetic, false)
        as reference_is_synthetic
from beside
left join candidates
    on
        beside.unit_code = candidates.unit_code
        and beside.indicator_code = candidates.indicator_code
        and beside.reference_kind = candidates.reference_kind
left join city
    on
        beside.group_code = city.group_code
        and beside.indicator_code = city.indicator_code
        and beside.reference_kind = city.reference_kind
left join past
    on
        beside.unit_code = past.unit_code
        and beside.indicator_code = past.indicator_code
        and beside.reference_kind = past.reference_kind
