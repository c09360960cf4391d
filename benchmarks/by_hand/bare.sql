-- The benchmark's scheme by hand, no more than what leads to a grade: figures, parts, scores, dimensions, results. Sheets and rows are kept,
-- but not cells, vintages, effective weights, or what a part was made of.
{{ arithmetic }}
set memory_limit = '{{ memory }}';
set threads = 2;
create table figures as
select unit_code, indicator_code, _period as period, number(result_value) as x, _submission_id, _sheet, _row
from read_parquet('{{ inputs }}/{{ results }}/*.parquet');
create table parts as
with targets as (
    select unit_code, indicator_code, number(target_value) as t, _submission_id, _sheet, _row
    from read_parquet('{{ inputs }}/{{ scheme }}targets/*.parquet')
), groups as (
    select unit_code, group_code from read_parquet('{{ inputs }}/{{ scheme }}participants/*.parquet')
), beside as (
    select g.group_code, f.*, t.t, p.x as b, t._row as target_row, p._row as past_row,
        min(f.x) over w as low, max(f.x) over w as high
    from figures as f
    join groups as g using (unit_code)
    left join targets as t using (unit_code, indicator_code)
    left join figures as p on p.unit_code = f.unit_code and p.indicator_code = f.indicator_code and p.period = '2019'
    where f.period = '2020'
    window w as (partition by g.group_code, f.indicator_code)
)
select *, 'target' as part, 0.5 as share, greatest(0, least(110, quotient(100 * x, t))) as score from beside
union all
select *, 'vertical', 0.3, greatest(0, least(110, 80 + 0.5 * quotient(100 * (x - b), b))) from beside
union all
select *, 'horizontal', 0.2, greatest(0, least(100, 60 + quotient(40 * (x - low), high - low))) from beside;
create table scores as
select group_code, unit_code, indicator_code, round(sum(share * score), 4) as score from parts group by all;
create table dimensions as
select s.group_code, s.unit_code, n.parent_code, round(quotient(sum(s.score * number(w.weight)), sum(number(w.weight))), 4) as score
from scores as s
join read_parquet('{{ inputs }}/{{ scheme }}nodes/*.parquet') as n on n.node_code = s.indicator_code
join read_parquet('{{ inputs }}/{{ scheme }}weights/*.parquet') as w on w.node_code = s.indicator_code and w.group_code = s.group_code
group by all;
create table results as
with composites as (
    select d.group_code, d.unit_code,
        least(105, round(round(quotient(sum(d.score * number(w.weight)), sum(number(w.weight))), 4), 2)) as composite_score
    from dimensions as d
    join read_parquet('{{ inputs }}/{{ scheme }}weights/*.parquet') as w on w.node_code = d.parent_code and w.group_code = d.group_code
    group by all
), ranked as (
    select *, rank() over (partition by group_code order by composite_score desc) as place, count(*) over (partition by group_code) as n
    from composites
)
select *, case
    when composite_score >= 85 and place <= round(n * 0.3) then 'A' when composite_score >= 75 and place <= round(n * 0.7) then 'B'
    when composite_score >= 60 then 'C' else 'D' end as grade
from ranked;
