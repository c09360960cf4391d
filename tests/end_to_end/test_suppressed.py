"""Over what the published sample really shows, both years together: no suppressed mean of the appraisal stands anywhere, and none follows.

What the means are is worked out by the oracle from the responses; what is shown is read back from tables, pages and explanations. That
extracts and PostgreSQL show the same cells is tested with made-up years (tests/unit/publication/serving/test_suppressed.py).
"""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console

from orchestration.explain import explain, render
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from tests.end_to_end.test_oracle import inputs_of
from tests.oracle.appraisal import Appraisal, appraise
from tests.oracle.landed import Inputs
from tests.oracle.recovery import Shown, equations, hidden_of, recoverable, unknowns_of
from tests.oracle.scheme import read_scheme
from tests.oracle.survey import read_survey

YEARS = (2019, 2020)
ENOUGH, LOOKED_AT, FEWEST_COLUMNS = 800, 6, 50
BY_CHANCE, DIGITS = 0.25, 9
MEAN = re.compile(r"\d+\.\d{4}\b")
# Everything in the mart that holds a mean of the appraisal: unit, respondent group, topic, mean; the year is that of the mean.
SHOWN = {
    "fct_public_appraisal": "select u.unit_id, a.respondent_group, a.topic_code, a.mean_score",
    "rpt_interview_list": "select u.unit_id, 'ALL', a.lowest_topic_code, a.lowest_topic_score",
    "fct_rectification_item": "select u.unit_id, 'ALL', a.source_code, case when a.item_source = 'weak_topic' then a.observed_score end",
}
LAST_YEAR = "select u.unit_id, a.respondent_group, a.topic_code, a.previous_mean_score"
CELLS = re.compile(r"各主体对各项内容的评议.*?</table>", re.DOTALL)
ZH = re.compile(r'<span lang="zh-CN">(.*?)</span>')


def _release(workspace: Workspace, year: int) -> Path:
    return workspace.current("annual", Period(year)).resolve()


@pytest.fixture(scope="module")
def said(published_sample: Workspace) -> dict[int, dict[str, Appraisal]]:
    """What was said of each unit of each year, by the unit's id."""
    found = {}
    for year in YEARS:
        inputs = Inputs(inputs_of(published_sample, _release(published_sample, year), Period(year)))
        scheme = read_scheme(inputs)
        survey = read_survey(inputs, scheme)
        codes = _rows(_release(published_sample, year), "select unit_id, unit_code, group_code from dim_unit")
        found[year] = {unit: appraise(scheme, group, survey.of(code)) for unit, code, group in codes if group}
    return found


def _rows(release: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(release / "mart.duckdb"), read_only=True) as mart:
        return mart.execute(query).fetchall()


def _shown(workspace: Workspace, year: int) -> dict[str, Shown]:
    """Return which means of a year are published, in its own release and in that of the year after."""
    joined = " from {} as a inner join dim_unit as u on a.unit_code = u.unit_code"
    found = [row for table, select in SHOWN.items() for row in _rows(_release(workspace, year), select + joined.format(table))]  # fmt: skip
    if year + 1 in YEARS:
        found += _rows(_release(workspace, year + 1), LAST_YEAR + joined.format("fct_public_appraisal"))
    shown: dict[str, Shown] = {}
    for unit, group, topic, mean in found:
        if mean is not None:
            shown.setdefault(unit, set()).add((group, topic))
    return shown


@pytest.mark.parametrize("year", YEARS)
def test_no_suppressed_mean_follows_from_all_that_is_published(
    published_sample: Workspace, said: dict[int, dict[str, Appraisal]], year: int
) -> None:
    shown, withheld = _shown(published_sample, year), 0
    for unit, appraisal in said[year].items():
        unknowns, hidden = unknowns_of(appraisal), hidden_of(appraisal)
        assert not shown[unit] & set(hidden), unit
        rows = equations(appraisal, shown[unit])
        for cell in hidden:
            assert not recoverable(rows, unknowns.index(cell)), (unit, cell)
        withheld += len(hidden)
    assert withheld > ENOUGH


def _figures(release: Path) -> Iterator[tuple[str, dict[str, set[float]]]]:
    """Yield every column of figures of every table that has units, with what it holds of each unit."""
    columns = _rows(
        release,
        "select table_name, column_name from duckdb_columns() where regexp_matches(data_type, 'DECIMAL|DOUBLE')"
        " and table_name in (select table_name from duckdb_columns() where column_name = 'unit_code')",
    )
    for table, column in columns:
        told = f"select u.unit_id, cast(a.{column} as double) from {table} as a inner join dim_unit as u on a.unit_code = u.unit_code where a.{column} is not null"
        found: dict[str, set[float]] = {}
        for unit, value in _rows(release, told):
            found.setdefault(unit, set()).add(round(value, DIGITS))
        yield f"{table}.{column}", found


def _met(wanted: dict[str, set[float]], found: dict[str, set[float]]) -> float:
    """Return the share of figures that stand in a column beside their unit."""
    met = sum(len(figures & found.get(unit, set())) for unit, figures in wanted.items())
    return met / sum(map(len, wanted.values()))


@pytest.mark.parametrize("year", YEARS)
def test_no_column_of_any_table_holds_the_suppressed_means(
    published_sample: Workspace, said: dict[int, dict[str, Appraisal]], year: int
) -> None:
    """Means of few answers are round figures, so some of them stand somewhere by chance; a column that held them would hold most."""
    hidden: dict[str, set[float]] = {}
    together: dict[str, set[float]] = {}
    for unit, appraisal in said[year].items():
        voices = {voice.code: voice for voice in appraisal.voices}
        means = (voices[group].mean(topic) for group, topic in hidden_of(appraisal))
        hidden[unit] = {round(float(mean), DIGITS) for mean in means if mean is not None}
        together[unit] = {round(float(appraisal.unrounded or 0), DIGITS)}
    columns = 0
    for release in (_release(published_sample, one) for one in YEARS if one >= year):
        for name, found in _figures(release):
            columns += 1
            # That table is looked at cell by cell above.
            if name.startswith("fct_public_appraisal."):
                continue
            assert _met(hidden, found) < BY_CHANCE, (release.name, name)
            if name == "fct_dimension_score.score_unrounded" and release == _release(published_sample, year):
                assert _met(together, found) == 1, "the look finds a mean that is published"
    assert columns > FEWEST_COLUMNS


def test_pages_and_their_charts_withhold_what_the_mart_does(published_sample: Workspace) -> None:
    release, withheld = _release(published_sample, 2020), 0
    cells: dict[str, dict[tuple[str, str], bool]] = {}
    names = "select unit_code, respondent_group_name_zh, topic_name_zh, is_suppressed from fct_public_appraisal where respondent_group <> 'ALL' and topic_code <> 'ALL'"
    for unit, group, topic, is_hidden in _rows(release, names):
        cells.setdefault(unit, {})[group, topic] = is_hidden
    together = "select unit_code, respondent_group_name_zh, mean_score from fct_public_appraisal where topic_code = 'ALL'"
    means: dict[str, dict[str, float | None]] = {}
    for unit, group, mean in _rows(release, together):
        means.setdefault(unit, {})[group] = None if mean is None else float(mean)
    for unit, expected in cells.items():
        page = (release / "report" / "units" / f"{unit}.html").read_text(encoding="utf-8")
        (table,) = CELLS.findall(page)
        rows = [(row, ZH.findall(row)) for row in table.split("<tr>")[2:]]
        found = {(zh[0], zh[1]): 'class="withheld"' in row for row, zh in rows}
        assert found == expected, unit
        specs = [
            json.loads(text)
            for text in re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
        ]
        (chart,) = [
            spec
            for spec in specs
            if spec["kind"] == "ranges" and "全部主体" in [name[0] for name in spec["names"]]
        ]
        drawn = dict(zip([name[0] for name in chart["names"]], chart["own"], strict=True))
        assert drawn == {name: mean for name, mean in means[unit].items() if mean is not None}, unit
        withheld += sum(found.values())
    assert withheld > ENOUGH  # fmt: skip


def test_an_explanation_tells_no_suppressed_mean(published_sample: Workspace) -> None:
    release = _release(published_sample, 2020)
    few = "select unit_code, list(respondent_group_name_zh) from fct_public_appraisal where topic_code = 'ALL' and is_suppressed group by 1 order by 1"
    told = 0
    for unit, groups in _rows(release, few)[:LOOKED_AT]:
        shown = io.StringIO()
        Console(width=200, file=shown).print(render(explain(release, unit)))
        lines = [line for line in shown.getvalue().splitlines() if line.split() and line.split()[0] in groups]
        assert len(lines) == len(groups), unit
        assert not [line for line in lines if MEAN.search(line)]
        told += len(lines)
        assert len(MEAN.findall(shown.getvalue())) > LOOKED_AT, "means that are shown are found"
    assert told >= LOOKED_AT
