select
    build.release_id,
    build.period_year as evaluation_year,
    figures.unit_code,
    figures.indicator_code,
    figures.years_ago,
    figures.figure_role,
    figures.source_unit_code,
    figures.source_indicator_code,
    figures.figure_value,
    figures.transformed_value,
    figures.missing_reason,
    figures.submission_id,
    figures.sheet_name,
    figures.cell_address,
    figures.raw_text
from {{ ref('int_scoring__figures_behind') }} as figures
cross join {{ ref('int_build__parameters') }} as build
order by figures.indicator_code, figures.unit_code, figures.years_ago, figures.figure_role
