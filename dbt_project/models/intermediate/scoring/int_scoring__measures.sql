with compared as (
    select
        *,
        cast(case
            when basis = 'value' then indicator_value
            when basis = 'difference' then indicator_value - reference_value
            when basis = 'growth_pct' and reference_value > 0
                then {{ div_half_up('100 * indicator_value', 'reference_value') }} - 100
        end as decimal(24, 12)) as measure
    from {{ ref('int_scoring__references') }}
    where value_status is null or value_status <> 'not_applicable'
),

bands as (
    select * from {{ ref('stg_efficiency_office__scheme__bands') }}
)

select
    compared.*,
    bands.band_no,
    cast(bands.lower_bound as decimal(24, 12)) as band_lower,
    cast(bands.upper_bound as decimal(24, 12)) as band_upper,
    cast(bands.score_at_lower as decimal(24, 12)) as band_score_at_lower,
    cast(bands.score_at_upper as decimal(24, 12)) as band_score_at_upper
from compared
left join bands
    on
        compared.method_code = 'banded'
        and compared.band_table = bands.band_table
        and compared.measure is not null
        and {{ band_holds('compared.measure', 'bands.lower_bound', 'bands.upper_bound', 'bands.closed_side') }}
