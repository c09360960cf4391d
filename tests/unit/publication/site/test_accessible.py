"""Every kind of page, in both languages, before axe-core: nobody is kept out; and on a telephone no page is wider than its screen.

axe-core lies in a Python package; its preloading of style sheets is off, since a page opened from disk may fetch nothing.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from orchestration.gate.data_docs import DATA_DOCS
from tests.unit.publication.site.conftest import PAGES, Visit

LANGUAGES = ("zh-CN", "en")
OPTIONS = {"resultTypes": ["violations"], "preload": False}
NARROW = {"width": 390, "height": 844}
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
GRAVE = {"serious", "critical"}


def _violations(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Axe().run(page, options=OPTIONS).response["violations"]
    return found


def _told(found: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{one['impact']} {one['id']}: {json.dumps(one['nodes'][0]['target'])} {one['nodes'][0]['failureSummary']}"
        for one in found
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*PAGES, "../dictionary.html"])
def test_axe_finds_nothing_on_a_page(visit: Visit, name: str, language: str) -> None:
    page = visit.open(name, language)
    page.evaluate(UNFOLD)
    found = _violations(page)
    assert not found, _told(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["index.html", "quality.html"])
def test_axe_finds_nothing_on_a_quarters_pages(
    monitoring: Path, browser: Browser, name: str, language: str
) -> None:
    page = browser.new_page()
    page.goto(f"{(monitoring / name).as_uri()}#lang={language}")
    found = _violations(page)
    page.close()
    assert not found, _told(found)


def test_axe_finds_nothing_grave_in_the_data_docs(judged: Path, browser: Browser) -> None:
    """What stands on them is Great Expectations'; its headings skip levels."""
    pages = sorted((judged / DATA_DOCS).iterdir())
    page = browser.new_page()
    for path in (judged / DATA_DOCS / "index.html", pages[0], pages[-1]):
        page.goto(path.as_uri())
        found = [one for one in _violations(page) if one["impact"] in GRAVE]
        assert not found, (path.name, _told(found))
    page.close()


@pytest.mark.parametrize(
    ("poison", "rule"),
    [
        ("document.querySelector('label[for=search]').remove()", "label"),
        ("document.querySelector('main h1, h1').style.color = '#ddd'", "color-contrast"),
        ("document.querySelector('.drawing').removeAttribute('aria-label')", "role-img-alt"),
        ("document.querySelector('thead button').textContent = ''", "button-name"),
    ],
)
def test_axe_sees_what_is_wrong(visit: Visit, poison: str, rule: str) -> None:
    page = visit.open("index.html")
    page.evaluate(poison)
    assert rule in {one["id"] for one in _violations(page) if one["impact"] in GRAVE}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*PAGES, "../dictionary.html"])
def test_no_page_is_wider_than_a_telephone(visit: Visit, name: str, language: str) -> None:
    page = visit.open(name, language)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.evaluate(UNFOLD)
    page.wait_for_function("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    # What is wider scrolls in a box that the keyboard reaches; what fits is no stop on its way.
    page.wait_for_function(
        "[...document.querySelectorAll('.wide')].every(b => b.scrollWidth > b.clientWidth === (b.tabIndex === 0))"
    )


def test_a_wide_table_is_scrolled_by_keyboard(visit: Visit) -> None:
    page = visit.open("index.html")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    box = page.locator(".wide[tabindex]").first
    box.focus()
    assert box.evaluate("b => getComputedStyle(b).outlineStyle") != "none"
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    name = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-labelledby')).innerText"
    )
    assert "排名" in name
