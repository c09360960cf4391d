-- One figure per unit, indicator, period and vintage, with the cell that it stands in and what stands there.
with located as (
    select
        delivered.*,
        columns.column_letter,
        {{ cell_address('columns.column_letter', 'delivered.row_number') }} as cell_address,
        coalesce(cells.raw_text, delivered.value_text) as raw_text,
        -- A blank was not delivered; a mark such as … says that the figure is not published yet.
        case when cells.missing_reason = 'not_published' and cells.raw_text = '' then 'not_delivered' else cells.missing_reason end
            as missing_reason
    from {{ ref('int_indicator__delivered') }} as delivered
    left join {{ ref('stg_build__columns') }} as columns
        on
            delivered.submission_id = columns.submission_id
            and delivered.table_name = columns.table_name
            and delivered.field_name = columns.field_name
    left join {{ ref('stg_build__cells') }} as cells
        on
            delivered.submission_id = cells.submission_id
            and delivered.table_name = cells.table_name
            and delivered.field_name = cells.field_name
            and delivered.row_number = cells.row_number
    -- A column that the bureau left out of its file has no cells, so it gives no facts.
    where delivered.unit_code is not null and (delivered.indicator_value is not null or columns.column_letter is not null)
),

-- Two columns may give one figure (index and growth). They agree (a test holds it), so the first one that is filled is taken.
numbered as (
    select
        *,
        row_number() over (
            partition by unit_code, indicator_code, period_code, vintage
            order by
                case when indicator_value is null then 1 else 0 end asc,
                {{ reason_rank('missing_reason') }} asc,
                submission_id asc,
                length(column_letter) asc nulls last,
                column_letter asc nulls last,
                row_number asc,
                field_name asc
        ) as choice
    from located
)

select
    unit_code,
    indicator_code,
    period_code,
    period_year,
    period_quarter,
    vintage,
    {{ vintage_rank('vintage') }} as vintage_rank,
    indicator_value,
    -- A nil is a value, 0, that says why it is one.
    case when indicator_value is null or missing_reason = 'nil' then missing_reason end as missing_reason,
    submission_id,
    sheet_name,
    cell_address,
    raw_text,
    is_synthetic
from numbered
where choice = 1
