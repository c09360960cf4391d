-- Bands cover the whole line: a measure outside all of them would be undefined.
select
    unit_code,
    indicator_code,
    part_code,
    band_measure
from {{ ref('int_scoring__band_matches') }}
where band_measure is not null and band_no is null
