"""A site to open: the results of 2020 with the year before and two quarters published, one unit of which bears a hostile name.

The browser is Debian's Chromium, driven by Playwright; it starts once for each test module.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from orchestration.foundation.workspace import Workspace
from orchestration.gate import judge
from orchestration.publication import publish
from orchestration.publication.release import Release
from tests.unit.publication.candidates import NOW, dbt_run, make_candidate

HOSTILE = """甲山"'</script><script>window.hit=1</script>县"""
PAGES = (
    "index.html",
    "outcomes.html",
    "monitoring.html",
    "quality.html",
    "method.html",
    "notes.html",
    "units/350101.html",
    "units/350103.html",
    "units/350104.html",
)


def published(
    workspace: Workspace, folder: Path, kind: str, period: str, edit: str = "", **facts: object
) -> Release:
    """Return the release of a candidate made for it; the gate has judged it."""
    build = make_candidate(
        folder / f"{kind}-{period}-000000000001.x",
        kind=kind,
        period=period,
        build_id=f"{kind}-{period}-000000000001",
        edit=edit,
        **facts,
    )
    verdict = judge(build, run_tests=lambda _: dbt_run(kind), now=NOW)
    assert verdict.passed, verdict.failed
    return publish(workspace, build, now=NOW)


@pytest.fixture(scope="session")
def monitoring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of a quarter."""
    folder = tmp_path_factory.mktemp("quarter")
    workspace = Workspace(folder / "raw", folder / "warehouse")
    return published(workspace, folder, "monitoring", "2020Q2").folder / "report"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of 2020."""
    folder = tmp_path_factory.mktemp("site")
    workspace = Workspace(folder / "raw", folder / "warehouse")
    past = published(
        workspace, folder, "annual", "2019",
        "update marts.fct_unit_result set evaluation_year = 2019, composite_score = composite_score - 1.25; "
        "update marts.fct_indicator_score set score = score - 1.25 / 0.3, points = points - 1.25 where indicator_code = 'NEW_JOBS'",
    )  # fmt: skip
    for quarter in ("2020Q1", "2020Q2"):
        published(workspace, folder, "monitoring", quarter)
    rests_on = {"release_id": past.release_id, "content_hash": past.content_hash}
    name = HOSTILE.replace("'", "''")
    hostile = f"update marts.dim_unit set unit_name_zh = '{name}' where unit_code = '350101'"
    return (
        published(workspace, folder, "annual", "2020", hostile, previous_release=rests_on).folder / "report"
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    program = shutil.which("chromium")
    assert program, "these tests need Debian's chromium (.ci/run installs it)"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@dataclass
class Visit:
    """What happened while pages were open."""

    context: BrowserContext
    root: Path
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, name: str, language: str = "") -> Page:
        """Open a page of the site from disk."""
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(f"{name}: {message.type} {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"{name}: {error}"))
        page.goto((self.root / name).as_uri() + (f"#lang={language}" if language else ""))
        page.wait_for_load_state("load")
        return page


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Visit]:
    """A fresh browser profile; whatever a page complains of or asks for elsewhere fails the test."""
    context = browser.new_context(viewport={"width": 1240, "height": 900})
    made = Visit(context, site)
    context.on("request", lambda request: made.requests.append(request.url))
    yield made
    context.close()
    assert made.complaints == []
    assert [url for url in made.requests if not url.startswith((site.parent.as_uri(), "data:,"))] == []
