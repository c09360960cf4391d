"""The pages in a real browser: they load from disk and fetch nothing else, charts are drawn, tables sort and search, both languages, paper.

That no page complains, and that nothing is asked for outside the site, is looked at in every test (`visit`).
"""

import json
import re

import pytest
from playwright.sync_api import Browser, Page

from tests.unit.publication.site.conftest import HOSTILE, PAGES, Visit

COUNTY = "section.group:nth-of-type(1)"
A4 = (595, 842)


def _column(page: Page, place: int) -> list[str]:
    cells = page.locator(f"{COUNTY} table.league tbody tr").all()
    texts = [row.locator("td, th").nth(place).inner_text().split("\n")[0] for row in cells]
    return [text for text in texts if text]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_with_its_charts_drawn(visit: Visit, name: str) -> None:
    page = visit.open(name)
    assert page.locator("main").inner_text()
    for figure in page.locator("figure.chart").all():
        box = figure.locator("svg").bounding_box()
        assert box is not None
        assert box["width"] > 500
        assert box["height"] >= 90
        spec = json.loads(figure.locator("script").inner_text())
        told = len(spec.get("names") or spec["years"])
        assert figure.locator("svg path").count() > told
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize(
    ("name", "charts"),
    [("index.html", 2), ("units/350104.html", 5), ("monitoring.html", 1), ("notes.html", 1), ("quality.html", 0)],
)  # fmt: skip
def test_a_page_has_its_charts_with_a_text_for_those_who_do_not_see_them(
    visit: Visit, name: str, charts: int
) -> None:
    drawings = visit.open(name).locator(".drawing[role=img]")
    assert drawings.count() == charts
    for drawing in drawings.all():
        assert "数据见表格" in str(drawing.get_attribute("aria-label"))


def test_a_hostile_name_is_only_a_name(visit: Visit) -> None:
    page = visit.open("index.html")
    assert HOSTILE in page.locator(f"{COUNTY} table").inner_text()
    assert visit.open("units/350101.html").title().startswith(HOSTILE)


def test_a_head_sorts_its_column_both_ways_and_says_so(visit: Visit) -> None:
    page = visit.open("index.html")
    header = page.locator(f"{COUNTY} table.league thead th", has_text="综合得分")
    for direction in ("ascending", "descending"):
        header.get_by_role("button").click()
        assert header.get_attribute("aria-sort") == direction
        # The unit that is held has no composite and stays last either way.
        scores = [float(text) for text in _column(page, 2)[:-1]]
        assert len(scores) == 12
        assert scores == sorted(scores, reverse=direction == "descending")
    grades = page.locator(f"{COUNTY} table.league thead th", has_text="上年等次")
    grades.get_by_role("button").click()
    assert header.get_attribute("aria-sort") is None


def test_search_keeps_what_holds_every_word_in_either_language(visit: Visit) -> None:
    page = visit.open("index.html")
    page.get_by_label("查找单位").fill("乙山")
    assert page.locator("table.league tbody tr:visible").count() == 1
    assert page.locator("section.group:visible").count() == 1
    assert page.locator("output").inner_text() == "1 行"
    page.get_by_label("查找单位").fill("Unit 350214")
    assert page.locator("table.league tbody tr:visible").inner_text().startswith("6")
    page.get_by_label("查找单位").fill("")
    assert page.locator("table.league tbody tr:visible").count() == 19


def test_the_language_is_switched_remembered_and_carried_along(visit: Visit) -> None:
    page = visit.open("index.html")
    assert page.locator("h1").inner_text() == "2020 年度绩效考评结果"
    page.locator("#language").click()
    assert page.locator("h1").inner_text() == "Performance results 2020"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title().startswith("Performance results 2020")
    assert "公众评议" not in page.locator(f"{COUNTY} thead").inner_text()
    assert "figures stand in the table" in str(page.locator(".drawing").first.get_attribute("aria-label"))
    page.get_by_role("link", name="Unit 5").first.click()
    page.wait_for_load_state("load")
    assert page.url.endswith("350105.html#lang=en")
    assert page.locator("h1").inner_text() == "Unit 5: feedback 2020"
    page.locator("#language").click()
    assert "反馈单" in page.locator("h1").inner_text()


def test_without_storage_the_address_carries_the_language(visit: Visit) -> None:
    visit.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
    )
    page = visit.open("index.html", language="en")
    assert page.locator("h1").inner_text() == "Performance results 2020"
    page.get_by_role("link", name="Quality").click()
    page.wait_for_load_state("load")
    assert page.locator("h1").inner_text() == "Quality 2020"


def test_the_keyboard_reaches_content_search_and_table(visit: Visit) -> None:
    page = visit.open("index.html")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "跳到正文"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    met: list[str] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        met.append(
            page.evaluate(
                "document.activeElement.closest('th')?.innerText.trim() || document.activeElement.id"
            )
        )
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", met[-1]
        if met[-1].startswith("综合得分"):
            break
    assert "search" in met
    page.keyboard.press("Enter")
    assert page.locator(f"{COUNTY} th[aria-sort=ascending]").inner_text().startswith("综合得分")


@pytest.mark.parametrize("name", PAGES)
def test_tables_say_what_they_are_and_numbers_stand_on_the_right(visit: Visit, name: str) -> None:
    page = visit.open(name)
    assert (
        page.evaluate(
            "[...document.querySelectorAll('table')].filter(t => !t.closest('.prose') && !t.caption).length"
        )
        == 0
    )
    loose = "[...document.querySelectorAll('main table:not(.prose table) th')].filter(h => !h.scope).length"
    assert page.evaluate(loose) == 0
    aligned = "[...new Set([...document.querySelectorAll('td.n')].map(c => getComputedStyle(c).textAlign))]"
    assert page.evaluate(aligned) in (["right"], [])
    assert page.evaluate("document.querySelectorAll('h1').length") == 1


def test_a_withheld_cell_says_so_and_is_in_no_chart(visit: Visit) -> None:
    page = visit.open("units/350104.html")
    page.locator("summary", has_text="按主体与内容").click()
    row = page.locator("tr", has_text="人大代表").filter(has_text="服务态度")
    assert row.locator(".withheld").all_inner_texts() == ["隐去", "隐去", "隐去"]


def test_the_page_is_read_without_script_too(browser: Browser, visit: Visit) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((visit.root / "units" / "350104.html").as_uri())
    assert "反馈单" in page.locator("h1").inner_text()
    assert "feedback" not in page.locator("h1").inner_text()
    assert page.locator("figure.chart").first.is_hidden()
    context.close()


@pytest.mark.parametrize("name", ["index.html", "units/350104.html"])
def test_it_prints_on_a4_with_charts_inside_the_margins(visit: Visit, name: str) -> None:
    page = visit.open(name)
    page.evaluate(
        "window.addEventListener('beforeprint', () => { window.printed = [...document.querySelectorAll('.drawing svg')]"
        ".map(s => Number(s.getAttribute('width'))) })"
    )
    paper = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert len(boxes) >= 2
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {A4}
    widths = page.evaluate("window.printed")
    assert widths
    # 186 mm between the margins are 703 pixels.
    assert max(widths) <= 703
