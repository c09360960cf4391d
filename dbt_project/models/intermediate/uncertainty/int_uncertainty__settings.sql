-- One row: the settings of how sure a rank is that a scheme may leave out, each with what then holds.
with one_row as (
    select
        max(case when setting_code = 'uncertainty_draws' then setting_value end) as uncertainty_draws,
        max(case when setting_code = 'uncertainty_seed' then setting_value end) as uncertainty_seed,
        max(case when setting_code = 'uncertainty_weight_pct' then setting_value end) as uncertainty_weight_pct,
        max(case when setting_code = 'uncertainty_weight_pct_2' then setting_value end) as uncertainty_weight_pct_2,
        max(case when setting_code = 'uncertainty_weight_pct_3' then setting_value end) as uncertainty_weight_pct_3,
        max(case when setting_code = 'uncertainty_weight_pct_4' then setting_value end) as uncertainty_weight_pct_4,
        max(case when setting_code = 'uncertainty_weight_pct_5' then setting_value end) as uncertainty_weight_pct_5
    from {{ ref('stg_efficiency_office__scheme__settings') }}
)

select
    {{ to_bigint("coalesce(uncertainty_draws, '10000')") }} as draw_count,
    {{ to_bigint("coalesce(uncertainty_seed, '1')") }} as seed_number,
    {{ to_decimal("coalesce(uncertainty_weight_pct, '0')") }} as weight_variation_pct,
    {{ to_decimal("coalesce(uncertainty_weight_pct_2, '0')") }} as weight_variation_pct_2,
    {{ to_decimal("coalesce(uncertainty_weight_pct_3, '0')") }} as weight_variation_pct_3,
    {{ to_decimal("coalesce(uncertainty_weight_pct_4, '0')") }} as weight_variation_pct_4,
    {{ to_decimal("coalesce(uncertainty_weight_pct_5, '0')") }} as weight_variation_pct_5
from one_row
