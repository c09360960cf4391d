-- Units of all groups can be compared only where their rows measure the same thing.
with users as (
    select distinct
        indicator_code,
        part_code
    from {{ ref('int_scheme__methods') }}
    where pool in ('all', 'all_years')
)

select
    methods.indicator_code,
    methods.part_code
from {{ ref('int_scheme__methods') }} as methods
inner join users on methods.indicator_code = users.indicator_code and methods.part_code = users.part_code
inner join {{ ref('int_scheme__group_methods') }} as group_methods on methods.method_no = group_methods.method_no
inner join {{ ref('int_scheme__treatments') }} as treatments
    on group_methods.group_code = treatments.group_code and group_methods.indicator_code = treatments.indicator_code
group by methods.indicator_code, methods.part_code
having
    count(distinct methods.basis) > 1
    or count(distinct methods.reference_kind) > 1
    or count(distinct treatments.transform) > 1
    or count(distinct treatments.then_transform) > 1
    or count(distinct coalesce(treatments.denominator_code, '')) > 1
    or count(distinct coalesce(cast(methods.range_lower as {{ dbt.type_string() }}), '')) > 1
    or count(distinct coalesce(cast(methods.range_upper as {{ dbt.type_string() }}), '')) > 1
