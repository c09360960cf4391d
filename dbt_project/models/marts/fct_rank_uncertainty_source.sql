-- What the uncertainty of a rank comes from (docs/method.md, section 9): each source by itself, and what they do together beyond that.
select
    build.release_id,
    build.period_year as evaluation_year,
    participants.unit_code,
    drawn.unit_id,
    participants.group_code,
    drawn.source_code,
    drawn.composite_error,
    drawn.mean_rank_shift,
    drawn.variance_share,
    drawn.rank_variance_share
from {{ ref('stg_build__uncertainty_source') }} as drawn
cross join {{ ref('int_build__parameters') }} as build
inner join {{ ref('int_unit__participants') }} as participants on drawn.unit_id = participants.unit_id
order by participants.unit_code, drawn.source_code
