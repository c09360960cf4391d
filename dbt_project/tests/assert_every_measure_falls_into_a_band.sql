-- Bands cover the whole line: a measure outside all of them would be undefined.
select
    unit_code,
    indicator_code,
    part_code,
    measure
from {{ ref('int_scoring__formula_inputs') }}
where method_code = 'banded' and band_measure is not null and band_no is null
